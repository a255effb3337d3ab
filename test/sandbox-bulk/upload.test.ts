// Staged uploads of the sandbox, and what its other host refuses.
import { expect, test } from "vitest";
import { formOf, keyOf, openBulk, runMutation, stage, changesOf } from "./caller.ts";

type Target = Awaited<ReturnType<typeof stage>>;

test("a form with all parameters and the file last is answered by 201 and an XML with the key", async () => {
  const { sandbox } = await openBulk();
  const target = await stage(sandbox);
  expect(target.resourceUrl).toBe(target.url);
  expect(new URL(target.url).port).not.toBe(new URL(sandbox.origin).port);
  const response = await fetch(target.url, { method: "POST", body: formOf(target, "{}\n") });
  expect(response.status).toBe(201);
  const text = await response.text();
  expect(text).toContain(`<Key>${keyOf(target)}</Key>`);
  expect(text).toMatch(
    /^<\?xml .*<PostResponse><Location>.*<Bucket>.*<ETag>"[0-9a-f]{32}"<\/ETag>/,
  );
});

const replaced = ({ parameters, ...rest }: Target, name: string, value?: string): Target => ({
  ...rest,
  parameters: parameters.flatMap((each) =>
    each.name !== name ? [each] : value === undefined ? [] : [{ name, value }],
  ),
});

test.each<[string, (target: Target) => RequestInit, string]>([
  [
    "a parameter is missing",
    (target) => ({ body: formOf(replaced(target, "policy"), "{}") }),
    "The parameter policy of the staged target is missing",
  ],
  [
    "a parameter has another value",
    (target) => ({ body: formOf(replaced(target, "acl", "public-read"), "{}") }),
    "The parameter acl has another value than in the staged target",
  ],
  [
    "the key was never given out",
    (target) => ({ body: formOf(replaced(target, "key", "tmp/1"), "{}") }),
    'No upload is expected for the key "tmp/1"',
  ],
  [
    "the file is not last",
    ({ parameters }) => {
      const form = new FormData();
      for (const { name, value } of parameters) form.append(name, value);
      form.append("file", new Blob(["{}"]), "changes.jsonl");
      form.append("more", "after");
      return { body: form };
    },
    "The file is not the last part of the form",
  ],
  [
    "the file is first",
    ({ parameters }) => {
      const form = new FormData();
      form.append("file", new Blob(["{}"]), "changes.jsonl");
      for (const { name, value } of parameters) form.append(name, value);
      return { body: form };
    },
    'No upload is expected for the key ""',
  ],
  [
    "there is no file",
    ({ parameters }) => {
      const form = new FormData();
      for (const { name, value } of parameters) form.append(name, value);
      return { body: form };
    },
    "The form has no file",
  ],
  ["the file is empty", (target) => ({ body: formOf(target, "") }), "The file is empty"],
  ["the body is no form", () => ({ body: "{}" }), "The body is not a multipart form"],
  [
    "a token of the shop is sent",
    (target) => ({
      body: formOf(target, "{}"),
      headers: { "X-Shopify-Access-Token": "shpat_x" },
    }),
    "This host takes no token of a shop; one was sent",
  ],
])("an upload is refused by 400 and an XML: %s", async (_name, requestOf, message) => {
  const { sandbox } = await openBulk();
  const target = await stage(sandbox);
  const response = await fetch(target.url, { method: "POST", ...requestOf(target) });
  expect(response.status).toBe(400);
  const text = (await response.text()).replaceAll("&quot;", '"');
  expect(text).toContain(`<Message>${message}</Message>`);
  expect((await runMutation(sandbox, keyOf(target))).userErrors).toMatchObject([
    { code: "NO_SUCH_FILE" },
  ]);
});

test("a policy is valid for a day", async () => {
  const { sandbox, move } = await openBulk();
  const target = await stage(sandbox);
  move(86_400_000);
  const response = await fetch(target.url, { method: "POST", body: formOf(target, "{}") });
  expect([response.status, await response.text()]).toEqual([
    400,
    expect.stringContaining("The policy has expired"),
  ]);
});

test("a file of many pieces arrives as it was, also with what looks like a delimiter in it", async () => {
  const { sandbox, ids, move } = await openBulk({ bulk: { shuffled: false } });
  const target = await stage(sandbox);
  const lines = changesOf(Array.from({ length: 3000 }, (_each, n) => ids[n % 40] ?? ""));
  const text = `{"a":"--\\r\\n--x"}\n\r\n--\r\n${lines}`;
  const response = await fetch(target.url, { method: "POST", body: formOf(target, text) });
  expect(response.status).toBe(201);
  const started = await runMutation(sandbox, keyOf(target));
  move(60_000);
  await expect
    .poll(() => sandbox.requests.length >= 0 && sandbox.item(ids[39] ?? "")?.cost)
    .toBe("9.99");
  expect(started.userErrors).toEqual([]);
});

test("the other host starts with the first staged upload and ends with the store", async () => {
  const { sandbox } = await openBulk();
  const { url } = await stage(sandbox);
  expect((await fetch(`${url}nowhere`)).status).toBe(404);
  await sandbox.close();
  await expect(fetch(url)).rejects.toThrow("fetch failed");
});

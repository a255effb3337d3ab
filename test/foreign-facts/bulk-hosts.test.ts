// The two hosts beside the foreign shop: which uploads they take, and what they see that they should not.
import { expect, test } from "vitest";
import { formOf, keyOf, poll, runMutation, stage, startMutation } from "../foreign/bulk/asking.ts";
import type { BulkOptions } from "../foreign/bulk/life.ts";
import { gid } from "../foreign/gids.ts";
import { openForeignShop } from "../support/shops.ts";

const open = (bulk: BulkOptions = {}) => openForeignShop(2, undefined, undefined, { bulk });
const line = `${JSON.stringify({ id: gid(0), input: { cost: "1.00" } })}\n`;

type Form = (form: FormData) => FormData;
const without =
  (name: string): Form =>
  (form) => (form.delete(name), form);
const firstToLast: Form = (form) => {
  const parts = [...form.entries()];
  const turned = new FormData();
  for (const [name, value] of parts.toReversed()) turned.append(name, value);
  return turned;
};
test.each<[how: string, change: Form, text: string, status: number, code: string]>([
  ["with file first", firstToLast, line, 400, "InvalidArgument"],
  ["without file", without("file"), line, 400, "InvalidArgument"],
  ["without the key", without("key"), line, 403, "SignatureDoesNotMatch"],
  ["without the unknown parameter", without("x-foreign-lane"), line, 403, "AccessDenied"],
  [
    "with a changed parameter",
    (form) => (form.set("acl", "public"), form),
    line,
    403,
    "AccessDenied",
  ],
  ["with nothing in the file", (form) => form, "", 400, "EntityTooSmall"],
  ["with too much in the file", (form) => form, "x".repeat(1001), 400, "EntityTooLarge"],
])("an upload %s is refused", async (_, change, text, status, code) => {
  const shop = await open({ maxFileSize: 1000 });
  const target = await stage(shop);
  const form = formOf(target, text);
  const changed = change(form);
  const answer = await fetch(target.url, { method: "POST", body: changed });
  expect(answer.status).toBe(status);
  expect(await answer.text()).toContain(`<Code>${code}</Code>`);
  expect(shop.bulk.uploads.size).toBe(0);
});

test("parameters have another order for each upload; the answer names the file", async () => {
  const shop = await open();
  const [one, two] = [await stage(shop), await stage(shop)];
  const names = ({ parameters }: typeof one) => parameters.map(({ name }) => name);
  expect(names(one)).not.toEqual(names(two));
  expect(names(one).toSorted()).toEqual(names(two).toSorted());
  const answer = await fetch(one.url, { method: "POST", body: formOf(one, line) });
  expect(await answer.text()).toContain(`<Key>${keyOf(one)}</Key>`);
  expect([...shop.bulk.uploads]).toEqual([[keyOf(one), Buffer.from(line)]]);
  expect(new URL(one.url).origin).not.toBe(shop.origin);
});

test("a file may be put; its size is looked at only by the operation", async () => {
  const shop = await open({ maxFileSize: line.length });
  const messages: unknown[] = [];
  for (const body of ["", line, line.repeat(2)]) {
    const { url } = await stage(shop, "PUT");
    expect((await fetch(url, { method: "PUT", body })).status).toBe(200);
    const path = decodeURIComponent(new URL(url).pathname.slice(1));
    messages.push((await startMutation(shop, path)).userErrors[0]?.message);
  }
  expect(messages).toEqual([
    "The input file is empty.",
    undefined,
    "The input file size exceeds the maximum allowed size of 100 MB.",
  ]);
});

test("a token that reaches one of the hosts is seen, and so is a stranger", async () => {
  const shop = await open({ created: 0, running: 0 });
  const headers = { "X-Shopify-Access-Token": shop.token };
  const target = await stage(shop);
  const body = formOf(target, line);
  expect((await fetch(target.url, { method: "POST", body, headers })).status).toBe(400);
  const { url = "" } = await poll(shop, await runMutation(shop, line));
  expect((await fetch(url ?? "", { headers })).status).toBe(400);
  expect((await fetch(`${new URL(url ?? "").origin}/else`)).status).toBe(404);
  expect(shop.bulk.tokensSeen).toEqual([
    "POST upload: x-shopify-access-token",
    "GET result: x-shopify-access-token",
  ]);
  expect(shop.bulk.strangers).toEqual(["GET /else"]);
  expect(shop.bulk.visits.map(({ host, method }) => `${method} ${host}`)).toEqual([
    "POST upload",
    "POST upload",
    "GET result",
    "GET result",
  ]);
});

test("an upload may break before and after the file is kept", async () => {
  const faults = ["reset", 503, "reset-after"] as const;
  const shop = await open({ onUpload: (attempt) => faults[attempt] });
  const target = await stage(shop);
  const post = () => fetch(target.url, { method: "POST", body: formOf(target, line) });
  await expect(post()).rejects.toThrow("fetch failed");
  expect((await post()).status).toBe(503);
  expect(shop.bulk.uploads.size).toBe(0);
  await expect(post()).rejects.toThrow("fetch failed");
  expect(shop.bulk.uploads.size).toBe(1);
});

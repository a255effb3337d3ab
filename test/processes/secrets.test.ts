// What must not leave the process, wherever somebody has put it.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDesk } from "../support/command.ts";
import { openForeignShop, openSandbox } from "../support/shops.ts";

const token = "shpat_0123456789abcdef0123456789abcdef";

test("a token shows nowhere, wherever it was put by mistake or by the shop", async () => {
  const desk = await openDesk();
  for (const env of [
    { SHOPIFY_SHOP: "acme", SHOPIFY_ACCESS_TOKEN_FILE: token },
    { SHOPIFY_SHOP: token },
    { SHOPIFY_SHOP: "acme", SHOPIFY_API_VERSION: token, SHOPIFY_ACCESS_TOKEN: token },
    { SHOPIFY_SHOP: `http://me:${token}@127.0.0.1:1`, SHOPIFY_ACCESS_TOKEN: token },
  ]) {
    const { code, stderr } = await desk.run(["export"], { env });
    expect(code).toBe(2);
    expect(stderr).not.toContain(token);
  }
  const sandbox = await openSandbox({ items: 3, token });
  sandbox.addFault({
    path: /levels/,
    when: "before",
    effect: { status: 422, headers: { "X-Request-Id": token }, body: { errors: `no ${token}` } },
  });
  const said = await (await openDesk(sandbox)).run(["export"]);
  expect(said.code).toBe(3);
  expect(said.stderr).toContain("answered 422: no [token] (request id [token])");
});

test("a token that an answer of GraphQL repeats shows nowhere", async () => {
  const extensions = { code: "INTERNAL_SERVER_ERROR", requestId: `${token}\n${"x".repeat(999)}` };
  const body = { errors: [{ message: "Internal error", extensions }] };
  const isUpdate = (sent: unknown): boolean => JSON.stringify(sent ?? "").includes("mutation");
  const shop = await openForeignShop(
    1,
    (request) =>
      isUpdate(request.body)
        ? () => ({ status: 200, headers: { "X-Request-Id": "" }, body })
        : undefined,
    undefined,
    { token },
  );
  const desk = await openDesk(shop, undefined, "graphql");
  await desk.write("sheet.csv", `id,cost\n${[...shop.items.keys()][0]},7\n`);
  const { stdout, stderr } = await desk.run(["import", "sheet.csv", "--yes"]);
  const [run] = await desk.runs();
  const journal = await desk.read(`runs/${run}/journal.jsonl`);
  expect(journal).toMatch(/"request_id":"\[token\] x+…"/);
  expect(stdout + stderr + journal).not.toContain(token);
});

test("a diagnostic report of node's holds no token, nor does any file of a run", async () => {
  const sandbox = await openSandbox({ items: 3, token });
  const desk = await openDesk(sandbox);
  const env = { NODE_OPTIONS: "--report-on-signal --report-directory=." };
  const started = desk.startProcess(["import", "-", "--yes"], { open: true, env });
  await expect.poll(() => desk.runs()).toHaveLength(1);
  started.kill("SIGUSR2");
  const reports = async (): Promise<string[]> =>
    (await readdir(desk.folder, { recursive: true })).filter((name) => name.startsWith("report."));
  await expect.poll(reports).toHaveLength(1);
  started.kill("SIGTERM");
  await started.ended;
  const [report = ""] = await reports();
  const text = await desk.read(report);
  expect(text).toContain("SHOPIFY_SHOP");
  expect(text).not.toContain(token);

  await desk.write("sheet.csv", `id,cost\n${[...sandbox.ids()].map((id) => `${id},7\n`).join("")}`);
  await desk.run(["import", "sheet.csv", "--yes", "--allow-held", "--verbose"]);
  const run = `runs/${(await desk.runs()).at(-1)}`;
  const files = await readdir(join(desk.folder, run));
  expect(files).toHaveLength(8);
  for (const name of files) expect(await desk.read(`${run}/${name}`)).not.toContain(token);
});

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Fault, FaultEffect } from "../../../src/sandbox/faults/faults.ts";
import type { Sandbox, SandboxOptions } from "../../../src/sandbox/sandbox.ts";
import { connections } from "../../../src/shop/http/http.ts";
import { type Desk, openDesk } from "../../support/command.ts";
import { openElsewhere } from "../../support/servers/elsewhere.ts";
import { openSandbox, puts, sentPuts } from "../../support/shops.ts";

const open = (options: SandboxOptions = {}): Promise<Sandbox> =>
  openSandbox({ items: 40, ...options });

/** A sheet that changes the cost of every item of the store. */
async function writeSheet(desk: Desk, sandbox: Sandbox): Promise<string[]> {
  const ids = [...sandbox.ids()];
  await desk.write("sheet.csv", `id,cost\n${ids.map((id, n) => `${id},${n + 1}.77`).join("\n")}\n`);
  return ids;
}

const importing = ["import", "sheet.csv", "--yes", "--allow-held"];

async function statuses(desk: Desk): Promise<string[]> {
  const results = await desk.rows(`runs/${(await desk.runs()).at(-1)}/results.csv`);
  return results.map((row) => row["result_status"] ?? "");
}

const token = "shpat_0123456789abcdef0123456789abcdef";

const stops: readonly (readonly [FaultEffect, RegExp])[] = [
  [
    { status: 401, body: { errors: `[API] Invalid API key or access token ${token}` } },
    /401.*SHOPIFY_ACCESS_TOKEN/,
  ],
  [{ status: 402, body: { errors: "This shop's plan does not have access" } }, /402.*frozen/],
  [
    {
      status: 403,
      body: { errors: "[API] This action requires merchant approval for write_inventory scope." },
    },
    /403.*write_inventory scope.*install it again/,
  ],
  [{ status: 423, body: { errors: "This shop is unavailable" } }, /423.*locked/],
  [
    {
      status: 430,
      body: "<html><head><title>x</title></head><body>Security <b>rejection</b></body></html>",
    },
    /430: Security rejection/,
  ],
];

test.for(stops)(
  "%o in the middle of a run stops it, and apply carries on",
  async ([effect, said]) => {
    const folder = await mkdtemp(join(tmpdir(), "sandbox-"));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, "shop.jsonl");
    const sandbox = await open({ token, file });
    const desk = await openDesk(sandbox);
    await writeSheet(desk, sandbox);
    sandbox.addFault({ method: "PUT", nth: 11, times: Infinity, when: "before", effect });
    const { code, stdout, stderr } = await desk.run([
      "import",
      "sheet.csv",
      "--yes",
      "--allow-held",
      "--verbose",
    ]);
    expect(code).toBe(3);
    expect(stderr).toMatch(said);
    expect(stdout + stderr).not.toContain(token);
    const [run = ""] = await desk.runs();
    expect(stderr).toContain(`inventory-csv apply runs/${run} --yes`);
    expect(puts(sandbox)).toBeLessThan(11 + connections); // those under way
    const first = await statuses(desk);
    expect(new Set(first)).toEqual(new Set(["updated", "not_attempted"]));
    expect(first).toHaveLength(40);
    const summary = JSON.parse(await desk.read(`runs/${run}/summary.json`));
    expect(summary.attempts).toBe(puts(sandbox));
    expect(JSON.stringify(summary)).not.toContain(token);

    await sandbox.close();
    const port = Number(new URL(sandbox.origin).port);
    const healed = await open({ token, port, file });
    const carriedOn = await desk.run(["apply", `runs/${run}`, "--yes"]);
    expect(carriedOn.code).toBe(0);
    expect(new Set(await statuses(desk))).toEqual(new Set(["updated"]));
    expect(puts(healed)).toBe(first.filter((status) => status === "not_attempted").length);
  },
);

test("no more requests than connections are on their way when the shop says stop, and none leaves after it", async () => {
  const sandbox = await open({
    latency: { from: 200, to: 300 },
    faults: [{ method: "PUT", times: Infinity, when: "before", effect: { status: 401 } }],
  });
  const desk = await openDesk(sandbox);
  await writeSheet(desk, sandbox);
  expect((await desk.run(["import", "sheet.csv", "--yes", "--allow-held"])).code).toBe(3);
  expect(puts(sandbox)).toBeGreaterThan(0);
  expect(puts(sandbox)).toBeLessThanOrEqual(connections);
});

test("a redirect is not followed, and no token reaches the other host", async () => {
  const other = await openElsewhere();
  const elsewhere = other.url;
  const sandbox = await open({
    faults: [{ when: "before", effect: { redirect: elsewhere } }],
  });
  const desk = await openDesk(sandbox);
  await writeSheet(desk, sandbox);
  const { code, stderr } = await desk.run(["plan", "sheet.csv", "--allow-held"]);
  expect(code).toBe(3);
  expect(stderr).toContain(`a redirect to ${elsewhere}`);
  expect(stderr).toContain("myshopify.com domain");
  expect(await desk.runs()).toEqual([]);

  const linking = await open({
    items: 120,
    faults: [{ path: /levels/, when: "after", effect: { link: `${elsewhere}admin/` } }],
  });
  const exported = await (await openDesk(linking)).run(["export", "-o", "items.csv"]);
  expect(exported.code).toBe(3);
  expect(exported.stderr).toContain("a link to a page on another host");
  other.close();
  expect(other.seen).toEqual([]);
});

const ambiguous: readonly FaultEffect[] = [
  "reset",
  "half-body",
  "html",
  { status: 500, body: { errors: "An unexpected error occurred" } },
  { status: 502, body: "<html>Bad gateway</html>" },
  { status: 200, body: "{}" },
];

test.for(["before", "after"] as const)(
  "a PUT whose answer is lost %s the store applied it is read back, and every row comes true",
  async (when) => {
    const faults = ambiguous.map((effect, n) => ({ method: "PUT", nth: 3 + 4 * n, when, effect }));
    const sandbox = await open({ faults });
    const desk = await openDesk(sandbox);
    const ids = await writeSheet(desk, sandbox);
    const { code } = await desk.run(["import", "sheet.csv", "--yes", "--allow-held"]);
    expect(await statuses(desk)).toEqual(ids.map(() => "updated"));
    expect(code).toBe(0);
    for (const [n, id] of ids.entries()) expect(sandbox.item(id)?.cost).toBe(`${n + 1}.77`);
    const repeats = when === "before" ? ambiguous.length : 0;
    expect(puts(sandbox)).toBe(40 + repeats);
    const [run] = await desk.runs();
    const summary = JSON.parse(await desk.read(`runs/${run}/summary.json`));
    expect(summary.attempts).toBe(40 + repeats);
  },
);

test("an item that cannot be read back after a lost answer is unknown, and never failed", async () => {
  const sandbox = await open({
    items: 1,
    faults: [
      { method: "PUT", when: "after", effect: "reset" },
      {
        method: "GET",
        path: /inventory_items\/\d+/,
        times: Infinity,
        when: "before",
        effect: { status: 503 },
      },
    ],
  });
  const desk = await openDesk(sandbox);
  await writeSheet(desk, sandbox);
  const { code, stderr } = await desk.run([...importing, "--give-up-after", "1s"]);
  expect(code).toBe(3);
  expect(stderr).toContain("To continue: inventory-csv apply");
  expect(await statuses(desk)).toEqual(["unknown"]);
  const gets = sandbox.requests.filter(
    ({ path }) => /inventory_items\/\d+/.test(path) && !path.includes("?"),
  );
  expect(gets.filter(({ method }) => method === "GET")).toHaveLength(6);
});

test("a list that fails is asked for again, up to five times", async () => {
  const fault = { path: /inventory_items\.json/, when: "before", effect: "reset" } as const;
  const desk = await openDesk();
  const flaky = await open({ faults: [{ ...fault, times: 2 }] });
  const env = { SHOPIFY_SHOP: flaky.origin, SHOPIFY_ACCESS_TOKEN: flaky.token };
  await writeSheet(desk, flaky);
  expect((await desk.run(["plan", "sheet.csv", "--allow-held"], { env })).code).toBe(0);
  expect(flaky.requests).toHaveLength(3);
});

test.for([
  ["SIGINT", 130],
  ["SIGHUP", 129],
] as const)(
  "%s stops in good order: PUTs under way end, the report is whole, apply carries on",
  async ([signal, due]) => {
    const sandbox = await open({
      // Enough for a few; the others would take a quarter of a minute.
      bucket: { size: 40, leak: 2, level: 33 },
      latency: { from: 20, to: 60 },
    });
    const desk = await openDesk(sandbox);
    const ids = await writeSheet(desk, sandbox);
    const started = desk.startProcess(["import", "sheet.csv", "--yes", "--allow-held"]);
    await expect.poll(() => puts(sandbox)).toBeGreaterThanOrEqual(5);
    started.kill(signal);
    const { code, stderr } = await started.ended;
    expect(code).toBe(due);
    expect(stderr).toContain("To continue: inventory-csv apply");
    const first = await statuses(desk);
    const updated = ids.filter((id, n) => sandbox.item(id)?.cost === `${n + 1}.77`);
    expect(first.filter((status) => status === "updated")).toHaveLength(updated.length);
    expect(first.filter((status) => status === "not_attempted")).toHaveLength(40 - updated.length);
    expect(updated.length).toBeGreaterThanOrEqual(5);
    expect(updated.length).toBeLessThan(40);
  },
);

test("a second signal ends it at once, with a journal that can be carried on with", async () => {
  const sandbox = await open();
  const desk = await openDesk(sandbox);
  const ids = await writeSheet(desk, sandbox);
  const fault = { method: "PUT", nth: 9, times: 40, when: "after", effect: "hang" } as const;
  const hanging: Fault = { ...fault };
  sandbox.addFault(hanging);
  const started = desk.startProcess([...importing, "--verbose"]);
  await expect.poll(() => puts(sandbox)).toBeGreaterThanOrEqual(12);
  started.kill("SIGTERM");
  await started.heard(/SIGTERM: nothing more is sent/, "stderr");
  started.kill("SIGTERM");
  const { code } = await started.ended;
  expect(code).toBe(143);
  hanging.times = 0;
  const [run] = await desk.runs();
  const lines = (await desk.read(`runs/${run}/journal.jsonl`)).trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line) as unknown).length).toBeGreaterThan(1);
  expect((await desk.run(["apply", `runs/${run}`, "--yes"])).code).toBe(0);
  expect(await statuses(desk)).toEqual(ids.map(() => "updated"));
  expect(puts(sandbox)).toBeLessThanOrEqual(40);
});

test("after kill -9 at any time apply carries on, and nothing is done twice", async () => {
  const sandbox = await open({ latency: { from: 5, to: 25 } });
  const desk = await openDesk(sandbox);
  const ids = await writeSheet(desk, sandbox);
  await desk.run(["plan", "sheet.csv", "--allow-held"]);
  const [run = ""] = await desk.runs();
  for (const enough of [3, 20, 33]) {
    const started = desk.startProcess(["apply", `runs/${run}`, "--yes"]);
    await expect.poll(() => puts(sandbox), { interval: 2 }).toBeGreaterThanOrEqual(enough);
    started.kill("SIGKILL");
    await started.ended;
  }
  const { code } = await desk.run(["apply", `runs/${run}`, "--yes"]);
  expect(code).toBe(0);
  expect(await statuses(desk)).toEqual(ids.map(() => "updated"));
  expect(sentPuts(sandbox).filter(({ status }) => status === 200)).toHaveLength(40);
});

test("a shop that is not there ends the run instead of failing row after row", async () => {
  const sandbox = await open();
  const desk = await openDesk(sandbox);
  await writeSheet(desk, sandbox);
  await sandbox.close();
  const { code, stderr } = await desk.run(["plan", "sheet.csv", "--give-up-after", "1s"]);
  expect(code).toBe(3);
  expect(stderr).toContain("ECONNREFUSED");
});

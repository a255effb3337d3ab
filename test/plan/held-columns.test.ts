// Columns that look like a mistake, by the command: their rows are held, the reason is told once, and --allow-held sends.
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { expect, test } from "vitest";
import type { Decision } from "../../src/plan/decision.ts";
import { type Desk, lastRun, openDesk } from "../support/command.ts";
import { openSandbox, puts } from "../support/shops.ts";

async function planned(desk: Desk): Promise<Decision[]> {
  const lines = (await desk.read(`${await lastRun(desk)}/plan.jsonl`)).trimEnd().split("\n");
  return lines.slice(1).map((line) => JSON.parse(line) as Decision);
}

/** True counts of the plan as it stands in the run's folder. */
async function expectAgreement(desk: Desk): Promise<Decision[]> {
  const run = await lastRun(desk);
  const decisions = await planned(desk);
  const summary = JSON.parse(await desk.read(`${run}/summary.json`));
  const held = decisions.filter(({ decision }) => decision === "held");
  const changes = decisions.filter(({ decision }) => decision === "change");
  expect(summary).toMatchObject({
    rows: decisions.length,
    decisions: { held: held.length, change: changes.length },
  });
  const fields = changes.flatMap((change) => Object.keys(change.changes ?? {}));
  const counts = Object.values(summary.fields as Record<string, number>);
  expect(counts.reduce((all, one) => all + one, 0)).toBe(fields.length);
  const statuses = (await desk.rows(`${run}/changes.csv`)).map(({ status }) => status);
  const cells = held.flatMap((one) => Object.keys(one.changes ?? {}));
  expect(statuses.filter((status) => status === "held")).toHaveLength(cells.length);
  return decisions;
}

test("a cell inserted in an export: its rows are held, others are sent, and the retry sheet sends them", async () => {
  const sandbox = await openSandbox({ items: 120 });
  const desk = await openDesk(sandbox);
  for (const [at, id] of [...sandbox.ids()].entries()) {
    sandbox.edit(id, { cost: `${20 + ((at * 37) % 41)}.50` });
  }
  await desk.run(["export", "-o", "items.csv"]);
  const [header = [], ...rows]: string[][] = parse(await desk.read("items.csv"), { bom: true });
  const at = header.indexOf("cost");
  const costs = rows.map((row) => row[at] ?? "");
  const moved = [...costs.slice(0, 60), "33.33", ...costs.slice(60, -1)];
  const sku = header.indexOf("sku");
  const edited = rows.map((row, n) => {
    const shifted = row.with(at, moved[n] ?? "");
    return n === 3 || n === 4 ? shifted.with(sku, `NEW-${n}`) : shifted;
  });
  await desk.write("items.csv", stringify([header, ...edited]));

  const first = await desk.run(["import", "items.csv", "--yes"]);
  expect(first.code).toBe(1);
  const reason = "cost, 60 rows held: would get the value of the row above (was a cell inserted";
  expect(first.stdout.split(reason)).toHaveLength(2);
  expect(first.stdout.split("if that is right, plan it with --allow-held")).toHaveLength(5);
  expect(puts(sandbox)).toBe(2);
  const decisions = await expectAgreement(desk);
  expect(decisions.filter(({ decision }) => decision === "held").map(({ line }) => line)).toEqual(
    Array.from({ length: 60 }, (_, n) => n + 62),
  );

  const retry = `${await lastRun(desk)}/retry.csv`;
  expect(await desk.rows(retry)).toHaveLength(60);
  const sent = await desk.run(["import", retry, "--yes", "--allow-held"]);
  expect(sent.code).toBe(0);
  expect([...sandbox.ids()].map((id) => sandbox.item(id)?.cost)).toEqual(
    moved.map((cost) => Number(cost).toFixed(2)),
  );
});

test("a cost column sorted alone in a list by SKU: apply sends nothing of the stored plan", async () => {
  const sandbox = await openSandbox({ items: 40 });
  const desk = await openDesk(sandbox);
  const costs = [...sandbox.ids()].map((id, at) => {
    const cost = `${20 + ((at * 37) % 41)}.50`;
    sandbox.edit(id, { cost, sku: `S-${at}` });
    return cost;
  });
  const list = costs.toSorted().map((cost, at) => `S-${at},${cost}\n`);
  await desk.write("list.csv", `sku,cost\n${list.join("")}`);
  const { code, stdout } = await desk.run(["plan", "list.csv"]);
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /cost, \d+ rows held: would get the value of another row \(was this column sorted/,
  );
  expect((await expectAgreement(desk)).some(({ decision }) => decision === "change")).toBe(false);
  await desk.run(["apply", await lastRun(desk), "--yes"]);
  expect(puts(sandbox)).toBe(0);
});

test("several columns at once: each tells its own reason, and a row has all of its own", async () => {
  const sandbox = await openSandbox({ items: 60 });
  const desk = await openDesk(sandbox);
  for (const id of sandbox.ids()) sandbox.edit(id, { tracked: true, harmonized_system_code: null });
  const rows = [...sandbox.ids()].map((id, at) => {
    const code = at < 20 ? String(610910 + at) : "";
    const cost = at === 59 ? "19.99" : "";
    return `${id},${at === 2 || at === 30 ? "ONE-NEW" : ""},${cost},${at < 50 ? "false" : ""},${code}`;
  });
  await desk.write("sheet.csv", `id,sku,cost,tracked,harmonized_system_code\n${rows.join("\n")}\n`);
  const { stdout } = await desk.run(["plan", "sheet.csv"]);
  expect(stdout).toContain("tracked, 50 rows held: would get false");
  expect(stdout).toContain("harmonized_system_code, 20 rows held: would get the number");
  expect(stdout).toContain("sku, 2 rows held: would get a new SKU that another row has too");
  const decisions = await expectAgreement(desk);
  expect(decisions[2]?.decision === "held" && decisions[2].mistakes).toHaveLength(3);
  expect(decisions[59]?.decision).toBe("change");
  await desk.run(["plan", "sheet.csv", "--allow-held"]);
  const all = await planned(desk);
  expect(all.filter(({ decision }) => decision === "change")).toHaveLength(51);
});

// What was read by a rule is counted in the plan, sent as it was read, and told once for its column.
import { expect, test } from "vitest";
import type { Fault } from "../../src/sandbox/faults/faults.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { type Desk, openDesk } from "../support/command.ts";
import { foreignItems } from "../support/foreign-shop.ts";
import { openForeignShop, openSandbox } from "../support/shops.ts";

interface Scene {
  readonly sandbox: Sandbox;
  readonly desk: Desk;
  readonly ids: readonly string[];
  /** How often the shop was asked for its currency. */
  readonly asked: () => number;
}

async function open(items: number, currency?: string): Promise<Scene> {
  const body = { shop: { currency: currency ?? "" } };
  const fault: Fault = {
    path: /shop\.json/,
    times: Infinity,
    when: "before",
    effect: { status: 200, body },
  };
  const sandbox = await openSandbox({ items, ...(currency !== undefined && { faults: [fault] }) });
  return {
    sandbox,
    desk: await openDesk(sandbox),
    ids: [...sandbox.ids()],
    asked: () => sandbox.requests.filter(({ path }) => path.includes("shop.json")).length,
  };
}

const sheet = (ids: readonly string[], column: string, cells: readonly string[]): string =>
  [`id,${column}`, ...cells.map((cell, n) => `${ids[n]},${cell}`), ""].join("\n");

test("countries by their names are counted in one line, and sent as codes", async () => {
  const { sandbox, desk, ids } = await open(3);
  const column = "country_code_of_origin";
  await desk.write("s.csv", sheet(ids, column, ["Deutschland", "Made in Italy", "U.S.A."]));
  const { code, stdout } = await desk.run(["import", "s.csv", "--yes"]);
  expect(code).toBe(0);
  expect(stdout).toContain(
    `${column}, 3 rows: read by country name, first in line 2: "Deutschland" as DE\n`,
  );
  expect(ids.map((id) => sandbox.item(id)?.[column])).toEqual(["DE", "IT", "US"]);
});

test("a sign of the shop's currency is read, and the shop is asked once", async () => {
  const { sandbox, desk, ids, asked } = await open(3);
  await desk.write("s.csv", sheet(ids, "cost", ["$25.00", "26 CAD", "C$ 27"]));
  const { code, stdout } = await desk.run(["import", "s.csv", "--yes", "--allow-held"]);
  expect(stdout).toContain(
    'cost, 3 rows: with a currency sign read as CAD, first in line 2: "$25.00" as 25.00\n',
  );
  expect([code, asked()]).toEqual([0, 1]);
  expect(ids.map((id) => sandbox.item(id)?.cost)).toEqual(["25.00", "26.00", "27.00"]);
});

test.each([
  ["EUR", "€ 25", "25"],
  ["SEK", "kr 25", "25"],
  ["JPY", "¥1200.4", "1200"],
])("in a shop of %s %s is %s", async (currency, cell, value) => {
  const { desk, ids } = await open(1, currency);
  await desk.write("s.csv", sheet(ids, "cost", [cell]));
  const { stdout } = await desk.run(["plan", "s.csv", "--allow-held"]);
  expect(stdout).toContain(`→ ${value}  `);
  expect(stdout).toContain(`currency sign read as ${currency}`);
});

test("a sign of another currency is refused with both", async () => {
  const { desk, ids } = await open(1, "EUR");
  await desk.write("s.csv", sheet(ids, "cost", ["$25.00"]));
  const { code, stdout } = await desk.run(["plan", "s.csv"]);
  expect(code).toBe(1);
  expect(stdout).toContain("a cost in EUR, the currency of the shop; this is in USD, CAD, AUD");
});

test("a sign is refused where the shop does not say its currency", async () => {
  const { desk, ids } = await open(1, "C$");
  await desk.write("s.csv", sheet(ids, "cost", ["$25.00"]));
  const { code, stdout } = await desk.run(["plan", "s.csv"]);
  expect(code).toBe(1);
  expect(stdout).toContain("25.00 was probably meant");
});

test("costs with more decimals than the currency keeps are rounded, counted, and never failed", async () => {
  const { sandbox, desk, ids } = await open(17);
  await desk.run(["export", "-o", "items.csv", "--columns", "id,cost"]);
  const [header = "", ...rows] = (await desk.read("items.csv")).trim().split("\n");
  const raised = rows.map((row) => {
    const cells = row.split(",");
    const at = header.split(",").indexOf("cost");
    const raised = cells[at] === "" ? "" : String(Number(cells[at]) * 1.1007);
    return cells.with(at, raised).join(",");
  });
  await desk.write("items.csv", [header, ...raised, ""].join("\n"));
  const count = raised.filter((row) => /\.\d{3}/.test(row)).length;
  expect(count).toBeGreaterThan(10);
  const { code, stdout } = await desk.run(["import", "items.csv", "--yes"]);
  expect(stdout).toContain(`cost, ${count} rows: rounded to 2 decimals, first in line 2: `);
  expect(code).toBe(0);
  for (const id of ids) expect(sandbox.item(id)?.cost ?? "0.00").toMatch(/^\d+\.\d\d$/);
  const again = await desk.run(["import", "items.csv", "--yes"]);
  expect([again.code, again.stdout]).toEqual([0, expect.stringContaining("17 unchanged")]);
});

test("an export that nobody has edited needs no currency", async () => {
  const { sandbox, desk, ids, asked } = await open(5);
  sandbox.edit(ids[0] ?? "", { cost: "12.345" });
  await desk.run(["export", "-o", "items.csv"]);
  const { code, stdout } = await desk.run(["plan", "items.csv"]);
  expect([code, stdout]).toEqual([0, expect.stringContaining(": 5 rows: 5 unchanged\n")]);
  expect(asked()).toBe(0);
});

test("--hs-zeros says whether codes of 9 and 11 digits are whole, and the retry sheet keeps it", async () => {
  const { desk, ids } = await open(2);
  const column = "harmonized_system_code";
  await desk.write("s.csv", sheet(ids, column, ["610910000", "61091000001"]));
  const refused = await desk.run(["plan", "s.csv"]);
  expect(refused.code).toBe(1);
  expect(refused.stdout).toContain("--fix-hs-zeros puts it back");
  expect(refused.stdout).toContain("--hs-zeros keep takes it as it is");
  const kept = await desk.run(["plan", "s.csv", "--hs-zeros", "keep"]);
  expect([kept.code, kept.stdout]).toEqual([0, expect.stringContaining("→ 610910000\n")]);
  for (const flags of [["--hs-zeros", "add"], ["--fix-hs-zeros"]]) {
    const padded = await desk.run(["plan", "s.csv", ...flags]);
    expect([padded.code, padded.stdout]).toEqual([0, expect.stringContaining("→ 0610910000\n")]);
    expect(padded.stdout).toContain(
      `${column}, 2 rows: read with a leading zero added, first in line 2: "610910000" as 0610910000\n`,
    );
  }
  for (const flags of [
    ["--hs-zeros", "drop"],
    ["--hs-zeros", "keep", "--fix-hs-zeros"],
  ]) {
    const { code, stderr } = await desk.run(["plan", "s.csv", ...flags]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("--hs-zeros")]);
  }
});

test("a code that got its zero has a guard in the retry sheet", async () => {
  const { desk, ids } = await open(1);
  await desk.write("s.csv", `id,harmonized_system_code,cost\n${ids[0]},101.2100,x\n`);
  expect((await desk.run(["plan", "s.csv", "--hs-zeros", "add"])).code).toBe(1);
  const retry = await desk.read(`runs/${(await desk.runs())[0]}/retry.csv`);
  expect(retry).toContain(",'101.2100,x");
});

const withSkus = (skus: readonly string[]) =>
  skus.map((sku, n) => ({ ...foreignItems(1, BigInt(50_000 + n))[0]!, sku }));

test("blanks around a SKU do not count where one item fits without them", async () => {
  const shop = await openForeignShop(
    withSkus(["ONE", "TWO ", "\u00a0THREE", "FOUR", "FOUR ", "FIVE ", " FIVE", "SIX", "sIX"]),
  );
  const desk = await openDesk(shop);
  const rows: readonly (readonly [string, string])[] = [
    [" ONE ", "change"],
    ["TWO", "change"],
    ["THREE\u00a0", "change"],
    ["FOUR", "change"],
    ["FOUR ", "change"],
    [" FOUR", "not_found"],
    ["FIVE", "not_found"],
    ["\u2009SIX", "change"],
  ];
  await desk.write(
    "list.csv",
    ["sku,cost", ...rows.map(([sku], n) => `"${sku}",${n + 3}`), ""].join("\n"),
  );
  const flags = ["--max-unknown", "100%", "--allow-held"];
  const { code, stdout } = await desk.run(["import", "list.csv", "--yes", ...flags]);
  expect(code).toBe(1);
  const run = `runs/${(await desk.runs())[0]}`;
  const lines = (await desk.read(`${run}/plan.jsonl`)).trim().split("\n").slice(1);
  const decisions = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(decisions.map(({ decision }) => decision)).toEqual(rows.map(([, decision]) => decision));
  expect(decisions.map(({ sku }) => sku)).toEqual([
    "ONE",
    "TWO ",
    "\u00a0THREE",
    "FOUR",
    "FOUR ",
    " FOUR",
    "FIVE",
    "SIX",
  ]);
  expect(stdout).toContain(
    'sku, 4 rows: matched without the blanks around the SKU, first in line 2: " ONE " as "ONE"\n',
  );
});

test("two rows that come to one item without their blanks are duplicates", async () => {
  const shop = await openForeignShop(withSkus(["ONE", "TWO"]));
  const desk = await openDesk(shop);
  await desk.write("list.csv", 'sku,cost\nONE,3\n"ONE ",4\n" TWO",5\n');
  const { stdout } = await desk.run(["plan", "list.csv", "--allow-held"]);
  expect(stdout).toContain("3 rows: 1 change (cost 1), 2 duplicate");
});

test("what cannot be read is told by what was typed, most of it first", async () => {
  const { desk, ids } = await open(12);
  const typed = ["EN", "Korea", "Korea", "Korea", "EN", "Korea", "SP", "Korea", "Narnia", "EN"];
  await desk.write("s.csv", sheet(ids, "country_code_of_origin", [...typed, "Congo", "Congo"]));
  const { code, stdout } = await desk.run(["plan", "s.csv"]);
  expect(code).toBe(1);
  const wanted = "wanted a two-letter ISO 3166 country code such as CA";
  expect(stdout).toContain(
    [
      "Not sent",
      "  country_code_of_origin cannot be read: 12 rows",
      `    lines 3, 4, 5, 7 and 1 more: found "Korea"; ${wanted}; this name could be KP or KR`,
      `    lines 2, 6, 11: found "EN"; ${wanted}; did you mean GB`,
      `    lines 12, 13: found "Congo"; ${wanted}; this name could be CD or CG`,
    ].join("\n"),
  );
});

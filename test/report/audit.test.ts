// What an audit counts, how it shows that in the terminal, and the work list that it writes.
import { expect, test } from "vitest";
import { parse } from "csv-parse/sync";
import { openDesk } from "../support/command.ts";
import { audit, counts, sound } from "./read-audit.ts";
import { openForeignShop, openSandbox } from "../support/shops.ts";

const tallied = (values: readonly (string | null)[]): Record<string, number> => {
  const found: Record<string, number> = {};
  for (const value of values) if (value !== null) found[value] = (found[value] ?? 0) + 1;
  return found;
};

test("what items lack, and which codes and origins there are, is what the shop holds", async () => {
  const shop = await openForeignShop(300);
  const items = [...shop.items.values()];
  const found = await audit(await openDesk(shop));
  const lack = (name: "cost" | "harmonized_system_code" | "country_code_of_origin"): number =>
    items.filter((item) => item[name] === null).length;
  const canadian = items.filter((item) => item.country_code_of_origin === "CA");
  expect(found).toMatchObject({
    items: 300,
    lacking: [
      { value: "cost", count: lack("cost"), of: 300 },
      { value: "harmonized_system_code", count: lack("harmonized_system_code"), of: 300 },
      { value: "country_code_of_origin", count: lack("country_code_of_origin"), of: 300 },
      { value: "province_code_of_origin", count: 0, of: canadian.length },
    ],
    missing: [],
    requests: 1 + 3 + 3,
  });
  const codes = tallied(items.map((item) => item.harmonized_system_code));
  expect(counts(found.hs_codes)).toEqual(codes);
  expect(counts(found.origins)).toEqual(tallied(items.map((item) => item.country_code_of_origin)));
  expect(found.hs_codes.map(({ count }) => count)).toEqual(
    Object.values(codes).toSorted((a, b) => b - a),
  );
});

const oddities: readonly (readonly [kind: string, text: RegExp, item: object])[] = [
  ["hs_unreadable", /^"SHIRTS" is not an HS code/, { harmonized_system_code: "SHIRTS" }],
  [
    "hs_unreadable",
    /^"US:6109" is not an HS code/,
    { country_harmonized_system_codes: [us("6109")] },
  ],
  ["hs_unreadable", /^"61091000101234" is/, { harmonized_system_code: "61091000101234" }],
  ["hs_length", /^9023000 has an odd number/, { harmonized_system_code: "9023000" }],
  ["hs_chapter", /^770102 is in HS chapter 77/, { harmonized_system_code: "770102" }],
  ["hs_chapter", /^001234 is in HS chapter 00/, { harmonized_system_code: "001234" }],
  ["hs_chapter", /^616263 is in an HS heading/, { harmonized_system_code: "616263" }],
  ["hs_chapter", /^980100 is in HS chapter 98 or 99/, { harmonized_system_code: "980100" }],
  [
    "hs_country",
    /^US:6204620000 does not begin with 610910/,
    { harmonized_system_code: "610910", country_harmonized_system_codes: [us("6204620000")] },
  ],
  ["country", /^"UK" is not a country/, { country_code_of_origin: "UK" }],
  [
    "country",
    /^"EU" is not a country/,
    {
      country_harmonized_system_codes: [
        { country_code: "EU", harmonized_system_code: "6109100010" },
      ],
    },
  ],
  [
    "province",
    /^province "NY" is not an ISO 3166-2 code of CA/,
    { country_code_of_origin: "CA", province_code_of_origin: "NY" },
  ],
  [
    "province",
    /^province "ON" is without a country of origin/,
    { country_code_of_origin: null, province_code_of_origin: "ON" },
  ],
];

function us(code: string): { country_code: string; harmonized_system_code: string } {
  return { country_code: "US", harmonized_system_code: code };
}

test("each suspicious value is of one kind, with an example", async () => {
  for (const [kind, text, odd] of oddities) {
    const sandbox = await openSandbox({
      items: 0,
      extraItems: [
        { id: "11", sku: "GOOD", ...sound, harmonized_system_code: "610910" },
        { id: "12", sku: "ODD", ...sound, ...odd },
      ],
    });
    const { suspicious } = await audit(await openDesk(sandbox));
    const found = suspicious.filter(({ count }) => count > 0);
    expect(found).toEqual([
      {
        value: kind,
        count: 1,
        example: { id: "12", sku: "ODD", text: expect.stringMatching(text) },
      },
    ]);
  }
});

test("the work list holds what lacks something or is suspicious, says why, and is imported as it is", async () => {
  const sandbox = await openSandbox({
    items: 0,
    extraItems: [
      { id: "11", sku: "GOOD", ...sound, harmonized_system_code: "610910" },
      { id: "12", sku: "NO-CODE", ...sound },
      { id: "13", sku: "=ODD()", ...sound, harmonized_system_code: "770102", cost: null },
      {
        id: "14",
        sku: "NO-PROVINCE",
        ...sound,
        harmonized_system_code: "610910",
        country_code_of_origin: "CA",
      },
      { id: "15", sku: "NOTHING", ...sound, cost: null, country_code_of_origin: null },
      { id: "16", sku: "ODD-ALONE", ...sound, harmonized_system_code: "770102" },
    ],
  });
  const desk = await openDesk(sandbox);
  const { code, stderr } = await desk.run(["audit", "-o", "todo-{shop}.csv"]);
  const file = `todo-${sandbox.origin.replace("http://", "").replace(":", "-")}.csv`;
  expect(code).toBe(0);
  expect(stderr).toContain(`; wrote 5 that need work to ${file} (3 requests, `);
  const rows = await desk.rows(file);
  expect(rows.map((row) => [row["id"], row["result_lacks"], row["result_message"]])).toEqual([
    ["12", "harmonized_system_code", "lacks harmonized_system_code"],
    ["13", "cost", expect.stringMatching(/^lacks cost · 770102 is in HS chapter 77/)],
    ["14", "province_code_of_origin", "lacks province_code_of_origin"],
    [
      "15",
      "cost, harmonized_system_code, country_code_of_origin",
      expect.stringMatching(/^lacks /),
    ],
    ["16", "", expect.stringMatching(/^770102 is in/)],
  ]);
  const sheet = await desk.read(file);
  await desk.write(file, sheet.replace("NO-CODE,1.00,", "NO-CODE,1.25,"));
  const imported = await desk.run(["import", file, "--yes", "--json", "--quiet"]);
  expect([imported.code, imported.stderr]).toEqual([0, ""]);
  expect(JSON.parse(imported.stdout)).toMatchObject({ decisions: { change: 1, unchanged: 4 } });
  expect(sandbox.item("12")?.cost).toBe("1.25");
  expect((await audit(desk, "-o", "todo.xlsx", "--context")).todo).toBe(5);
  const planned = await desk.run(["plan", "todo.xlsx"]);
  expect(planned.stdout).toContain("5 rows: 5 unchanged");
  expect(planned.stdout + planned.stderr).not.toMatch(/result_|left out|warning/i);
});

test.for([
  [null, "empty"],
  ["0.00", "zero"],
  ["0", "zero"],
  ["0.0000", "zero"],
  ["0.01", "given"],
  ["1250.00", "given"],
] as const)("a cost of %s is counted as %s", async ([cost, kind]) => {
  const extraItems = [{ id: "11", sku: "A", ...sound, harmonized_system_code: "610910", cost }];
  const desk = await openDesk(await openSandbox({ items: 0, extraItems }));
  const { costs, lacking, todo } = await audit(desk);
  expect(counts(costs)).toEqual({ empty: 0, zero: 0, given: 0, [kind]: 1 });
  expect([counts(lacking)["cost"], todo]).toEqual(kind === "empty" ? [1, 1] : [0, 0]);
  const csv = await desk.run(["audit", "--csv", "--quiet"]);
  expect(csv.stdout).toContain(`cost,${kind},1,1,11,A,`);
  const table = await desk.run(["audit"]);
  expect(table.stdout).toMatch(new RegExp(`\\nCosts\\n(  .*\\n)*  ${kind} +1  100.0%`));
});

test("the table is for people, and CSV has every value", async () => {
  const sandbox = await openSandbox({ items: 300 });
  const desk = await openDesk(sandbox);
  const table = await desk.run(["audit"]);
  expect(table.stdout).toMatch(/^\S+: 300 items, \d+ with missing or suspicious values\n\nMissing/);
  expect(table.stdout).toMatch(/^ {2}cost +34 {3}11\.3%$/m);
  expect(table.stdout).toMatch(
    /^HS codes: 12 distinct\n {2}4602120000001 {2}37 {2}such as 4487\d+$/m,
  );
  expect(table.stdout).toContain("and 2 more; --csv and --json have all");
  expect(table.stderr).toMatch(/^Read 300 items of \S+ \(7 requests, /);
  const { stdout } = await desk.run(["audit", "--csv", "--quiet"]);
  const rows = parse<Record<string, string>>(stdout, { columns: true });
  expect(rows[0]).toMatchObject({ kind: "items", count: "300" });
  const json = await audit(desk);
  for (const [kind, list] of [
    ["hs_code", json.hs_codes],
    ["origin", json.origins],
    ["lacking", json.lacking],
    ["suspicious", json.suspicious],
  ] as const) {
    const some = rows.filter((row) => row["kind"] === kind);
    expect(some.map((row) => [row["value"], Number(row["count"])])).toEqual(
      list.map(({ value, count }) => [value, count]),
    );
  }
});

test("text of the shop moves no cursor and runs in no spreadsheet", async () => {
  const sku = "=HYPERLINK()\u001b[2J\n";
  const extraItems = [{ id: "11", sku, ...sound, harmonized_system_code: "@\u001b]0;x\u0007" }];
  const desk = await openDesk(await openSandbox({ items: 0, extraItems }));
  const table = await desk.run(["audit"]);
  expect(table.stdout).toContain("=HYPERLINK()\\u001b[2J\\u000a");
  const csv = await desk.run(["audit", "--csv"]);
  // oxlint-disable-next-line no-control-regex
  for (const { stdout } of [table, csv]) expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  const [row] = parse<Record<string, string>>(csv.stdout, { columns: true }).filter(
    ({ kind }) => kind === "hs_code",
  );
  expect(row?.["value"]).toMatch(/^\[text\]/);
});

test("an audit of some ids names those that are unknown, and one of an empty store is none", async () => {
  const sandbox = await openSandbox({ items: 30 });
  const desk = await openDesk(sandbox);
  const [known = ""] = sandbox.ids();
  await desk.write("ids.txt", `${known}\n12345\n`);
  const some = await desk.run(["audit", "--ids", "ids.txt", "--json"]);
  expect([some.code, JSON.parse(some.stdout)]).toMatchObject([1, { items: 1, missing: ["12345"] }]);
  expect((await audit(desk, "--source", "products")).items).toBe(30);
  const empty = await openDesk(await openSandbox({ items: 0 }));
  const { code, stdout, stderr } = await empty.run(["audit", "-o", "todo.csv"]);
  expect([code, stdout, stderr]).toEqual([1, "", expect.stringContaining("shows no item")]);
  await expect(empty.read("todo.csv")).rejects.toThrow("ENOENT");
});

test("flags that do not go together are refused before a request", async () => {
  const sandbox = await openSandbox({ items: 3 });
  const desk = await openDesk(sandbox);
  for (const [flags, why] of [
    [["--csv", "--json"], "option '--csv' cannot be used with option '--json'"],
    [["-o", "{day}.csv"], "found {day}; the placeholders"],
    [["--source", "x"], "Allowed choices are locations, products."],
    [["-o", "no/todo.csv"], 'there is no folder "no"'],
    [["--html", "audit.csv"], "wanted a name that ends in .html"],
    [["--html", ""], "wanted a name that ends in .html"],
    [["--html", "{day}.html"], "found {day}; the placeholders"],
    [["--html", "no/audit.html"], 'there is no folder "no"'],
    [["--missing", "cost"], "unknown option '--missing'"],
  ] as const) {
    const { code, stderr } = await desk.run(["audit", ...flags]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(why)]);
  }
  expect(sandbox.requests).toHaveLength(0);
});

test("an audit that is cut short tells no counts and leaves no list", async () => {
  const faults = [
    { path: /inventory_items/, nth: 2, when: "before", effect: { status: 403 } },
  ] as const;
  const desk = await openDesk(await openSandbox({ items: 300, faults }));
  const { code, stdout } = await desk.run(["audit", "-o", "todo.csv", "--csv"]);
  expect([code, stdout]).toEqual([3, ""]);
  await expect(desk.read("todo.csv")).rejects.toThrow("ENOENT");
});

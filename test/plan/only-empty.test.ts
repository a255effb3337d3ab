// --only-empty: what is empty in the shop is filled, and every other edit is left out and counted.
import { expect, test } from "vitest";
import type { FieldName, Item } from "../../src/item/fields.ts";
import { openDesk } from "../support/command.ts";
import { decideRow } from "./decide-row.ts";
import { openSandbox } from "../support/shops.ts";

const codes = [{ country_code: "CA", harmonized_system_code: "6109100010" }];

test.for<
  [
    what: string,
    cells: Record<string, string>,
    live: Partial<Item>,
    base: Partial<Item> | undefined,
    filled: Partial<Record<FieldName, unknown>> | string,
    leftOut: readonly FieldName[],
  ]
>([
  ["an empty value", { cost: "7" }, { cost: null }, undefined, { cost: "7" }, []],
  ["a value", { cost: "7" }, { cost: "5.00" }, undefined, "unchanged", ["cost"]],
  ["zero, which is a value", { cost: "7" }, { cost: "0.00" }, undefined, "unchanged", ["cost"]],
  ["the same value", { cost: "5" }, { cost: "5.00" }, undefined, "unchanged", []],
  ["a clear", { cost: "[clear]" }, { cost: "5.00" }, undefined, "unchanged", ["cost"]],
  ["an emptied cell", { cost: "" }, { cost: "5.00" }, { cost: "5.00" }, "unchanged", ["cost"]],
  ["a flag, which is never empty", { tracked: "no" }, {}, undefined, "unchanged", ["tracked"]],
  ["an unreadable cell of a value", { cost: "abc" }, {}, undefined, "unchanged", ["cost"]],
  ["an unreadable cell of nothing", { cost: "abc" }, { cost: null }, undefined, "invalid", []],
  [
    "both in one row",
    { cost: "7", sku: "B" },
    { cost: null, sku: "A" },
    undefined,
    { cost: "7" },
    ["sku"],
  ],
  [
    "the code of a country that has none",
    { "harmonized_system_code.US": "6109100012" },
    { country_harmonized_system_codes: codes },
    undefined,
    {
      country_harmonized_system_codes: [
        ...codes,
        { country_code: "US", harmonized_system_code: "6109100012" },
      ],
    },
    [],
  ],
  [
    "the code of a country that has one",
    { "harmonized_system_code.CA": "6109100012" },
    { country_harmonized_system_codes: codes },
    undefined,
    "unchanged",
    ["country_harmonized_system_codes"],
  ],
  [
    "a value that the shop got since the export",
    { cost: "7" },
    { cost: "6.00" },
    { cost: null },
    "unchanged",
    ["cost"],
  ],
  [
    "a value that was emptied since",
    { cost: "7" },
    { cost: null },
    { cost: "5.00" },
    "conflict",
    [],
  ],
])("of %s", ([, cells, live, base, filled, leftOut]) => {
  const sides = { live, ...(base !== undefined && { base }) };
  const decision = decideRow(cells, { ...sides, how: { onlyEmpty: true } });
  expect(decision.left_out ?? []).toEqual(leftOut);
  if (typeof filled === "string") {
    expect(decision.decision).toBe(filled);
    return;
  }
  const changes = Object.entries(decision.changes ?? {}).map(([name, { to }]) => [name, to]);
  expect([decision.decision, Object.fromEntries(changes)]).toEqual(["change", filled]);
});

test("a plan says what it leaves out, an import fills the rest, and the retry needs the same flag", async () => {
  const sandbox = await openSandbox({ items: 3 });
  const desk = await openDesk(sandbox);
  const [a = "", b = "", c = ""] = sandbox.ids();
  await desk.write("empty.csv", `id,harmonized_system_code\n${a},[clear]\n${c},[clear]\n`);
  expect((await desk.run(["import", "empty.csv", "--yes", "--max-clears", "3"])).code).toBe(0);
  const before = sandbox.item(b)?.harmonized_system_code;
  const rows = `${a},610910,S-1\n${b},610990,S-2\n${c},nonsense,S-3\n`;
  await desk.write("sheet.csv", `id,harmonized_system_code,sku\n${rows}`);
  const args = ["import", "sheet.csv", "--yes", "--only-empty"];
  const { code, stdout } = await desk.run(args);
  expect(code).toBe(1);
  expect(stdout).toMatch(/Left out by --only-empty: (sku \d|harmonized_system_code 1)/);
  expect(sandbox.item(a)?.harmonized_system_code).toBe("610910");
  expect(sandbox.item(b)?.harmonized_system_code).toBe(before);
  expect(stdout).toMatch(/inventory-csv import \S+retry.csv --only-empty/);
  const only = ["--only", "harmonized_system_code"];
  const both = await desk.run(["plan", "sheet.csv", "--only-empty", ...only, "--json"]);
  expect(JSON.parse(both.stdout)).toMatchObject({ only_empty: true, left_out: { sku: 3 } });
  const words = (await desk.run(["plan", "sheet.csv", "--only-empty", ...only])).stdout;
  expect(words).toContain("Left out by --only and --only-empty: ");
});

import { cases } from "../support/cases.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FieldName, Item, Value } from "../../src/item/fields.ts";
import { decide, decideAlone } from "../../src/plan/decide/decide.ts";
import type { Decision } from "../../src/plan/decision.ts";
import { usualRules } from "../../src/plan/rules.ts";
import { toCell } from "../../src/sheet/cell.ts";
import { readRow } from "../../src/sheet/row.ts";
import { readHeader } from "../../src/sheet/titles/header.ts";
import { wellFormedText } from "../support/any-text.ts";
import { bareItem } from "../support/bare-item.ts";

const live: Item = {
  ...bareItem,
  cost: "25.00",
  country_code_of_origin: "CA",
  province_code_of_origin: "ON",
  harmonized_system_code: "010121",
  country_harmonized_system_codes: [
    { country_code: "US", harmonized_system_code: "0101210000" },
    { country_code: "CA", harmonized_system_code: "0101210001" },
  ],
};
const nothing: Item = {
  ...live,
  sku: null,
  cost: null,
  country_code_of_origin: null,
  province_code_of_origin: null,
  harmonized_system_code: null,
  country_harmonized_system_codes: [],
};

/** Nothing is held: `guards.test.ts` has what is. */
const rules = { ...usualRules, allowHeld: true };

const headerOf = (names: readonly string[]): ReturnType<typeof readHeader> =>
  readHeader(names, (fault) => {
    throw new Error(fault);
  });

/** The decision for one row of these cells, as they would stand in a file. */
function decideCells(cells: Record<string, string>, item: Item | undefined = live): Decision {
  const header = headerOf(["id", ...Object.keys(cells)]);
  const row = readRow({ line: 2, cells: ["7", ...Object.values(cells)] }, header);
  return decide(row, { header, rules }, item);
}

const change = (name: FieldName, from: Value, to: Value): unknown => ({
  line: 2,
  id: "7",
  sku: live.sku,
  decision: "change",
  changes: { [name]: { from, to } },
});

describe("a cell that asks for nothing new", () => {
  test("is one of the old value, be it nothing but white space", () => {
    const base = { ...live, sku: "\t" };
    const header = headerOf(["id", "sku"]);
    const row = readRow({ line: 2, cells: ["7", toCell("\t")] }, header);
    const decided = decide(row, { header, rules }, base, base);
    expect(decided).toMatchObject({ decision: "unchanged" });
  });

  test.each<[string, string]>([
    ["cost", ""],
    ["cost", "   "],
    ["cost", "25.00"],
    ["cost", "25"],
    ["cost", " 25.0 "],
    ["sku", "A-1"],
    ["sku", ""],
    ["tracked", ""],
    ["tracked", "TRUE"],
    ["tracked", "yes"],
    ["country_code_of_origin", "ca"],
    ["province_code_of_origin", " ON "],
    ["harmonized_system_code", "01.01.21"],
    ["country_harmonized_system_codes", "US:0101210000;CA:0101210001"],
    ["country_harmonized_system_codes", "ca:0101.21.0001; us:0101.21.0000"],
    ["country_harmonized_system_codes", " "],
  ])("%s %j leaves the item alone", (name, cell) => {
    const unchanged = { line: 2, id: "7", sku: "A-1", decision: "unchanged" };
    expect(decideCells({ [name]: cell })).toEqual(unchanged);
  });

  test("a column that is absent, or that is not ours to write, is left alone", () => {
    expect(decideCells({}).decision).toBe("unchanged");
    const cells = { created_at: "x", admin_graphql_api_id: "y", result_status: "z", sku: "A-1" };
    expect(decideCells(cells).decision).toBe("unchanged");
    expect(decideCells({ updated_at: "whatever" }).decision).toBe("unchanged");
  });

  test.each<FieldName>(["sku", "cost", "harmonized_system_code", "country_code_of_origin"])(
    "%s: [clear] where there is nothing is no change",
    (name) => {
      expect(decideCells({ [name]: "[clear]" }, nothing).decision).toBe("unchanged");
    },
  );
});

describe("a cell that asks for something else", () => {
  test.each<[FieldName, string, Value]>([
    ["cost", "25.01", "25.01"],
    ["cost", "0", "0"],
    ["sku", "a-1", "a-1"],
    ["sku", "A-1 ", "A-1 "],
    ["sku", "'=1", "=1"],
    ["sku", "'[clear]", "[clear]"],
    ["tracked", "false", false],
    ["country_code_of_origin", "US", "US"],
    ["harmonized_system_code", "0101210000", "0101210000"],
    ["cost", "[clear]", null],
    ["sku", " [clear] ", null],
    ["province_code_of_origin", "[clear]", null],
    ["country_code_of_origin", "[clear]", null],
    ["harmonized_system_code", "[clear]", null],
    ["country_harmonized_system_codes", "[clear]", []],
    [
      "country_harmonized_system_codes",
      "CA:123456",
      [{ country_code: "CA", harmonized_system_code: "123456" }],
    ],
  ])("%s %j is a change", (name, cell, to) => {
    expect(decideCells({ [name]: cell })).toEqual(change(name, live[name], to));
  });

  test("[clear] clears a SKU that reads [clear]", () => {
    expect(decideCells({ sku: "[clear]" }, { ...live, sku: "[clear]" })).toMatchObject({
      changes: { sku: { from: "[clear]", to: null } },
    });
  });

  test("only the fields that differ are in the change", () => {
    const decision = decideCells({
      cost: "26",
      sku: "A-1",
      tracked: "false",
      province_code_of_origin: "",
    });
    expect(Object.keys(decision.changes ?? {})).toEqual(["cost", "tracked"]);
  });
});

describe("a row that is not sent", () => {
  test.each([
    ["cost", "12.5.0", `column "cost": found "12.5.0"; wanted digits with a decimal point`],
    ["tracked", "maybe", `column "tracked": found "maybe"; wanted true or false`],
    ["tracked", "[clear]", `found [clear]; wanted a value; this field cannot be cleared`],
    ["requires_shipping", "[clear]", `this field cannot be cleared`],
    ["sku", "x".repeat(256), `column "sku": found "${"x".repeat(60)}…"; wanted at most 255`],
  ])("%s %j is invalid, with column, value and what is wanted", (name, cell, message) => {
    expect(decideCells({ [name]: cell })).toEqual({
      line: 2,
      id: "7",
      sku: "A-1",
      decision: "invalid",
      message: expect.stringContaining(message),
      complaints: [
        {
          column: name,
          kind: expect.any(String),
          text: expect.any(String),
          cell: cell.length > 60 ? `${cell.slice(0, 60)}…` : cell,
        },
      ],
    });
  });

  test("all bad cells of a row are named, and its good ones are not sent", () => {
    const decision = decideCells({ cost: "abc", country_code_of_origin: "EL", sku: "new" });
    expect(decision).toMatchObject({ decision: "invalid" });
    expect(decision.changes).toBeUndefined();
    const { message } = decision as { message: string };
    expect(message.split(" · ").map((part) => part.slice(0, 13))).toEqual([
      `column "cost"`,
      `column "count`,
    ]);
  });

  test("a bad value that the shop itself holds is no fault", () => {
    const odd = {
      ...live,
      cost: "12.5.0",
      harmonized_system_code: "12345",
      country_code_of_origin: "ZZ",
    };
    const cells = { cost: "12.5.0", harmonized_system_code: "12345", country_code_of_origin: "ZZ" };
    expect(decideCells(cells, odd).decision).toBe("unchanged");
    expect(decideCells({ ...cells, sku: "B" }, odd)).toMatchObject({
      decision: "change",
      changes: { sku: { from: "A-1", to: "B" } },
    });
  });

  test("an id that the shop does not know is not_found, whatever the cells say", () => {
    const header = headerOf(["id", "cost"]);
    const row = readRow({ line: 9, cells: ["8", "abc"] }, header);
    expect(decide(row, { header, rules }, undefined)).toEqual({
      line: 9,
      id: "8",
      decision: "not_found",
      message: "the shop has no inventory item with this id",
    });
  });

  test.each(["", "0", "01", "4.37E+13", "../products/1", "-1", "12345678901234567890"])(
    "the id %j is invalid without a look at the shop",
    (id) => {
      const header = headerOf(["id", "cost"]);
      const row = readRow({ line: 2, cells: [id, "1"] }, header);
      const decision = decideAlone(row, header, new Map());
      expect(decision).toMatchObject({ line: 2, id, decision: "invalid" });
      const found = id === "" ? "(empty)" : JSON.stringify(id);
      expect(decision).toMatchObject({ message: expect.stringContaining(`found ${found}`) });
    },
  );
});

describe("a sheet without a base", () => {
  test.each([
    ["2026-01-09T17:04:11-05:00", "change"],
    ["2026-01-09T22:04:11Z", "change"],
    ["2026-01-10T03:34:11+05:30", "change"],
    ["2026-01-09T22:04:12Z", "change"],
    ["", "change"],
    ["2026-01-09T22:04:10Z", "conflict"],
    ["2026-01-09T23:04:10+01:00", "conflict"],
    ["2026-01-09T17:04:11-04:00", "conflict"],
    ["2026-01-09T17:04:11.999-05:00", "change"],
    ["yesterday", "invalid"],
    ["1", "invalid"],
    ["2026-01-09", "invalid"],
    ["2026-01-09T17:04:11", "invalid"],
    ["01/09/2026 17:04", "invalid"],
    ["2026-13-09T17:04:11Z", "invalid"],
  ])("made at %j is a %s of a row that changes", (updated_at, decision) => {
    expect(decideCells({ cost: "1", updated_at }).decision).toBe(decision);
    expect(decideCells({ cost: "25", updated_at }).decision).toBe("unchanged");
  });

  test("a conflict says what would have changed, and when the shop did", () => {
    expect(decideCells({ cost: "1", updated_at: "2020-01-01T00:00:00Z" })).toMatchObject({
      changes: { cost: { from: "25.00", to: "1" } },
      message: expect.stringContaining("2026-01-09T17:04:11-05:00"),
    });
  });

  test.each([null, "", "soon"])("a live time of %j stops nothing", (updated_at) => {
    const cells = { cost: "1", updated_at: "2020-01-01T00:00:00Z" };
    expect(decideCells(cells, { ...live, updated_at }).decision).toBe("change");
  });
});

describe("whatever the sheet says", () => {
  const asked: Partial<Record<FieldName, readonly string[]>> = {
    sku: ["A-1", "a-1", "'=1", "'[clear]", '[text]"a\\nb"', " x "],
    cost: ["25", "25.000", "0", "007.5", "-1", "12,50"],
    tracked: ["true", "NO", "0", "maybe"],
    requires_shipping: ["wahr", "false", ""],
    country_code_of_origin: ["CA", "us", "ZZ"],
    province_code_of_origin: ["ON", " QC ", "anything"],
    harmonized_system_code: ["010121", "0101.21.00", "12345"],
    country_harmonized_system_codes: ["us:0101.21;CA:123456", "CA:123456", "US:1234567"],
  };
  const row = fc.uniqueArray(fc.constantFrom(...(Object.keys(asked) as FieldName[])), {
    maxLength: 4,
  });
  const cellOf = (name: FieldName): fc.Arbitrary<string> =>
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom("", "[clear]", ...(asked[name] ?? [])) },
      { weight: 1, arbitrary: wellFormedText().map(toCell) },
    );
  const sheet = row.chain((names) => fc.tuple(fc.constant(names), fc.tuple(...names.map(cellOf))));

  test("deciding twice is deciding once", () => {
    let changed = 0;
    fc.assert(
      fc.property(sheet, fc.constantFrom(live, nothing), ([names, cells], before) => {
        const header = headerOf(["id", ...names]);
        const row = readRow({ line: 2, cells: ["7", ...cells] }, header);
        const decision = decide(row, { header, rules }, before);
        expect(["change", "unchanged", "invalid"]).toContain(decision.decision);
        if (decision.decision !== "change") return;
        changed += 1;
        const to = Object.entries(decision.changes).map(([name, { to }]) => [name, to] as const);
        const after = { ...before, ...Object.fromEntries(to), updated_at: "2027-01-01T00:00:00Z" };
        expect(decide(row, { header, rules }, after)).toMatchObject({ decision: "unchanged" });
      }),
      { numRuns: cases(2000) },
    );
    expect(changed).toBeGreaterThan(cases(400));
  });
});

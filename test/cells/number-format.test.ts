// A number format is never an edit: what a column of numbers looks like in a spreadsheet, or as the floats of a program.
import { describe, expect, test } from "vitest";
import type { FieldName, Item } from "../../src/item/fields.ts";
import { decide, decideAlone } from "../../src/plan/decide/decide.ts";
import type { Decision } from "../../src/plan/decision.ts";
import { usualRules } from "../../src/plan/rules.ts";
import { echoOf } from "../../src/sheet/echo/echo.ts";
import { readRow } from "../../src/sheet/row.ts";
import { readHeader } from "../../src/sheet/titles/header.ts";
import { bareItem } from "../support/bare-item.ts";

const id = "43729076559912";
const gid = `gid://shopify/InventoryItem/${id}`;
const bare: Item = {
  ...bareItem,
  id,
  sku: "12345",
  cost: "10.00",
  country_code_of_origin: "JP",
  province_code_of_origin: "13",
  harmonized_system_code: "610910",
  country_harmonized_system_codes: [{ country_code: "US", harmonized_system_code: "6109100012" }],
  admin_graphql_api_id: gid,
};

function decideRow(
  cells: Readonly<Record<string, string>>,
  { live = bare, base }: { readonly live?: Item; readonly base?: Item } = {},
  fixHsZeros = false,
): Decision {
  const header = readHeader(Object.keys(cells), (fault) => {
    throw new Error(fault);
  });
  const row = readRow({ line: 2, cells: Object.values(cells) }, header);
  const rules = { ...usualRules, fixHsZeros };
  return decideAlone(row, header, new Map()) ?? decide(row, { header, rules }, live, base);
}

/** Digits in groups of three from the right. */
const grouped = (digits: string, separator: string): string =>
  digits.replace(/\B(?=(?:\d{3})+$)/g, separator);

const separators = ["", ",", ".", " ", "\u00a0", "\u202f", "'", "’"];
const decimals = ["", ".0", ".00", ".000", ",0", ",00", ",000"];
/** How programs show a whole number. */
const formats = separators.flatMap((separator) =>
  decimals
    .filter((part) => separator === "" || !part.startsWith(separator))
    .filter((part) => separator + part !== "")
    .map((part) => [separator, part] as const),
);
/** As a spreadsheet shows it: the leading zeros of a number are gone. */
const shownAs = (old: string, [separator, part]: readonly [string, string]): string =>
  grouped(old.replace(/^0+(?=\d)/, ""), separator) + part;

describe("a number format is no edit", () => {
  const olds = [
    "12345",
    "00123",
    "610910",
    "0101210000",
    "6109100012",
    "7",
    "43729076559912",
    "1000",
  ];
  test.each(formats)("with %j between the thousands and %j behind them", (separator, part) => {
    const missed = olds.filter((old) => {
      const seen = shownAs(old, [separator, part]);
      return seen !== old && echoOf(seen, old) === undefined;
    });
    expect(missed).toEqual([]);
  });

  const columns: readonly (readonly [string, string])[] = [
    ["sku", "12345"],
    ["sku", "00123"],
    ["sku", "43729076559912"],
    ["harmonized_system_code", "610910"],
    ["harmonized_system_code", "0101210000"],
    ["harmonized_system_code.US", "6109100012"],
    ["harmonized_system_code.US", "0101210000"],
    ["province_code_of_origin", "13"],
    ["province_code_of_origin", "01"],
  ];
  test.each(columns)("in the column %s that holds %s", (column, old) => {
    const name = column.replace(".US", "") as FieldName;
    const value = column.endsWith(".US")
      ? {
          country_harmonized_system_codes: [{ country_code: "US", harmonized_system_code: old }],
        }
      : { [name]: old };
    const live: Item = { ...bare, ...value };
    for (const format of formats) {
      const cells = { id, [column]: shownAs(old, format) };
      for (const sides of [{ live }, { live, base: live }]) {
        for (const fix of [false, true]) {
          const decision = decideRow(cells, sides, fix);
          expect([cells, decision.decision]).toEqual([cells, "unchanged"]);
        }
      }
    }
  });

  test("in a whole row, with the id from the gid beside it", () => {
    const cells = {
      id: "4.37291E+13",
      sku: "12345.00",
      cost: "10",
      harmonized_system_code: "610910.00",
      admin_graphql_api_id: gid,
    };
    for (const base of [undefined, bare]) {
      const decision = decideRow(cells, base === undefined ? {} : { base });
      expect(decision).toMatchObject({
        id,
        decision: "unchanged",
        warnings: [
          { column: "sku", kind: "number format", text: expect.stringContaining("12345.00") },
          { column: "harmonized_system_code", kind: "number format" },
          { column: "id", kind: "id_rescued" },
        ],
      });
    }
  });

  test("and the warning says how to ask for it all the same", () => {
    const [warning] = decideRow({ id, sku: "12345.00" }).warnings ?? [];
    expect(warning?.text).toContain('[text]"12345.00"');
    expect(decideRow({ id, sku: '[text]"12345.00"' })).toMatchObject({
      decision: "change",
      changes: { sku: { to: "12345.00" } },
    });
  });

  test("in a program's sheet", () => {
    const cells = {
      "Variant Inventory Item ID": id,
      "Variant SKU": "12345.0",
      "Variant HS Code": "610910.0",
    };
    expect(decideRow(cells)).toMatchObject({ decision: "unchanged" });
  });
});

describe("an id in a number format", () => {
  test.each(formats)("with %j and %j is taken from the gid", (separator, part) => {
    const cell = shownAs(id, [separator, part]);
    expect(decideRow({ id: cell, admin_graphql_api_id: gid, sku: "B" })).toMatchObject({
      id,
      decision: "change",
      warnings: [{ column: "id", kind: "id_rescued" }],
    });
  });

  test.each(["43729076559913.00", "43,729,076,559,911", "4372907655991.20", "437290765599120.00"])(
    "that is another number, %s, is refused",
    (cell) => {
      expect(decideRow({ id: cell, admin_graphql_api_id: gid, sku: "B" })).toMatchObject({
        decision: "invalid",
        complaints: [{ column: "id" }],
      });
    },
  );
});

describe("a cost in a number format", () => {
  test.each(["1,234", "1.234", "1 234", "1'234"])(
    "with thousands, %s for 1234.00, is no edit where it has two readings or none",
    (cell) => {
      const live: Item = { ...bare, cost: "1234.00" };
      expect(decideRow({ id, cost: cell }, { live })).toMatchObject({ decision: "unchanged" });
    },
  );

  test.each([
    ["46307", "12.10"],
    ["12.35", "12.345"],
    ["1234.57", "1234.567"],
  ])("but %s for %s is one", (cell, cost) => {
    const live: Item = { ...bare, cost };
    expect(decideRow({ id, cost: cell }, { live }).decision).not.toBe("unchanged");
  });
});

describe("a real edit stays one", () => {
  test.each([
    ["sku", "12345.50", "12345.50"],
    ["sku", "12346.00", "12346.00"],
    ["sku", "12345-00", "12345-00"],
    ["harmonized_system_code", "6109.10.00", "61091000"],
    ["harmonized_system_code", "610990", "610990"],
    ["province_code_of_origin", "14", "14"],
  ])("%s %s", (column, cell, to) => {
    for (const base of [undefined, bare]) {
      expect(decideRow({ id, [column]: cell }, base === undefined ? {} : { base })).toMatchObject({
        decision: "change",
        changes: { [column]: { to } },
      });
    }
  });
});

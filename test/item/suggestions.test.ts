// What a complaint about a cell says besides its message: the text of the cell, and what was probably meant.
import { cases } from "../support/cases.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ReadingRules } from "../../src/item/field.ts";
import { fieldNames } from "../../src/item/fields.ts";
import { tracker } from "../../src/item/flag.ts";
import { isWritableName } from "../../src/item/stored-value.ts";
import { decideAlone } from "../../src/plan/decide/decide.ts";
import type { Decision } from "../../src/plan/decision.ts";
import { decisionSchema } from "../../src/plan/decision-schema.ts";
import type { Complaint } from "../../src/plan/warning.ts";
import { Skus } from "../../src/sheet/skus.ts";
import { readRow } from "../../src/sheet/row.ts";
import { readHeader } from "../../src/sheet/titles/header.ts";
import { anyText } from "../support/any-text.ts";
import { decideRow } from "../plan/decide-row.ts";

const complaintsOf = (decision: Decision): readonly Complaint[] =>
  "complaints" in decision ? (decision.complaints ?? []) : [];

const hs = "harmonized_system_code";
const codes = "country_harmonized_system_codes";
const country = "country_code_of_origin";

describe("a complaint names what was probably meant", () => {
  test.each<[string, string, string, ReadingRules?]>([
    ["cost", "$15.20", "15.20"],
    ["cost", "12,50 €", "12.50"],
    ["cost", "1 234.50", "1234.50"],
    ["cost", "1’234.50", "1234.50"],
    ["cost", "12.50 EUR", "12.50"],
    ["cost", ".5", "0.5"],
    ["cost", "$15,20", "15,20", { decimal: "," }],
    ["cost", "1 234,50 kr", "1234,50", { decimal: "," }],
    [country, "EL", "GR"],
    [country, "en", "GB"],
    [codes, "EL:610910;CA:6109100011", "GR:610910;CA:6109100011"],
    [codes, "CA:10121; Germany:HS 610910", "CA:010121;DE:610910"],
    ["harmonized_system_code.US", "6,109,100,012", "6109100012"],
    [hs, "10121", "010121"],
    [hs, "6109.1", "610910"],
    [hs, "610920.0", "610920"],
    [hs, "90,210", "090210"],
    [hs, "6109.10 (cotton)", "610910"],
    [hs, "6109100012 shirts", "6109100012"],
    ["tracked", "on", "true"],
    ["tracked", "Off", "false"],
    ["tracked", "TRUE.", "true"],
    ["requires_shipping", "Sí", "true"],
    ["requires_shipping", "não", "false"],
  ])("%s %j → %j", (column, cell, probably, how = {}) => {
    const decision = decideRow({ [column]: cell }, { how });
    expect(complaintsOf(decision)).toMatchObject([{ column, kind: "unreadable", cell, probably }]);
  });

  test.each<[string, string, ReadingRules?]>([
    ["cost", "1.234"],
    ["cost", "1,234 €"],
    ["cost", "-5"],
    ["cost", "12.50-"],
    ["cost", "1.2E+3"],
    ["cost", "4-May"],
    ["cost", "abc"],
    ["cost", "$0.001"], // would be rounded to zero
    ["cost", "12,50 €", { currency: "CAD" }], // is no cost in CAD
    [country, "Korea"],
    [country, "XX"],
    [country, "DE/FR"],
    [codes, "CA:10121;XX:610910"],
    [codes, "CA:610910;CA:610911"],
    [codes, "610910"],
    [hs, "101210000"], // may be complete
    [hs, "902.101"],
    [hs, "6109.10/6109.20"],
    [hs, "6109,00"],
    [hs, "44197"],
    [hs, "610910x"],
    ["tracked", "maybe"],
    ["tracked", "2"],
    ["province_code_of_origin", "N/A"],
    ["sku", "4.37E+13"],
  ])("and %s %j has no probable meaning", (column, cell, how = {}) => {
    const [complaint, ...others] = complaintsOf(decideRow({ [column]: cell }, { how }));
    expect(others).toEqual([]);
    expect(complaint).toMatchObject({ column, cell });
    expect(complaint).not.toHaveProperty("probably");
  });

  test("the program that tracks the stock is named for a clear yes only", () => {
    for (const text of ["true", "✓", "Yes"])
      expect(tracker.read(text)).toMatchObject({ probably: "shopify" });
    for (const text of ["no", "false", "fulfil"])
      expect(tracker.read(text)).not.toHaveProperty("probably");
  });
});

describe("a complaint about the item of a row has its cell", () => {
  const alone = (cells: Readonly<Record<string, string>>): Decision | undefined => {
    const header = readHeader(Object.keys(cells), (fault) => {
      throw new Error(fault);
    });
    const row = readRow({ line: 2, cells: Object.values(cells) }, header);
    return decideAlone(row, header, new Map(), new Skus());
  };
  test.each<[Readonly<Record<string, string>>, string, string?]>([
    [{ id: "4.37291E+13", cost: "1" }, "4.37291E+13"],
    [{ id: "total", cost: "1" }, "total"],
    [{ id: "", cost: "1" }, ""],
    [{ id: "x".repeat(100), cost: "1" }, `${"x".repeat(60)}…`],
    [{ id: "gid://shopify/InventoryItem/12", cost: "1" }, "gid://shopify/InventoryItem/12", "12"],
    [{ id: "12", admin_graphql_api_id: "gid://shopify/InventoryItem/13", cost: "1" }, "12"],
    [{ admin_graphql_api_id: "7a", cost: "1" }, "7a"],
    [{ sku: "[clear]", cost: "1" }, "[clear]"],
    [{ sku: " ", cost: "1" }, " "],
    [{ sku: "4.37E+13", cost: "1" }, "4.37E+13"],
  ])("%j", (cells, cell, probably) => {
    const [complaint] = complaintsOf(alone(cells) ?? decideRow(cells));
    expect(complaint).toMatchObject({ cell });
    expect(complaint?.probably).toBe(probably);
  });

  test("and so has one about a time, two columns, an emptied cell and a mark", () => {
    const list = { [codes]: "CA:610910", "harmonized_system_code.US": "610911" };
    expect(complaintsOf(decideRow(list))).toMatchObject([{ kind: "two_columns", cell: "610911" }]);
    const late = complaintsOf(decideRow({ cost: "1", updated_at: "yesterday" }));
    expect(late).toMatchObject([{ column: "updated_at", cell: "yesterday" }]);
    const emptied = complaintsOf(decideRow({ tracked: "" }, { base: {} }));
    expect(emptied).toMatchObject([{ kind: "not_clearable", cell: "" }]);
    expect(complaintsOf(decideRow({ tracked: "[clear]" }))).toMatchObject([{ cell: "[clear]" }]);
    const guarded = complaintsOf(decideRow({ cost: "'=1+1" }));
    expect(guarded).toMatchObject([{ cell: "=1+1" }]);
  });
});

test("what was probably meant is always accepted by the same column, and is stored as it is", () => {
  const piece = fc.constantFrom(
    ..."$ € kr EUR CAD - . , ' ’ ; : CA EL SP DE Germany HS code 0 1 00 6109 10 610910 902 E+5".split(
      " ",
    ),
    " ",
    "\u00a0",
  );
  const numbers = fc.stringMatching(/^[0-9]{1,13}$/);
  const likely = fc.array(fc.oneof(piece, numbers), { maxLength: 6 }).map((some) => some.join(""));
  const words = fc.constantFrom("on", "TRUE.", "Sí", "✗", "(yes)", "f;", "'no'");
  const cell = fc.oneof({ weight: 8, arbitrary: likely }, words, anyText);
  const columns = [...fieldNames.filter(isWritableName), "harmonized_system_code.JP"];
  const rules = fc.record({
    decimal: fc.constantFrom(".", ",", undefined),
    currency: fc.constantFrom("CAD", "EUR", "JPY", "KWD", undefined),
    fixHsZeros: fc.boolean(),
    keepHsCodes: fc.boolean(),
  });
  let suggestions = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...columns),
      cell,
      rules,
      fc.boolean(),
      (column, text, all, old) => {
        const how: ReadingRules = Object.fromEntries(
          Object.entries(all).filter(([, value]) => value !== undefined),
        );
        const sides = { how, ...(old && { base: {} }) };
        const decision = decideRow({ [column]: text }, sides);
        expect(decisionSchema(decision, false).safeParse(decision).error).toBeUndefined();
        for (const { probably } of complaintsOf(decision)) {
          if (probably === undefined) continue;
          suggestions += 1;
          expect(complaintsOf(decideRow({ [column]: probably }, sides))).toEqual([]);
        }
      },
    ),
    { numRuns: cases(3_000) },
  );
  expect(suggestions).toBeGreaterThan(cases(100));
});

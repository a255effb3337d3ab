// Each kind of damage as import meets it: a cell, what stood there and stands in the shop, and what becomes of the row.
import { describe, expect, test } from "vitest";
import type { FieldName, Item, Value } from "../../src/item/fields.ts";
import { decide, decideAlone } from "../../src/plan/decide/decide.ts";
import type { Decision } from "../../src/plan/decision.ts";
import { type Rules, usualRules } from "../../src/plan/rules.ts";
import { readRow } from "../../src/sheet/row.ts";
import { readHeader } from "../../src/sheet/titles/header.ts";
import { bareItem } from "../support/bare-item.ts";

const id = "43729076559912";
const gid = `gid://shopify/InventoryItem/${id}`;
const bare: Item = {
  ...bareItem,
  id,
  cost: "25.00",
  country_code_of_origin: "CA",
  harmonized_system_code: "610910",
  admin_graphql_api_id: gid,
};

function decideRow(
  cells: Readonly<Record<string, string>>,
  { live = {}, base }: { readonly live?: Partial<Item>; readonly base?: Partial<Item> } = {},
  rules: Partial<Rules> = {},
): Decision {
  const header = readHeader(Object.keys(cells), (fault) => {
    throw new Error(fault);
  });
  const row = readRow({ line: 12, cells: Object.values(cells) }, header);
  const was = base === undefined ? undefined : { ...bare, ...base };
  return (
    decideAlone(row, header, new Map()) ??
    decide(row, { header, rules: { ...usualRules, ...rules } }, { ...bare, ...live }, was)
  );
}

/** With the old value in the base and the shop, in the shop alone, and in the base where the shop has moved on. */
function decisionsFor(name: FieldName, cell: string, old: Value): readonly Decision[] {
  const cells = { id, [name]: cell };
  const was = { [name]: old };
  const moved = { [name]: name === "tracked" ? false : null };
  return [
    decideRow(cells, { base: was, live: was }),
    decideRow(cells, { live: was }),
    decideRow(cells, { base: was, live: moved }),
  ];
}

describe("a cell that says the same", () => {
  test.each<[FieldName, string, Value]>([
    ["sku", "'0101", "0101"],
    ["sku", "'Größe", "Größe"],
    ["sku", '="0101"', "0101"],
    ["sku", '="say ""so"""', 'say "so"'],
    ["harmonized_system_code", "'010121", "010121"],
    ["harmonized_system_code", '="010121"', "010121"],
    ["cost", "25", "25.00"],
    ["cost", "25.0", "25.00"],
    ["cost", "25,00", "25.00"],
    ["cost", '="25.00"', "25.00"],
    ["tracked", "TRUE", true],
    ["tracked", "WAHR", true],
    ["tracked", "VRAI", true],
    ["tracked", "yes", true],
    ["tracked", "1", true],
  ])("%s %j is %j, without a word", (name, cell, old) => {
    for (const decision of decisionsFor(name, cell, old)) {
      expect(decision).toMatchObject({ decision: "unchanged" });
      expect(decision.warnings).toBeUndefined();
    }
  });
});

describe("a cell that a spreadsheet has rewritten", () => {
  test.each<[FieldName, string, Value, string]>([
    ["harmonized_system_code", "10121", "010121", "zeros"],
    ["harmonized_system_code", "101210000", "0101210000", "zeros"],
    ["harmonized_system_code", "6109.1", "6109.10", "zeros"],
    ["harmonized_system_code", "6.1091E+11", "610910001234", "exponent"],
    ["harmonized_system_code", "01.10.6109", "6109.10.01", "date"],
    ["sku", "123", "000123", "zeros"],
    ["sku", "100000", "1E5", "exponent"],
    ["sku", "1.00E+05", "1E5", "exponent"],
    ["sku", "1.2E+046", "12E45", "exponent"],
    ["sku", "1", "+1", "zeros"],
    ["sku", "0", "-0", "zeros"],
    ["sku", "04-Mar", "3-4", "date"],
    ["sku", "03/04/2026", "3/4", "date"],
    ["sku", "01.02.2026", "1.2.", "date"],
    ["sku", "01/02/2026", "1/2", "date"],
    ["sku", "03/01/2026", "MAR-1", "date"],
    ["sku", "05/01/2024", "May 2024", "date"],
    ["sku", "12:30:00 PM", "12:30", "date"],
    ["sku", "TRUE", "true", "boolean"],
    ["sku", "WAHR", "true", "boolean"],
    ["sku", "0", "=SUM(A1)", "formula"],
    ["sku", "0101", '="0101"', "formula"],
    ["sku", "Gr??e", "Größe", "characters"],
    ["sku", "Gr__e", "Größe", "characters"],
    ["sku", "QUOTED", "'QUOTED", "apostrophe"],
    ["sku", "", "'", "apostrophe"],
    ["cost", "1234", "1.234", "thousands"],
    ["cost", "Jan 50", "1.50", "date"],
    ["cost", "12. Okt", "12.10", "date"],
  ])("%s %j was %j: left alone, with a warning of %s", (name, cell, old, kind) => {
    const decisions = decisionsFor(name, cell, old);
    // A blank cell says nothing where there is no base, and needs no warning.
    for (const decision of cell === "" ? decisions.slice(0, 1) : decisions) {
      expect(decision).toMatchObject({
        decision: "unchanged",
        warnings: [{ column: name, kind, text: expect.stringContaining(JSON.stringify(cell)) }],
      });
    }
  });
});

describe("a cell that nobody can have meant, or that has two meanings", () => {
  test.each<[FieldName, string, string, RegExp]>([
    ["harmonized_system_code", "10121", "unreadable", /leading zero lost.*010121.*--fix-hs-zeros/],
    ["harmonized_system_code", "1012100", "unreadable", /leading zero lost/],
    ["harmonized_system_code", "101210000", "unreadable", /leading zero lost/],
    ["harmonized_system_code", "10121000015", "unreadable", /leading zero lost/],
    ["harmonized_system_code", "01.01.2021", "unreadable", /this is a date/],
    ["cost", "1.234", "unreadable", /only one meaning.*--decimal/],
    ["cost", "1,234", "unreadable", /only one meaning.*--decimal/],
    ["cost", "$26.00", "unreadable", /26\.00 was probably meant/],
    ["cost", "26 EUR", "unreadable", /26 was probably meant/],
    ["cost", "1 234,50", "unreadable", /1234\.50 was probably meant/],
    ["sku", "#NAME?", "ruined", /an error/],
    ["sku", "#REF!", "ruined", /an error/],
    ["sku", "#N/A", "ruined", /an error/],
    ["sku", "Err:509", "ruined", /an error/],
    ["sku", "Fehler:509", "ruined", /an error/],
    ["cost", "#####", "ruined", /too narrow/],
    ["sku", "Gr\ufffd\ufffde", "ruined", /lost/],
  ])("%s %j is refused", (column, cell, kind, text) => {
    for (const decision of [
      decideRow({ id, [column]: cell }, { base: {} }),
      decideRow({ id, [column]: cell }),
    ]) {
      expect(decision).toMatchObject({
        decision: "invalid",
        complaints: [{ column, kind, text: expect.stringMatching(text) }],
      });
    }
  });

  test("--fix-hs-zeros and --decimal say which it is", () => {
    const zero = decideRow({ id, harmonized_system_code: "10121" }, {}, { fixHsZeros: true });
    expect(zero).toMatchObject({ changes: { harmonized_system_code: { to: "010121" } } });
    const thousand = decideRow({ id, cost: "1.234" }, {}, { decimal: ",", allowHeld: true });
    expect(thousand).toMatchObject({ changes: { cost: { to: "1234" } } });
  });
});

describe("an edit that looks like damage", () => {
  test.each([
    ["'123", "0123", "123"],
    ["'100000", "1E5", "100000"],
    ["'03/04/2026", "3/4", "03/04/2026"],
    ['="0102"', "0101", "0102"],
  ])("is an edit where it is marked as text, as in %s", (cell, sku, to) => {
    for (const base of [{ sku }, undefined]) {
      expect(decideRow({ id, sku: cell }, { live: { sku }, ...(base && { base }) })).toMatchObject({
        decision: "change",
        changes: { sku: { from: sku, to } },
      });
    }
  });
});

describe("an id that was shortened", () => {
  test.each(["4.37291E+13", "4,37291E+13", ""])("to %j is taken from the gid", (cell) => {
    const decision = decideRow({ id: cell, admin_graphql_api_id: gid, sku: "B" });
    expect(decision).toMatchObject({
      id,
      decision: "change",
      warnings: [{ column: "id", kind: "id_rescued" }],
    });
  });

  test("is refused without the gid, or beside one that was shortened too", () => {
    const told = {
      line: 12,
      decision: "invalid",
      complaints: [
        { column: "id", kind: "id_lost", text: expect.stringMatching(/digits are gone/) },
      ],
    };
    expect(decideRow({ id: "4.37291E+13", sku: "B" })).toMatchObject(told);
    const gid = "gid://shopify/InventoryItem/4.37E+13";
    expect(decideRow({ id: "4.37291E+13", admin_graphql_api_id: gid })).toMatchObject(told);
  });

  test.each(["43729076559913", "4.5E+13", "808950810"])(
    "and one that the gid contradicts, %s, is refused",
    (cell) => {
      expect(decideRow({ id: cell, admin_graphql_api_id: gid, sku: "B" })).toMatchObject({
        decision: "invalid",
        complaints: [{ column: "id" }],
      });
    },
  );
});

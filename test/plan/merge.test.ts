// Three sides of one field: the base, the sheet and the shop, each of which may have moved.
import { cases } from "../support/cases.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BaseRow } from "../../src/base/base.ts";
import type { FieldName, Item, Value } from "../../src/item/fields.ts";
import { decide } from "../../src/plan/decide/decide.ts";
import type { Decision } from "../../src/plan/decision.ts";
import { decisionSchema } from "../../src/plan/decision-schema.ts";
import { type Rules, usualRules } from "../../src/plan/rules.ts";
import { toCell } from "../../src/sheet/cell.ts";
import { fieldOf } from "../../src/sheet/column.ts";
import { readRow } from "../../src/sheet/row.ts";
import { readHeader } from "../../src/sheet/titles/header.ts";
import { bareItem } from "../support/bare-item.ts";
import { decideRow } from "./decide-row.ts";

const bare: Item = {
  ...bareItem,
  updated_at: "2026-03-03T00:00:00-05:00",
};
const rules: Rules = { ...usualRules, allowHeld: true };

const headerOf = (names: readonly string[]): ReturnType<typeof readHeader> =>
  readHeader(names, (fault) => {
    throw new Error(fault);
  });

interface Sides {
  readonly base: Partial<Item>;
  readonly live: Partial<Item>;
  readonly cells: Readonly<Record<string, string>>;
}

function merge({ base, live, cells }: Sides, how: Partial<Rules> = {}): Decision {
  const header = headerOf(["id", ...Object.keys(cells)]);
  const row = readRow({ line: 2, cells: ["7", ...Object.values(cells)] }, header);
  const was: BaseRow = { ...bare, updated_at: "2026-01-01T00:00:00Z", ...base };
  return decide(row, { header, rules: { ...rules, ...how } }, { ...bare, ...live }, was);
}

describe("a field of three sides", () => {
  test.each<[string, Partial<Item>, Partial<Item>, Record<string, string>, unknown]>([
    ["nobody", { cost: "5.00" }, { cost: "5.00" }, { cost: "5.00" }, "unchanged"],
    ["the shop alone", { cost: "5.00" }, { cost: "6.00" }, { cost: "5.00" }, "unchanged"],
    ["the sheet alone", { cost: "5.00" }, { cost: "5.00" }, { cost: "7" }, { cost: "7" }],
    ["both, to the same", { cost: "5.00" }, { cost: "7.00" }, { cost: "7" }, "unchanged"],
    ["both, apart", { cost: "5.00" }, { cost: "6.00" }, { cost: "7" }, "conflict"],
    ["a cell emptied", { sku: "A" }, { sku: "A" }, { sku: "" }, { sku: null }],
    ["a cell emptied, the shop too", { sku: "A" }, { sku: null }, { sku: "" }, "unchanged"],
    ["a cell emptied, the shop elsewhere", { sku: "A" }, { sku: "B" }, { sku: "" }, "conflict"],
    ["a cell of tabs that an ODS has lost", { sku: "\t" }, { sku: "\t" }, { sku: "" }, "unchanged"],
    ["a cell of spaces emptied", { sku: "  " }, { sku: "  " }, { sku: "" }, { sku: null }],
    ["a blank cell that was blank", { sku: null }, { sku: "B" }, { sku: "" }, "unchanged"],
    ["an apostrophe swallowed", { sku: "'" }, { sku: "'" }, { sku: "" }, "unchanged"],
    [
      "nobody, where blanks are the text",
      { sku: "\t" },
      { sku: "\t" },
      { sku: "'\t" },
      "unchanged",
    ],
    ["[clear]", { sku: "A" }, { sku: "A" }, { sku: "[clear]" }, { sku: null }],
    ["[clear] of what came since", { sku: null }, { sku: "B" }, { sku: "[clear]" }, "conflict"],
    ["an emptied flag", { tracked: true }, { tracked: true }, { tracked: "" }, "invalid"],
    ["an echo of the base", { sku: "0123" }, { sku: "B" }, { sku: "123" }, "unchanged"],
    ["an echo of the shop's", { sku: "A" }, { sku: "0123" }, { sku: "123" }, "unchanged"],
    ["an echo behind our own guard", { sku: "(12)" }, { sku: "B" }, { sku: "'-12" }, "unchanged"],
    ["what a spreadsheet ruined", { sku: "A" }, { sku: "A" }, { sku: "#REF!" }, "invalid"],
  ])("moved by %s", (_, base, live, cells, expected) => {
    const decision = merge({ base, live, cells });
    if (typeof expected === "string") expect(decision.decision).toBe(expected);
    else {
      const to = Object.entries(decision.changes ?? {}).map(([name, change]) => [name, change.to]);
      expect([decision.decision, Object.fromEntries(to)]).toEqual(["change", expected]);
    }
  });

  test("a conflict shows all three values, and everything that the sheet wanted", () => {
    const decision = merge({
      base: { cost: "5.00", sku: "A" },
      live: { cost: "6.00", sku: "A" },
      cells: { cost: "7", sku: "B" },
    });
    expect(decision).toMatchObject({
      decision: "conflict",
      message: "cost was 5.00 when exported, is 6.00 in the shop and 7 in the sheet",
      changes: { cost: { from: "6.00", to: "7" }, sku: { from: "A", to: "B" } },
      base: { cost: "5.00" },
    });
    expect(decisionSchema(decision, false).parse(decision)).toEqual(decision);
  });

  test("a conflict has the exported value of an empty field, and none where no base has it", () => {
    const base = { sku: null };
    const cells = { sku: "B", cost: "7" };
    const decision = merge({ base, live: { sku: "C" }, cells });
    expect(decision).toMatchObject({ decision: "conflict", base: { sku: null } });
    expect(decisionSchema(decision, false).parse(decision)).toEqual(decision);
    const stale = decideRow({ cost: "7", updated_at: "2025-01-01T00:00:00Z" });
    expect(stale.decision).toBe("conflict");
    expect(stale).not.toHaveProperty("base");
  });

  const both: Sides = {
    base: { cost: "5.00", sku: "A" },
    live: { cost: "6.00", sku: "A" },
    cells: { cost: "7", sku: "B" },
  };

  test("theirs sends the other fields and says what it left", () => {
    expect(merge(both, { onConflict: "theirs" })).toMatchObject({
      decision: "change",
      changes: { sku: { from: "A", to: "B" } },
      warnings: [{ column: "cost", kind: "theirs" }],
    });
  });

  test("mine sends everything", () => {
    expect(merge(both, { onConflict: "mine" })).toMatchObject({
      decision: "change",
      changes: { cost: { from: "6.00", to: "7" }, sku: { from: "A", to: "B" } },
    });
  });

  test("an echo is told as a warning, with both texts", () => {
    const [warning] =
      merge({ base: { sku: "0123" }, live: {}, cells: { sku: "123" } }).warnings ?? [];
    expect(warning).toMatchObject({ column: "sku", kind: "zeros" });
    expect(warning?.text).toContain('"123" is what a spreadsheet makes of "0123"');
  });
});

describe("a row that is not of the base's export", () => {
  const base = { cost: "6.00", updated_at: "2026-02-02T00:00:00Z" };
  const live = { cost: "6.00", updated_at: "2026-02-02T00:00:00Z" };

  test("is not merged by it: an older sheet takes nothing back", () => {
    const cells = { cost: "5.00", updated_at: "2026-01-01T00:00:00Z" };
    expect(merge({ base, live, cells }).decision).toBe("conflict");
    expect(merge({ base, live, cells: { ...cells, cost: "" } }).decision).toBe("unchanged");
  });

  test("is merged by it where the time is the same instant", () => {
    const cells = { cost: "5.00", updated_at: "2026-02-01T19:00:00-05:00" };
    expect(merge({ base, live, cells }).decision).toBe("change");
  });
});

describe("the HS code of one country", () => {
  const ca = { country_code: "CA", harmonized_system_code: "1234561111" };
  const us = { country_code: "US", harmonized_system_code: "1234562222" };
  const list = "country_harmonized_system_codes";
  const usColumn = "harmonized_system_code.US";

  test.each([
    [
      "is changed beside the others",
      "123456.3333",
      [ca, { ...us, harmonized_system_code: "1234563333" }],
    ],
    ["is cleared beside the others", "[clear]", [ca]],
    ["is emptied beside the others", "", [ca]],
  ])("%s", (_, cell, to) => {
    const decision = merge({
      base: { [list]: [ca, us] },
      live: { [list]: [us, ca] },
      cells: { [usColumn]: cell },
    });
    expect(decision).toMatchObject({ decision: "change", changes: { [list]: { to } } });
  });

  test("leaves another country's new code alone", () => {
    const moved = { ...ca, harmonized_system_code: "1234569999" };
    const cells = { "harmonized_system_code.CA": "1234561111", [usColumn]: "1234563333" };
    const decision = merge({ base: { [list]: [ca, us] }, live: { [list]: [moved, us] }, cells });
    const to = [moved, { ...us, harmonized_system_code: "1234563333" }];
    expect(decision).toMatchObject({ decision: "change", changes: { [list]: { to } } });
  });

  test("may be the first", () => {
    const decision = merge({ base: { [list]: [] }, live: {}, cells: { [usColumn]: "123456" } });
    const to = [{ country_code: "US", harmonized_system_code: "123456" }];
    expect(decision).toMatchObject({ decision: "change", changes: { [list]: { from: [], to } } });
  });

  test("is a conflict where both sides moved", () => {
    const moved = { ...us, harmonized_system_code: "1234569999" };
    const cells = { [usColumn]: "1234563333" };
    const decision = merge({ base: { [list]: [ca, us] }, live: { [list]: [ca, moved] }, cells });
    expect(decision).toMatchObject({
      decision: "conflict",
      message: `${usColumn} was 1234562222 when exported, is 1234569999 in the shop and 1234563333 in the sheet`,
    });
  });

  test("with its leading zero lost is left alone", () => {
    const zero = { ...us, harmonized_system_code: "0101210000" };
    const decision = merge({
      base: { [list]: [zero] },
      live: { [list]: [zero] },
      cells: { [usColumn]: "101210000" },
    });
    expect(decision).toMatchObject({
      decision: "unchanged",
      warnings: [{ column: usColumn, kind: "zeros" }],
    });
  });

  test("has the whole list at export in a conflict", () => {
    const moved = { ...us, harmonized_system_code: "1234564444" };
    const decision = merge({
      base: { [list]: [ca, us] },
      live: { [list]: [ca, moved] },
      cells: { [usColumn]: "1234563333" },
    });
    expect(decision).toMatchObject({
      decision: "conflict",
      base: { [list]: [ca, us] },
      changes: { [list]: { from: [ca, moved] } },
    });
    expect(decisionSchema(decision, false).parse(decision)).toEqual(decision);
  });

  test("is not edited in two columns at once", () => {
    const cells = { [list]: "CA:1234560000", [usColumn]: "1234563333" };
    const decision = merge({ base: { [list]: [ca, us] }, live: { [list]: [ca, us] }, cells });
    expect(decision).toMatchObject({ decision: "invalid", complaints: [{ kind: "two_columns" }] });
  });
});

// The decision table again, by itself: what a field comes to when each side has one of three values.
describe("whatever each side does", () => {
  const values: Partial<Record<FieldName, readonly Value[]>> = {
    sku: [null, "A", "B"],
    cost: [null, "5.00", "7.50"],
    harmonized_system_code: [null, "010121", "6109100010"],
    country_code_of_origin: [null, "CA", "US"],
    tracked: [true, false],
    country_harmonized_system_codes: [
      [],
      [{ country_code: "CA", harmonized_system_code: "123456" }],
      [{ country_code: "US", harmonized_system_code: "654321" }],
    ],
  };
  const names = Object.keys(values) as FieldName[];
  const sides = fc.record(
    Object.fromEntries(
      names.map((name) => {
        const some = fc.constantFrom(...(values[name] ?? []));
        return [name, fc.record({ base: some, sheet: some, live: some })];
      }),
    ),
  );
  const isSame = (a: Value, b: Value): boolean => JSON.stringify(a) === JSON.stringify(b);

  test("each field goes by itself, and one conflict holds the row", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(sides, (three) => {
        const pick = (side: "base" | "live"): Partial<Item> =>
          Object.fromEntries(names.map((name) => [name, three[name]?.[side] ?? null]));
        const cells = Object.fromEntries(
          names.map((name, index) => [
            name,
            toCell(fieldOf({ index, title: name, name }).write(three[name]?.sheet ?? null)),
          ]),
        );
        const wanted: Record<string, Value> = {};
        let conflict = false;
        for (const name of names) {
          const { base = null, sheet = null, live = null } = three[name] ?? {};
          if (isSame(sheet, live) || isSame(sheet, base)) continue;
          wanted[name] = sheet;
          conflict ||= !isSame(base, live);
        }
        const { decision, changes } = merge({ base: pick("base"), live: pick("live"), cells });
        const expected =
          Object.keys(wanted).length === 0 ? "unchanged" : conflict ? "conflict" : "change";
        seen.add(expected);
        expect(decision).toBe(expected);
        const to = Object.entries(changes ?? {}).map(([name, change]) => [name, change.to]);
        expect(Object.fromEntries(to)).toEqual(wanted);
      }),
      { numRuns: cases(5000) },
    );
    expect([...seen].toSorted()).toEqual(["change", "conflict", "unchanged"]);
  });
});

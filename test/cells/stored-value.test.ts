import { cases } from "../support/cases.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ReadingRules } from "../../src/item/field.ts";
import { fields, type FieldName } from "../../src/item/fields.ts";
import { decisionSchema, isQuiet } from "../../src/plan/decision-schema.ts";
import { canBeAsked, isWritableName } from "../../src/item/stored-value.ts";

test("every value that a cell can ask for passes when its plan is read again", () => {
  const texts: Partial<Record<FieldName, readonly string[]>> = {
    sku: ["A-1", " x ", "ü".repeat(255), "=1", "\u202e", "'"],
    cost: ["1", "1.5", "0.0001", "123456789012345", "1,234.50", "1.234,50", "12,5"],
    tracked: ["true", "no", "WAHR", "1.0"],
    requires_shipping: ["false", "oui"],
    country_code_of_origin: ["de", "Germany", "XK", "DE - Germany"],
    province_code_of_origin: ["QC", "  bavaria "],
    harmonized_system_code: ["010121", "6109.10.0010", "HS 610910", "123456789", "1234567890123"],
    country_harmonized_system_codes: ["CA:1234561111;US:1234562222", "JP:123456789"],
  };
  const rules: readonly ReadingRules[] = [
    {},
    { decimal: "." },
    { decimal: "," },
    { fixHsZeros: true },
    { keepHsCodes: true },
  ];
  let read = 0;
  for (const [name, cells] of Object.entries(texts)) {
    if (!isWritableName(name)) continue;
    for (const cell of cells) {
      for (const how of rules) {
        const reading = fields[name].read(cell, how);
        if (!("value" in reading)) continue;
        read += 1;
        expect([name, cell, canBeAsked(name, reading.value)]).toEqual([name, cell, true]);
      }
    }
    if (fields[name].cleared !== undefined)
      expect(canBeAsked(name, fields[name].cleared)).toBe(true);
  }
  expect(read).toBeGreaterThan(100);
});

test("a row that is checked in the quick way passes its schema too", () => {
  const odd = fc.oneof(
    fc.constantFrom(0, 1, 2, 1.5, 2 ** 53, "7", "", null, true, "unchanged"),
    fc.anything(),
  );
  const entries = fc.record(
    { line: odd, id: odd, sku: odd, decision: odd, also: odd },
    { requiredKeys: ["line", "id", "sku", "decision"] },
  );
  const quiet = { line: 2, id: "7", sku: null, decision: "unchanged" };
  expect(isQuiet(quiet)).toBe(true);
  fc.assert(
    fc.property(
      entries,
      (entry) => !isQuiet(entry) || decisionSchema(entry, false).safeParse(entry).success,
    ),
    { numRuns: cases(2000), examples: [[quiet], [{ ...quiet, sku: "x" }]] },
  );
});

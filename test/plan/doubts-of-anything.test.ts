import { cases } from "../support/cases.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FieldName, Item } from "../../src/item/fields.ts";
import type { Changes } from "../../src/plan/decision.ts";
import { provincesOf } from "../../src/item/country/provinces.ts";
import { doubtsOf } from "../../src/plan/decide/doubts.ts";
import { doubtKinds } from "../../src/plan/warning.ts";
import { wellFormedText } from "../support/any-text.ts";
import { bareItem } from "../support/bare-item.ts";

const bare: Item = {
  ...bareItem,
  cost: "25.00",
};

describe("whatever the shop holds", () => {
  const text = fc.oneof(
    fc.constantFrom(null, "", " ", "123", "010", "ca", "CA-", "C(", "12.", "1e9", "6109.10", "77"),
    wellFormedText(),
    fc.stringMatching(/^[0-9.]{1,20}$/),
  );
  const codes = fc.array(
    fc.record({
      country_code: fc.oneof(fc.constantFrom("", "ca", "US"), wellFormedText()),
      harmonized_system_code: text.map((code) => code ?? ""),
    }),
    { maxLength: 5 },
  );
  const some = fc.record({
    cost: text,
    country_code_of_origin: text,
    province_code_of_origin: text,
    harmonized_system_code: text,
    country_harmonized_system_codes: codes,
  });

  test("a doubt is a text of one line about a column that changes, and nothing throws", () => {
    let told = 0;
    fc.assert(
      fc.property(some, some, fc.subarray(Object.keys(bare)), (held, asked, names) => {
        const live = { ...bare, ...held };
        const changed = Object.entries(asked).filter(([name]) => names.includes(name));
        const changes = Object.fromEntries(
          changed.map(([name, to]) => [name, { from: live[name as FieldName], to }]),
        ) as Changes;
        for (const { column, kind, text } of doubtsOf(changes, live, provincesOf)) {
          told += 1;
          expect(Object.keys(changes)).toContain(column);
          expect(doubtKinds).toContain(kind);
          expect(text).toMatch(/^.{20,400}$/);
        }
      }),
      { numRuns: cases(3000) },
    );
    expect(told).toBeGreaterThan(cases(500));
  });

  test("a row that asks for nothing is not doubted", () => {
    fc.assert(
      fc.property(some, (held) => {
        expect(doubtsOf({}, { ...bare, ...held }, provincesOf)).toEqual([]);
      }),
    );
  });
});

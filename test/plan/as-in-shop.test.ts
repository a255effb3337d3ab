// The quick decision for rows that are as the shop has them says what the whole decision says, whatever the base has.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type FieldName,
  fieldNames,
  fields,
  type Item,
  type Value,
} from "../../src/item/fields.ts";
import { comparerOf, unchanged } from "../../src/plan/decide/as-in-shop.ts";
import { decide } from "../../src/plan/decide/decide.ts";
import { neverSentColumns, withNeverSent } from "../../src/plan/decide/never-sent.ts";
import { usualRules } from "../../src/plan/rules.ts";
import { readRow } from "../../src/sheet/row.ts";
import { readHeader } from "../../src/sheet/titles/header.ts";
import { bareItem } from "../support/bare-item.ts";
import { cases } from "../support/cases.ts";

const headerOf = (...titles: string[]) => {
  const onFault = (fault: string): never => {
    throw new Error(fault);
  };
  return readHeader(titles, onFault, {}, { shop: "acme", currency: "CAD", isOthers: false });
};

const texts = fc.constantFrom(
  null,
  "2.10",
  "2.1",
  "010121",
  "10121",
  "CA",
  "ON",
  "'CA",
  "[clear]",
  "-",
  " ",
);
const values: Readonly<Record<string, fc.Arbitrary<Value>>> = {
  tracked: fc.boolean(),
  requires_shipping: fc.boolean(),
  country_harmonized_system_codes: fc.constantFrom(
    [],
    [{ country_code: "CA", harmonized_system_code: "6109100010" }],
  ),
  updated_at: fc.constantFrom(null, "2026-01-09T17:04:11-05:00", "2026-02-09T17:04:11-05:00"),
};
const changing = fieldNames.filter(
  (name) => !["id", "admin_graphql_api_id", "created_at"].includes(name),
);
const sides = fc.record(
  Object.fromEntries(changing.map((name) => [name, values[name] ?? texts])),
) as fc.Arbitrary<Partial<Item>>;

describe("rows that are as the shop has them", () => {
  test("are unchanged by the whole decision too, without a warning", () => {
    let same = 0;
    const pick = fc.array(fc.constantFrom("live", "live", "live", "live", "base", ""), {
      minLength: changing.length,
      maxLength: changing.length,
    });
    fc.assert(
      fc.property(
        sides,
        sides,
        fc.boolean(),
        pick,
        fc.subarray(changing),
        (shop, then, hasBase, from, left) => {
          const names = left.length === 0 ? changing : left;
          const live: Item = { ...bareItem, ...shop };
          const base: Item = { ...bareItem, ...then };
          const cellOf = (name: FieldName, at: number): string =>
            from[at] === "" ? "" : fields[name].write((from[at] === "base" ? base : live)[name]);
          const header = headerOf("id", "created_at", "admin_graphql_api_id", ...names);
          const cells = [
            live.id,
            fields.created_at.write(live.created_at),
            live.admin_graphql_api_id ?? "",
          ];
          const row = readRow({ line: 2, cells: [...cells, ...names.map(cellOf)] }, header);
          const neverSent = neverSentColumns(header);
          if (!comparerOf(header, neverSent)(row, live)) return;
          same += 1;
          const was = hasBase ? base : undefined;
          const decided = decide(row, { header, rules: usualRules }, live, was);
          expect(withNeverSent(decided, neverSent, row, live, was)).toEqual(unchanged(row, live));
        },
      ),
      { numRuns: cases(5000) },
    );
    expect(same).toBeGreaterThan(cases(200));
  });

  test.each([
    ["a cell with a guard", ["id", "sku"], ["'=A"], { sku: "'=A" }],
    ["an empty cell of a value", ["id", "cost"], [""], { cost: "2.10" }],
    ["another time", ["id", "cost", "updated_at"], ["2.10", "2026"], { cost: "2.10" }],
    ["a column for people", ["id", "cost", "product_title"], ["2.10", "Tea"], { cost: "2.10" }],
    ["a column of its own currency", ["id", "cost.CAD"], ["2.10"], { cost: "2.10" }],
  ])("%s is for the whole decision", (_, titles, cells, shop) => {
    const header = headerOf(...titles);
    const live: Item = { ...bareItem, ...shop };
    const row = readRow({ line: 2, cells: [live.id, ...cells] }, header);
    expect(comparerOf(header, neverSentColumns(header))(row, live)).toBe(false);
  });
});

// Which program's sheet a header is, by its titles alone.
import fc from "fast-check";
import { expect, test } from "vitest";
import { fieldNames } from "../../src/item/fields.ts";
import { profiles } from "../../src/item/profiles.ts";
import { contextColumns } from "../../src/sheet/column.ts";
import { delimiterOf } from "../../src/sheet/file/delimiter.ts";
import { titlesOf } from "../../src/sheet/titles/titles.ts";

const own = [...fieldNames, ...contextColumns, "harmonized_system_code.US", "result_status"];

test("a sheet of ours is never taken for another program's, whatever stands beside its columns", () => {
  const more = fc.constantFrom(
    "csot",
    "Cost",
    "Note",
    "Title",
    "Handle",
    "COO",
    "Variant ID",
    "ID",
  );
  fc.assert(
    fc.property(fc.subarray(own, { minLength: 1 }), fc.array(more), (titles, others) => {
      expect(titlesOf([...titles, ...others]).foreign).toBe(false);
    }),
  );
});

test.each(profiles.map((profile) => [profile.name, profile] as const))(
  "%s is known in any letter case, and under each separator",
  (name, { all, any }) => {
    const titles = [...all, ...any.slice(0, 1)];
    for (const header of [titles, titles.map((title) => title.toUpperCase()).toReversed()]) {
      expect(titlesOf(header).profile?.name).toBe(name);
      for (const mark of [",", ";", "\t", "|"]) expect(delimiterOf([header.join(mark)])).toBe(mark);
    }
    // One that is missing makes it another sheet.
    for (const title of all) {
      const rest = titles.filter((one) => one !== title);
      expect(titlesOf(rest).profile?.name).not.toBe(name);
    }
  },
);

test.each([
  [["Handle", "Title", "SKU", "HS Code", "COO"], "Shopify's cross-border export"],
  [["Handle", "Title", "SKU", "HS Code", "COO", "Option1 Value"], "Shopify's inventory export"],
  [["Handle", "Variant SKU", "Cost per item", "Variant HS Code"], "Shopify's product export"],
  [
    ["Handle", "Variant SKU", "Variant Requires Shipping", "Variant Cost"],
    "Matrixify's product export",
  ],
  [["Variant SKU", "Price"], undefined],
  [["SKU", "HS Code"], undefined],
])("%j is %s", (titles, name) => {
  expect(titlesOf(titles).profile?.name).toBe(name);
});

// Items as shops have them, of every kind that spreadsheets are hard on, and what others do to them in the shop.
import fc from "fast-check";
import type { Item } from "../../../src/item/fields.ts";
import { awkward } from "./awkward.ts";

const often = <T>(weight: number, arbitrary: fc.Arbitrary<T>): fc.WeightedArbitrary<T> => ({
  weight,
  arbitrary,
});
const nothing = fc.constant(null);

/** A cost between 0.00 and 99999.99. */
export const cents = fc.integer({ min: 0, max: 9_999_999 }).map((n) => (n / 100).toFixed(2));
const cost = fc.oneof(
  often(8, cents),
  often(
    2,
    fc.constantFrom("0.00", "0.10", "12.10", "1.50", "0.0625", "1.234", "10.125", "25", "25.0"),
  ),
  often(1, nothing),
);

/** An HS code of one of these lengths, whose first digit is from `least`. */
export const codeOf = (lengths: readonly number[], least = 0): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.integer({ min: Math.max(1, least * 10), max: 97 }),
      fc.integer({ min: 0, max: 99_999_999_999 }),
      fc.constantFrom(...lengths),
    )
    .map(([chapter, rest, length]) =>
      (String(chapter).padStart(2, "0") + String(rest).padStart(11, "0")).slice(0, length),
    );
const hsCode = fc.oneof(
  often(8, codeOf([6, 8, 10])),
  often(2, codeOf([12, 13])),
  often(1, fc.constantFrom("9021", "61091", "0902.10", "6109.10.01")),
  often(2, nothing),
);

export const countries = ["CA", "CN", "DE", "NO", "US"] as const;
const list = fc.uniqueArray(
  fc.record({
    country_code: fc.constantFrom(...countries),
    harmonized_system_code: codeOf([6, 8, 10, 13]),
  }),
  { selector: ({ country_code }) => country_code, maxLength: 3 },
);

const sku = fc.oneof(
  often(3, fc.stringMatching(/^[A-Z]{2,5}-?[0-9]{1,5}$/)),
  often(
    3,
    awkward.filter((text) => text !== ""),
  ),
  often(1, fc.stringMatching(/^0[0-9]{3,12}$/)),
  often(
    1,
    fc.constantFrom("Größe 42", "TASSE-É", "Ábaco", "GIFT-🎁", "日本-7", "3-4", "1E5", "'0123"),
  ),
  often(1, nothing),
);
const province = fc.oneof(
  often(4, fc.constantFrom("QC", "ON", "NSW", "BY", "06", "1", "13", "2A", "JP-13")),
  often(
    1,
    awkward.filter((text) => text.trim() !== ""),
  ),
  often(3, nothing),
);

/** What an item says about itself, and anybody may change. */
const values = {
  sku,
  cost,
  tracked: fc.boolean(),
  requires_shipping: fc.boolean(),
  country_code_of_origin: fc.option(fc.constantFrom(...countries)),
  province_code_of_origin: province,
  harmonized_system_code: hsCode,
  country_harmonized_system_codes: list,
};
const said = fc.record(values);
const digits = fc.oneof(fc.stringMatching(/^[0-9]{1,12}$/), fc.stringMatching(/^0[0-9]{3,6}$/));
/** The same, with nothing but digits in every text, and few blanks. */
const numbered = fc.record({
  ...values,
  sku: fc.option(digits, { freq: 20 }),
  province_code_of_origin: fc.option(fc.constantFrom("06", "1", "13"), { freq: 20 }),
  harmonized_system_code: fc.option(codeOf([6, 8, 10]), { freq: 20 }),
});
const names = Object.freeze([
  "sku",
  "cost",
  "tracked",
  "requires_shipping",
  "country_code_of_origin",
  "province_code_of_origin",
  "harmonized_system_code",
  "country_harmonized_system_codes",
] as const);

/** An item at export and in the shop when the sheet comes back; the same object where nobody has touched it there. */
export interface Before {
  readonly base: Item;
  readonly live: Item;
}

const times = fc.constantFrom(
  "2026-01-09T17:04:11-05:00",
  "2026-01-09T22:04:11Z",
  "2026-01-10T03:34:11+05:30",
);
const moves = fc.oneof(
  often(3, nothing),
  often(1, fc.record({ fields: fc.subarray([...names], { minLength: 1, maxLength: 3 }), said })),
);

/** Ids of 9 to 19 digits, one apart: shortened to fifteen digits many of a sheet are the same. */
const firstIds = fc.constantFrom(
  "808950810",
  "39072856",
  "43729076559912",
  "43729076559912345",
  "9123372036854775000",
);

/** `least` to `most` items of one shop. */
export function itemsOf(
  least: number,
  most: number,
  isNumbered = false,
): fc.Arbitrary<readonly Before[]> {
  const one = fc.record({ said: isNumbered ? numbered : said, at: times, moves });
  return fc
    .tuple(firstIds, fc.array(one, { minLength: least, maxLength: most }))
    .map(([first, found]) =>
      found.map(({ said, at, moves }, index) => {
        const id = String(BigInt(first) + BigInt(index));
        const base: Item = {
          id,
          ...said,
          created_at: "2025-11-30T09:00:00-05:00",
          updated_at: at,
          admin_graphql_api_id: `gid://shopify/InventoryItem/${id}`,
        };
        if (moves === null) return { base, live: base };
        const moved = Object.fromEntries(moves.fields.map((name) => [name, moves.said[name]]));
        return { base, live: { ...base, ...moved, updated_at: "2026-02-01T08:00:00-05:00" } };
      }),
    );
}

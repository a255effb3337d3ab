// The first twelve items of every store: three ordinary products with four variants each, for examples and
// demonstrations.
import type { WireItem } from "./wire-item.ts";

type Opening = Pick<
  WireItem,
  | "sku"
  | "cost"
  | "country_code_of_origin"
  | "province_code_of_origin"
  | "harmonized_system_code"
  | "country_harmonized_system_codes"
>;

export const openingProducts = [
  { title: "Green tea", variants: ["50 g", "100 g", "250 g", "1 kg"] },
  { title: "Stoneware mug", variants: ["White", "Blue", "Green", "Black"] },
  { title: "Cotton T-shirt", variants: ["Small", "Medium", "Large", "Extra large"] },
] as const;

export const openingItems: readonly Opening[] = [
  opening("TEA-GREEN-50", "2.10", "CN", "090210"),
  opening("TEA-GREEN-100", "3.80", "CN", "090210"),
  opening("TEA-GREEN-250", "8.40", "JP", "090210"),
  opening("TEA-GREEN-1000", "29.00", "JP", "090220"),
  opening("MUG-WHITE", "4.25", "PT", "691200"),
  opening("MUG-BLUE", "4.25", "PT", "691200"),
  opening("MUG-GREEN", "4.60", "PT", "691200"),
  opening("MUG-BLACK", null, "PT", null),
  opening("SHIRT-S", "6.50", "IN", "610910"),
  opening("SHIRT-M", "6.50", "IN", "610910"),
  opening("SHIRT-L", "7.00", "CA", "610910", "QC"),
  {
    ...opening("SHIRT-XL", "7.50", "US", "610910", "NC"),
    country_harmonized_system_codes: [
      { country_code: "CA", harmonized_system_code: "6109100010" },
      { country_code: "US", harmonized_system_code: "6109100012" },
    ],
  },
];

function opening(
  sku: string,
  cost: string | null,
  country: string,
  code: string | null,
  province: string | null = null,
): Opening {
  return {
    sku,
    cost,
    country_code_of_origin: country,
    province_code_of_origin: province,
    harmonized_system_code: code,
    country_harmonized_system_codes: [],
  };
}

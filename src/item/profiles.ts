// Sheets of other programs: the titles by which each is known, and what its columns are among the fields of an item.
// All of them write costs with a decimal point and countries as ISO codes, whatever the language of the shop.
import type { FieldName } from "./fields.ts";

/** A field, or the program that counts the stock, which tells whether it is counted. */
type Meaning = FieldName | "tracker";

export interface Profile {
  /** For people. */
  readonly name: string;
  /** Titles that are all there, of these at least one, and of these none; letter case does not count. */
  readonly all: readonly string[];
  readonly any: readonly string[];
  readonly none?: readonly string[];
  /** By the title in small letters. */
  readonly columns: Readonly<Record<string, Meaning>>;
}

const customs = {
  "variant hs code": "harmonized_system_code",
  "variant country of origin": "country_code_of_origin",
  "variant province of origin": "province_code_of_origin",
} as const;

const matrixify: Profile["columns"] = {
  "variant inventory item id": "id",
  "variant sku": "sku",
  "variant sku [id]": "sku", // so it is titled where it is what rows are matched by
  "variant cost": "cost",
  "variant requires shipping": "requires_shipping",
  "variant inventory tracker": "tracker",
  ...customs,
};

/** Old and new titles; those of customs are not in every shop's export. */
const product: Profile["columns"] = {
  "variant sku": "sku",
  sku: "sku",
  "cost per item": "cost",
  "variant inventory tracker": "tracker",
  "inventory tracker": "tracker",
  "variant requires shipping": "requires_shipping",
  "requires shipping": "requires_shipping",
  ...customs,
  "hs code": "harmonized_system_code",
  "harmonized system code": "harmonized_system_code",
  coo: "country_code_of_origin",
  "country of origin": "country_code_of_origin",
  "country/region of origin": "country_code_of_origin",
  "province of origin": "province_code_of_origin",
};

const inventory: Profile["columns"] = {
  sku: "sku",
  "hs code": "harmonized_system_code",
  coo: "country_code_of_origin",
};

/** The first that fits is taken. */
export const profiles: readonly Profile[] = [
  {
    // By generation: a column for each location; a row for each, with its quantities; the same with what cannot be edited.
    name: "Shopify's inventory export",
    all: ["Handle", "Title", "SKU", "HS Code", "COO"],
    any: ["Option1 Name", "Option1 Value", "Location"],
    columns: inventory,
  },
  {
    name: "Shopify's cross-border export",
    all: ["Handle", "Title", "SKU", "HS Code", "COO"],
    any: [],
    columns: { ...inventory, "province of origin": "province_code_of_origin" },
  },
  {
    name: "Shopify's product export",
    all: ["Handle", "Variant SKU"],
    any: ["Cost per item", "Variant Inventory Tracker", "Variant Requires Shipping"],
    none: ["Variant Cost", "Variant Inventory Item ID", "Variant Command", "Variant ID"],
    columns: product,
  },
  {
    name: "Shopify's product export",
    all: ["URL handle", "SKU"],
    any: ["Cost per item", "Inventory tracker", "Requires shipping"],
    columns: product,
  },
  ...["Variant SKU", "Variant SKU [ID]", "Variant Inventory Item ID"].map((key) => ({
    name: "Matrixify's product export",
    all: [key],
    any: [
      "Variant Cost",
      "Variant Command",
      "Variant HS Code",
      "Variant Country of Origin",
      "Variant Province of Origin",
      "Variant Requires Shipping",
      "Variant Inventory Tracker",
      "Variant ID",
    ],
    columns: matrixify,
  })),
];

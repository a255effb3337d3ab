// Sheets of other programs: the titles that identify each of them, and the fields of its columns. All of them write
// costs with a decimal point and countries as ISO codes, in shops of every language.
import { type FieldName, fieldNames } from "./fields.ts";
import { titleKey } from "./title-key.ts";

/** A field, or the program that tracks the stock, from which `tracked` follows. */
export type Meaning = FieldName | "tracker";

export interface Profile {
  /** For people. */
  readonly name: string;
  /** The sheet has all titles of `all`, one of `any` at least, and none of `none`; compared by their keys. */
  readonly all: readonly string[];
  readonly any: readonly string[];
  readonly none?: readonly string[];
  /** By the key of the title. */
  readonly columns: ReadonlyMap<string, Meaning>;
}

type Titled = Readonly<Record<string, Meaning>>;

const byKey = (columns: Titled): ReadonlyMap<string, Meaning> =>
  new Map(Object.entries(columns).map(([title, meaning]) => [titleKey(title), meaning]));

const customs = {
  "variant hs code": "harmonized_system_code",
  "variant country of origin": "country_code_of_origin",
  "variant province of origin": "province_code_of_origin",
} as const;

const matrixify: Titled = {
  "variant inventory item id": "id",
  "variant sku": "sku",
  "variant sku [id]": "sku", // the title if Matrixify matches rows by it
  "variant cost": "cost",
  "variant requires shipping": "requires_shipping",
  "variant inventory tracker": "tracker",
  ...customs,
};

/** Old and new titles; not every shop exports the columns for customs. */
const product: Titled = {
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

const inventory: Titled = {
  sku: "sku",
  "hs code": "harmonized_system_code",
  coo: "country_code_of_origin",
};

/** The first match is used. */
export const profiles: readonly Profile[] = [
  {
    // Three versions: a column for each location; a row for each location; a row for each, with read-only columns.
    name: "Shopify's inventory export",
    all: ["Handle", "Title", "SKU", "HS Code", "COO"],
    any: ["Option1 Name", "Option1 Value", "Location"],
    columns: byKey(inventory),
  },
  {
    name: "Shopify's cross-border export",
    all: ["Handle", "Title", "SKU", "HS Code", "COO"],
    any: [],
    columns: byKey({ ...inventory, "province of origin": "province_code_of_origin" }),
  },
  {
    name: "Shopify's product export",
    all: ["Handle", "Variant SKU"],
    any: ["Cost per item", "Variant Inventory Tracker", "Variant Requires Shipping"],
    none: ["Variant Cost", "Variant Inventory Item ID", "Variant Command", "Variant ID"],
    columns: byKey(product),
  },
  {
    name: "Shopify's product export",
    all: ["URL handle", "SKU"],
    any: ["Cost per item", "Inventory tracker", "Requires shipping"],
    columns: byKey(product),
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
    columns: byKey(matrixify),
  })),
];

/** The titles of columns that name the product and the variant of a row for people: our own, and those of programs. */
export const nameTitles = {
  product: "product_title",
  variant: "variant_title",
  /** In sheets of programs; in other sheets only if there is a handle, since a title can be anything. */
  programProduct: "title",
  /** The variant of a row in sheets of programs: one value for each option. */
  options: ["option1 value", "option2 value", "option3 value"],
  /** The same in all rows of a product; its title may be in the first of them only. */
  handles: ["handle", "url handle"],
} as const;

/** The meaning of titles in any sheet, by their keys: our own titles and those of Shopify and its apps. */
export const knownTitles: ReadonlyMap<string, Meaning> = new Map([
  ...byKey({ ...inventory, ...product, ...matrixify }),
  ...fieldNames.map((name) => [titleKey(name), name] as const),
]);

// The table of all fields of an item, in the order of the columns of a sheet. To add a field, add a row here.
import { z } from "zod";
import { cost } from "./cost/cost.ts";
import { country } from "./country/country.ts";
import { type Field, readOnlyText } from "./field.ts";
import { flag } from "./flag.ts";
import { type CountryHsCode, countryHsCodes, hsCode } from "./hs/hs-code.ts";
import { id } from "./id.ts";
import { province, sku } from "./text.ts";

const table = {
  id,
  sku,
  cost,
  tracked: flag,
  requires_shipping: flag,
  country_code_of_origin: country,
  province_code_of_origin: province,
  harmonized_system_code: hsCode,
  country_harmonized_system_codes: countryHsCodes,
  created_at: readOnlyText,
  updated_at: readOnlyText,
  admin_graphql_api_id: readOnlyText,
};

export type FieldName = keyof typeof table;
export type Value = string | boolean | null | readonly CountryHsCode[];

/** A live inventory item, with the field names of Shopify. */
export type Item = {
  readonly [Name in FieldName]: (typeof table)[Name] extends Field<infer V> ? V : never;
};

export const fields: Readonly<Record<FieldName, Field<Value>>> = table;
export const fieldNames = Object.keys(table) as readonly FieldName[];

export function isFieldName(name: string): name is FieldName {
  return Object.hasOwn(table, name);
}

/** Checks one item of an answer; unknown keys are dropped, a missing id or flag is an error. */
export const itemSchema = z.object(
  Object.fromEntries(fieldNames.map((name) => [name, table[name].wire])),
) as unknown as z.ZodType<Item>;

/** The fields of a PUT: only those that change. */
export type Patch = Readonly<Partial<Record<FieldName, Value>>>;

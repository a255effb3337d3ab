// A column of a sheet and its meaning for an item: a field, or one country's part of a field.
import { readCountry } from "../item/country/country.ts";
import type { Field } from "../item/field.ts";
import { type FieldName, fields, isFieldName, type Value } from "../item/fields.ts";
import { type CountryHsCode, hsCodeOf } from "../item/hs/hs-code.ts";

export interface Column {
  readonly index: number;
  /** As in the sheet. */
  readonly title: string;
  readonly name: FieldName;
  /**
   * The country of a column such as `harmonized_system_code.US`, which is a part of `country_harmonized_system_codes`.
   */
  readonly country?: string;
  /** Reads the cells, if not the field itself does. */
  readonly as?: Field<Value>;
  /** The name of the only shop that the column is for, as in `cost@acme-us`. */
  readonly shop?: string;
  /** The currency of the costs, as in `cost.EUR`: the column is for shops that keep it. */
  readonly currency?: string;
  /** The column that counts where the cell of this one is empty. */
  readonly fallback?: Column;
}

/** True for a column that no export writes. Its empty cell says nothing, whatever the base has. */
export const isAdded = ({ as, shop, currency }: Column): boolean =>
  as !== undefined || shop !== undefined || currency !== undefined;

/** Columns of an export that show people which product a row is. */
export const contextColumns = ["product_title", "variant_title", "handle"] as const;

export const countryPrefix = "harmonized_system_code.";

/** The title of the column for the HS codes of one country. */
export const countryColumn = (country: string): string => countryPrefix + country;

/** The column with this title; undefined if the title has no meaning here. */
export function columnOf(title: string, index: number): Column | undefined {
  if (isFieldName(title)) return { index, title, name: title };
  if (!title.startsWith(countryPrefix)) return undefined;
  const country = readCountry(title.slice(countryPrefix.length));
  if (!("value" in country)) return undefined;
  return { index, title, name: "country_harmonized_system_codes", country: country.value };
}

export function fieldOf({ name, country, as }: Column): Field<Value> {
  if (as !== undefined) return as;
  return country === undefined ? fields[name] : hsCodeOf(country);
}

/** The value of the column in an item or in a base; undefined if the base does not have the column. */
export function valueIn(
  values: Readonly<Partial<Record<FieldName, Value>>>,
  { name, country }: Column,
): Value | undefined {
  const value = values[name];
  if (country === undefined || value === undefined) return value;
  return (
    listOf(value).find((entry) => entry.country_code.toUpperCase() === country)
      ?.harmonized_system_code ?? null
  );
}

/** The list with a new code for one country; null removes the country. */
export function withCountry(list: Value, country: string, code: Value): Value {
  const others = listOf(list).filter((entry) => entry.country_code.toUpperCase() !== country);
  if (typeof code !== "string") return others;
  return [...others, { country_code: country, harmonized_system_code: code }];
}

const listOf = (value: Value): readonly CountryHsCode[] =>
  Array.isArray(value) ? (value as readonly CountryHsCode[]) : [];

// A column of a sheet and what it stands for in an item: a field, or one country's part of a field.
import { readCountry } from "../item/country/country.ts";
import type { Field } from "../item/field.ts";
import { type FieldName, fields, isFieldName, type Value } from "../item/fields.ts";
import { type CountryHsCode, hsCodeOf } from "../item/hs/hs-code.ts";

export interface Column {
  readonly index: number;
  /** As the sheet has it. */
  readonly title: string;
  readonly name: FieldName;
  /** Of a column such as `harmonized_system_code.US`: the one country of `country_harmonized_system_codes`. */
  readonly country?: string;
  /** How its cells are read, where it is not as those of the field. */
  readonly as?: Field<Value>;
}

/** Columns of an export that tell a person what a row is. */
export const contextColumns = ["product_title", "variant_title", "handle"] as const;

export const countryPrefix = "harmonized_system_code.";

/** The title of the column for the HS codes of one country. */
export const countryColumn = (country: string): string => countryPrefix + country;

/** What a column of this title brings, or undefined where it brings nothing. */
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

/** The value of the column in an item or in a base; undefined where a base does not have it. */
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

/** The list with another code for one country, or without that country for null. */
export function withCountry(list: Value, country: string, code: Value): Value {
  const others = listOf(list).filter((entry) => entry.country_code.toUpperCase() !== country);
  if (typeof code !== "string") return others;
  return [...others, { country_code: country, harmonized_system_code: code }];
}

const listOf = (value: Value): readonly CountryHsCode[] =>
  Array.isArray(value) ? (value as readonly CountryHsCode[]) : [];

// The columns of an export and the texts of their cells.
import { ExitError } from "../exit-code.ts";
import { type FieldName, fieldNames, fields, type Item } from "../item/fields.ts";
import type { ListedItem } from "../shop/shop.ts";
import type { GuardLevel } from "../sheet/cell.ts";
import {
  type Column,
  columnOf,
  contextColumns,
  countryColumn,
  fieldOf,
  valueIn,
} from "../sheet/column.ts";
import { type Dialect, guardOf } from "../sheet/dialect.ts";
import { readCountry } from "../item/country/country.ts";
import { quoted } from "../words.ts";

const allColumns: readonly Column[] = columnsOf(fieldNames);

/** Reads the titles of `--columns a,b`; by default all fields, in the order of their table. */
export function readColumns(text: string | undefined): readonly Column[] {
  if (text === undefined) return allColumns;
  const titles = text.split(",").map((title) => title.trim());
  const unknown = titles.filter((title) => columnOf(title, 0) === undefined);
  if (unknown.length > 0 || new Set(titles).size < titles.length) {
    const what =
      unknown.length > 0
        ? `there is no column ${unknown.map((title) => quoted(title)).join(", ")}`
        : "a column is named twice";
    throw new ExitError(
      2,
      `Cannot use --columns ${text}: ${what}; the columns are ${fieldNames.join(",")}, and ${countryColumn("US")} for the HS code of one country`,
    );
  }
  return columnsOf(titles);
}

/** Reads the codes of `--countries US,CA`, or `all` for those that occur. */
export function readCountries(text: string): readonly string[] | "all" {
  if (text.trim() === "all") return "all";
  const countries = text.split(",").map((code) => {
    const country = readCountry(code);
    if ("value" in country) return country.value;
    throw new ExitError(
      2,
      `Cannot use --countries ${text}: found ${quoted(code)}; wanted ${country.wanted}, or all`,
    );
  });
  return [...new Set(countries)];
}

/** Replaces the column for all countries by one for each of these. */
export function withCountries(
  columns: readonly Column[],
  countries: readonly string[],
): readonly Column[] {
  if (countries.length === 0) return columns;
  const titles = columns.map(({ title }) => title);
  const own = countries.map(countryColumn).filter((title) => !titles.includes(title));
  const list: FieldName = "country_harmonized_system_codes";
  const at = titles.indexOf(list);
  return columnsOf(at < 0 ? [...titles, ...own] : titles.toSpliced(at, 1, ...own));
}

function columnsOf(titles: readonly string[]): Column[] {
  return titles.flatMap((title, index) => columnOf(title, index) ?? []);
}

/** A column as it is written to a CSV or a workbook. */
export interface Written {
  readonly name: string;
  readonly kind: "text" | "number" | "flag" | "country";
  /** Never sent. */
  readonly readOnly: boolean;
  /** The text of its cell, before it is guarded. */
  textOf(item: ListedItem): string;
  readonly guard: GuardLevel;
}

/** The columns of the names come after the SKU, or at the end. */
export function writtenColumns(
  columns: readonly Column[],
  dialect: Dialect,
  withNames = false,
): readonly Written[] {
  const own = columns.map((column) => written(column, dialect));
  if (!withNames) return own;
  const added = contextColumns.map((name): Written => {
    const textOf = ({ names }: ListedItem): string => names?.[name] ?? "";
    return { name, kind: "text", readOnly: true, guard: dialect.guard, textOf };
  });
  const sku = own.findIndex(({ name }) => name === "sku");
  return own.toSpliced(sku < 0 ? own.length : sku + 1, 0, ...added);
}

function written(column: Column, dialect: Dialect): Written {
  const { name, title } = column;
  const field = fieldOf(column);
  const textOf = (item: Item): string => field.write(valueIn(item, column) ?? null);
  const inLocale = (item: Item): string => textOf(item).replace(".", ",");
  return {
    name: title,
    kind: field.kind === "kept" ? "text" : field.kind,
    readOnly: !fields[name].writable,
    guard: guardOf(field, dialect),
    textOf: field.kind === "number" && dialect.decimal === "," ? inLocale : textOf,
  };
}

// Which columns an export has and what stands in their cells.
import { ExitError } from "../exit-code.ts";
import { type FieldName, fieldNames, type Item } from "../item/fields.ts";
import { type Cell, toCell } from "../sheet/cell.ts";
import { type Column, columnOf, countryColumn, fieldOf, valueIn } from "../sheet/column.ts";
import { type Dialect, guardOf } from "../sheet/dialect.ts";
import { readCountry } from "../item/country.ts";

const allColumns: readonly Column[] = columnsOf(fieldNames);

/** Checks the titles of `--columns a,b`; without any, all fields in the order of the table. */
export function readColumns(text: string | undefined): readonly Column[] {
  if (text === undefined) return allColumns;
  const titles = text.split(",").map((title) => title.trim());
  const unknown = titles.filter((title) => columnOf(title, 0) === undefined);
  if (unknown.length > 0 || new Set(titles).size < titles.length) {
    const what =
      unknown.length > 0 ? `there is no column ${unknown.join(", ")}` : "a column stands twice";
    throw new ExitError(
      2,
      `Cannot use --columns ${text}: ${what}; the columns are ${fieldNames.join(",")}, and ${countryColumn("US")} for the HS code of one country`,
    );
  }
  return columnsOf(titles);
}

/** Checks the codes of `--countries US,CA`; `all` stands for those that occur. */
export function readCountries(text: string): readonly string[] | "all" {
  if (text.trim() === "all") return "all";
  const countries = text.split(",").map((code) => {
    const country = readCountry(code);
    if ("value" in country) return country.value;
    throw new ExitError(
      2,
      `Cannot use --countries ${text}: found ${JSON.stringify(code)}; wanted ${country.wanted}, or all`,
    );
  });
  return [...new Set(countries)];
}

/** The columns with one for each country in the place of the one for all. */
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

/** The text of a value, before it is guarded for a file. */
function textOf(item: Item, column: Column, { decimal }: Dialect): string {
  const text = fieldOf(column).write(valueIn(item, column) ?? null);
  return column.name === "cost" && decimal === "," ? text.replace(".", ",") : text;
}

export const cellOf = (item: Item, column: Column, dialect: Dialect): Cell =>
  toCell(textOf(item, column, dialect), guardOf(column.name, dialect));

// The header line: which column holds which field, and what is wrong with it.
import { closestMatch } from "leven";
import { readCountry } from "../item/country.ts";
import { type FieldName, fieldNames, fields } from "../item/fields.ts";
import { type Column, columnOf, contextColumns, countryPrefix } from "./column.ts";

export interface Header {
  readonly names: readonly string[];
  /** Index of the `id` column. */
  readonly id: number;
  /** Index of the `admin_graphql_api_id` column, where there is one. */
  readonly gid: number | undefined;
  /** Index of the `updated_at` column, where there is one. */
  readonly updatedAt: number | undefined;
  /** The columns that may bring changes, in the sheet's order. */
  readonly writable: readonly Column[];
  /** The others of them, which somebody has asked to leave out. */
  readonly leftOut: readonly Column[];
}

const resultPrefix = "result_";
/** A sheet of items has some hundreds at most, with a column for every country. */
const mostColumns = 1_000;
/** Characters of a column's name, or of a header, that a message shows. */
const shown = 200;
const cut = (text: string): string => (text.length > shown ? `${text.slice(0, shown)}…` : text);

/**
 * Reads the header line; faults are handed to `onFault`, and the header is then of no use. Where `only` is given, no
 * other column brings changes.
 */
export function readHeader(
  cells: readonly string[],
  onFault: (what: string) => void,
  only?: readonly FieldName[],
): Header {
  const names = cells.map((cell) => cell.trim());
  const columns: Column[] = [];
  if (names.length > mostColumns) onFault(`${names.length} columns; wanted ${mostColumns} at most`);
  for (const [index, name] of names.slice(0, mostColumns).entries()) {
    if (name === "") onFault(`column ${index + 1} has no name`);
    else if (names.indexOf(name) < index) onFault(`column "${cut(name)}" stands twice`);
    else {
      const column = columnOf(name, index);
      if (column === undefined && !isForPeople(name)) onFault(unknown(name));
      if (column === undefined) continue;
      const other = columns.find(
        (one) => one.name === column.name && one.country === column.country,
      );
      if (other !== undefined) onFault(`columns "${other.title}" and "${name}" are the same`);
      columns.push(column);
    }
  }
  const indexOf = (name: FieldName): number | undefined =>
    columns.find((column) => column.name === name)?.index;
  if (indexOf("id") === undefined) {
    onFault(`no column "id"; the header is ${JSON.stringify(cut(names.join(",")))}`);
  }
  for (const name of only ?? []) {
    if (indexOf(name) === undefined) onFault(`no column "${name}", which --only names`);
  }
  const writable = columns.filter((column) => fields[column.name].writable);
  const wanted = ({ name }: Column): boolean => only === undefined || only.includes(name);
  return {
    names,
    id: indexOf("id") ?? -1,
    gid: indexOf("admin_graphql_api_id"),
    updatedAt: indexOf("updated_at"),
    writable: writable.filter(wanted),
    leftOut: writable.filter((column) => !wanted(column)),
  };
}

/** True for a column that is for people, and never sent. */
const isForPeople = (title: string): boolean =>
  title.startsWith(resultPrefix) || contextColumns.some((name) => name === title);

function unknown(name: string): string {
  if (name.startsWith(countryPrefix)) {
    const country = readCountry(name.slice(countryPrefix.length));
    if ("wanted" in country) return `column "${cut(name)}": wanted after the dot ${country.wanted}`;
  }
  const text = name.toLowerCase().replaceAll(" ", "_");
  const near = closestMatch(text, fieldNames, { maxDistance: Math.floor(text.length / 2) });
  const advice =
    near === undefined ? `known are ${fieldNames.join(", ")}` : `did you mean "${near}"`;
  return `unknown column "${cut(name)}"; ${advice}`;
}

/** The indexes of a sheet's own columns: all but those that an earlier results report has added. */
export function ownColumns(cells: readonly string[]): number[] {
  return cells.flatMap((cell, index) => (cell.trim().startsWith(resultPrefix) ? [] : [index]));
}

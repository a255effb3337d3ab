// The header line: which column holds which field, and what is wrong with it.
import { closestMatch } from "leven";
import { readCountry } from "../item/country.ts";
import { type FieldName, fieldNames, fields } from "../item/fields.ts";
import type { Profile } from "../item/profiles.ts";
import { type Column, contextColumns, countryPrefix } from "./column.ts";
import { type TitleMap, titlesIn, titlesOf } from "./titles.ts";

export interface Header {
  readonly names: readonly string[];
  /** Index of the `id` column; behind all others where rows are matched by SKU, -1 where the gid alone tells. */
  readonly id: number;
  /** Index of the `admin_graphql_api_id` column, where there is one. */
  readonly gid: number | undefined;
  /** Index of the `updated_at` column, where there is one. */
  readonly updatedAt: number | undefined;
  /** Where rows are matched by SKU: its column, and those of ids that must not disagree. */
  readonly bySku?: { readonly index: number; readonly id?: number; readonly gid?: number };
  /** The columns that may bring changes, in the sheet's order. */
  readonly writable: readonly Column[];
  /** The others of them, which somebody has asked to leave out. */
  readonly leftOut: readonly Column[];
  /** The program that wrote the sheet, where it is known by its titles. */
  readonly profile?: Profile;
  /** Of a sheet that is not of our making: the titles that are no field. */
  readonly unused?: readonly string[];
}

/** What is said of the columns, where their titles leave it open. */
export interface HeaderReading {
  /** The fields that may bring changes; absent: all of them. */
  readonly only?: readonly FieldName[];
  readonly map?: TitleMap;
  /** What tells which item a row is about; absent: the id where there is one, else the SKU. */
  readonly match?: "id" | "sku";
}

/** Of the columns that a report adds. */
export const resultPrefix = "result_";
/** A sheet of items has some hundreds at most, with a column for every country. */
const mostColumns = 1_000;
/** Characters of a column's name, or of a header, that a message shows. */
const shown = 200;
const cut = (text: string): string => (text.length > shown ? `${text.slice(0, shown)}…` : text);

/** Reads the header line; faults are handed to `onFault`, and the header is then of no use. */
export function readHeader(
  cells: readonly string[],
  onFault: (what: string) => void,
  { only, map, match }: HeaderReading = {},
): Header {
  const names = titlesIn(cells);
  const { profile, foreign, columnOf } = titlesOf(names, map);
  const columns: Column[] = [];
  const unused: string[] = [];
  if (names.length > mostColumns) onFault(`${names.length} columns; wanted ${mostColumns} at most`);
  for (const [index, name] of names.slice(0, mostColumns).entries()) {
    const column = columnOf(name, index);
    if (foreign && column === undefined) {
      if (name !== "" && !isForPeople(name)) unused.push(cut(name));
    } else if (name === "") onFault(`column ${index + 1} has no name`);
    else if (names.indexOf(name) < index) onFault(`column "${cut(name)}" stands twice`);
    else {
      if (column === undefined && !isForPeople(name)) onFault(unknown(name));
      if (column === undefined) continue;
      const other = columns.find(
        (one) => one.name === column.name && one.country === column.country,
      );
      if (other !== undefined)
        onFault(
          `columns "${cut(other.title)}" and "${cut(name)}" are the same; rename or delete the one that is not meant`,
        );
      columns.push(column);
    }
  }
  const inAll = (): string => `the header is ${JSON.stringify(cut(names.join(",")))}`;
  for (const [title] of map ?? []) {
    if (!names.includes(title)) onFault(`no column "${cut(title)}", which --map names; ${inAll()}`);
  }
  const indexOf = (name: FieldName): number | undefined =>
    columns.find((column) => column.name === name)?.index;
  const [id, gid, sku] = (["id", "admin_graphql_api_id", "sku"] as const).map(indexOf);
  const isBySku =
    match === "sku" ||
    (match === undefined && id === undefined && gid === undefined && sku !== undefined);
  if (isBySku && sku === undefined) {
    onFault(`no column "sku", which --match sku needs; ${inAll()}`);
  } else if (!isBySku && id === undefined && gid === undefined) {
    const way = map === undefined ? "; --map names columns with other titles" : "";
    const key = match === "id" ? 'no column "id"' : 'no column "id", and no "sku" to match by';
    onFault(`${key}; ${inAll()}${way}`);
  }
  for (const name of only ?? []) {
    if (indexOf(name) === undefined) onFault(`no column "${name}", which --only names`);
    else if (isBySku && name === "sku") {
      onFault(`--only names "sku", by which the rows are matched, and which is never sent then`);
    }
  }
  const writable = columns.filter(
    ({ name }) => fields[name].writable && !(isBySku && name === "sku"),
  );
  const wanted = ({ name }: Column): boolean => only === undefined || only.includes(name);
  return {
    names,
    id: isBySku ? names.length : (id ?? -1),
    gid: isBySku ? undefined : gid,
    updatedAt: indexOf("updated_at"),
    ...(isBySku && {
      bySku: {
        index: sku ?? -1,
        ...(id !== undefined && { id }),
        ...(gid !== undefined && { gid }),
      },
    }),
    writable: writable.filter(wanted),
    leftOut: writable.filter((column) => !wanted(column)),
    ...(profile && { profile }),
    ...(foreign && { unused }),
  };
}

/** Index of the column that names the item of a row. */
export const keyIndex = ({ bySku, id, gid }: Header): number =>
  bySku?.index ?? (id < 0 ? (gid ?? -1) : id);

/** True for a column that is for people, and never sent. */
const isForPeople = (title: string): boolean =>
  title.startsWith(resultPrefix) || contextColumns.some((name) => name === title);

function unknown(name: string): string {
  if (name.startsWith(countryPrefix)) {
    const country = readCountry(name.slice(countryPrefix.length));
    if ("wanted" in country) return `column "${cut(name)}": wanted after the dot ${country.wanted}`;
  }
  const near = nearestField(name);
  const advice =
    near === undefined ? `known are ${fieldNames.join(", ")}` : `did you mean "${near}"`;
  return `unknown column "${cut(name)}"; ${advice}`;
}

/** The field that somebody may have meant. */
export function nearestField(name: string): FieldName | undefined {
  const text = name.toLowerCase().replaceAll(" ", "_");
  const near = closestMatch(text, fieldNames, { maxDistance: Math.floor(text.length / 2) });
  return fieldNames.find((field) => field === near);
}

/** The indexes of a sheet's own columns: all but those that an earlier results report has added. */
export function ownColumns(cells: readonly string[]): number[] {
  return cells.flatMap((cell, index) => (cell.trim().startsWith(resultPrefix) ? [] : [index]));
}

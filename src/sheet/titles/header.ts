// The header line: which column holds which field, and what is wrong with it.
import { readCountry } from "../../item/country/country.ts";
import { type FieldName, fieldNames, fields } from "../../item/fields.ts";
import type { Profile } from "../../item/profiles.ts";
import { titleKey } from "../../item/title-key.ts";
import type { LineWord } from "../../words.ts";
import { type Column, countryPrefix } from "../column.ts";
import { joinedTitles, mistypedTitle } from "./near-title.ts";
import {
  isForPeople,
  isKnownTitle,
  type Match,
  resultPrefix,
  type TitleMap,
  titlesIn,
  titlesLike,
  titlesOf,
} from "./titles.ts";

export interface Header {
  readonly names: readonly string[];
  /** Indexes of the columns that can name an item: `id`, `admin_graphql_api_id` and `sku`, as far as there are any. */
  readonly keys: { readonly id?: number; readonly gid?: number; readonly sku?: number };
  /** What names the item of a row; where it is the SKU, an id beside it must not name another item. */
  readonly matchedBy: Match;
  /** Index of the `updated_at` column, where there is one. */
  readonly updatedAt: number | undefined;
  /** The columns that may bring changes, in the sheet's order. */
  readonly writable: readonly Column[];
  /** The others of them, which somebody has asked to leave out. */
  readonly leftOut: readonly Column[];
  /** The program that wrote the sheet, where it is known by its titles. */
  readonly profile?: Profile;
  /** True where another program or a person wrote the sheet: by its profile, or by --map. */
  readonly foreign: boolean;
  /** The titles that bring nothing, without those of our reports. */
  readonly unused: readonly string[];
  /** What messages call a row; a line where it is absent. */
  readonly lineWord?: LineWord;
  /** How rows without an id are read, where another program's sheet has ids in some rows only. */
  readonly withoutId?: Header;
}

/** What is said of the columns, where their titles leave it open. */
export interface HeaderReading {
  /** The fields that may bring changes; absent: all of them. */
  readonly only?: readonly FieldName[];
  readonly map?: TitleMap;
  /** What tells which item a row is about; absent: the id where there is one, else the SKU. */
  readonly match?: Match;
  readonly lineWord?: LineWord;
}

/** Characters of a column's name, or of a header, that a message shows. */
const shown = 200;
const cut = (text: string): string => (text.length > shown ? `${text.slice(0, shown)}…` : text);

/** Reads the header line; faults are handed to `onFault`, and the header is then of no use. */
export function readHeader(
  cells: readonly string[],
  onFault: (what: string) => void,
  { only, map, match, lineWord }: HeaderReading = {},
): Header {
  const names = titlesIn(cells);
  const { profile, foreign, columnOf } = titlesOf(names, map, match);
  const columns: Column[] = [];
  const unused: string[] = [];
  const faults: string[] = [];
  for (const [index, name] of names.entries()) {
    const column = columnOf(name, index);
    if (column === undefined) {
      if (name === "" || isForPeople(name)) continue;
      const fault = foreign ? undefined : lookAlike(name);
      if (fault === undefined) unused.push(cut(name));
      else faults.push(fault);
      continue;
    }
    const other = columns.find((one) => one.name === column.name && one.country === column.country);
    if (names.indexOf(name) < index) faults.push(`column "${cut(name)}" stands twice`);
    else if (other !== undefined) {
      faults.push(
        `columns "${cut(other.title)}" and "${cut(name)}" are the same; rename or delete the one that is not meant`,
      );
    }
    columns.push(column);
  }
  const inAll = (): string => `the header is ${JSON.stringify(cut(names.join(",")))}`;
  for (const [title] of map ?? []) {
    if (titlesLike(title, names).length > 0) continue;
    faults.push(`no column "${cut(title)}", which --map names; ${inAll()}`);
  }
  const indexOf = (name: FieldName): number | undefined =>
    columns.find((column) => column.name === name)?.index;
  const [id, gid, sku] = (["id", "admin_graphql_api_id", "sku"] as const).map(indexOf);
  const isBySku =
    match === "sku" ||
    (match === undefined && id === undefined && gid === undefined && sku !== undefined);
  const wayOut = map === undefined ? "; --map names columns with other titles" : "";
  const isUnknown = !foreign && columns.length === 0 && unused.length > 0 && faults.length === 0;
  if (names.length === 1 && isWholeHeader(names[0] ?? "", map)) {
    faults.length = 0;
    faults.push("the header as a whole is in quotes, and so it is one title; remove these quotes");
  } else if (isUnknown) {
    faults.push(
      `no title of this sheet is known; ${inAll()}; known are ${fieldNames.join(", ")}${wayOut}, as in --map ${JSON.stringify(`${unused[0]}=sku`)}`,
    );
  } else if (isBySku && sku === undefined) {
    faults.push(`no column "sku", which --match sku needs; ${inAll()}`);
  } else if (!isBySku && id === undefined && gid === undefined) {
    const key = match === "id" ? 'no column "id"' : 'no column "id", and no "sku" to match by';
    faults.push(`${key}; ${inAll()}${wayOut}`);
  } else if (
    isAmbiguous(map, match) &&
    id !== undefined &&
    gid === undefined &&
    sku !== undefined
  ) {
    faults.push(
      `both "${names[id]}" and "${names[sku]}" could tell which item a row is; say which: --match id where "${names[id]}" is Shopify's inventory item id, else --match sku`,
    );
  }
  for (const name of only ?? []) {
    if (indexOf(name) === undefined) faults.push(`no column "${name}", which --only names`);
    else if (isBySku && name === "sku") {
      faults.push(
        `--only names "sku", by which the rows are matched, and which is never sent then`,
      );
    }
  }
  const writable = columns.filter(
    ({ name }) => fields[name].writable && !(isBySku && name === "sku"),
  );
  if (!foreign && writable.length === 0 && unused.length > 0 && faults.length === 0) {
    faults.push(
      `no column that can be sent is known; left out would be ${quoted(unused)}; known are ${fieldNames.filter((name) => fields[name].writable).join(", ")}${wayOut}, as in --map ${JSON.stringify(`${unused[0]}=cost`)}`,
    );
  }
  faults.forEach(onFault);
  const wanted = ({ name }: Column): boolean => only === undefined || only.includes(name);
  const hasBoth = profile !== undefined && match === undefined && id !== undefined;
  const withoutId =
    hasBoth && sku !== undefined && only?.includes("sku") !== true
      ? readHeader(cells, () => undefined, {
          ...(only && { only }),
          ...(lineWord && { lineWord }),
          match: "sku",
        })
      : undefined;
  return {
    names,
    keys: {
      ...(id !== undefined && { id }),
      ...(gid !== undefined && { gid }),
      ...(sku !== undefined && { sku }),
    },
    matchedBy: isBySku ? "sku" : "id",
    updatedAt: indexOf("updated_at"),
    writable: writable.filter(wanted),
    leftOut: writable.filter((column) => !wanted(column)),
    ...(profile && { profile }),
    ...(lineWord && { lineWord }),
    foreign,
    unused,
    ...(withoutId && { withoutId }),
  };
}

/** Index of the column that names the item of a row. */
export const keyIndex = ({ matchedBy, keys: { id, gid, sku } }: Header): number =>
  (matchedBy === "sku" ? sku : (id ?? gid)) ?? 0;

/** Its title, as the sheet has it. */
export const keyTitle = (header: Header): string => header.names[keyIndex(header)] ?? "";

/** True where nobody has said whether the list's own ids are ours. */
const isAmbiguous = (map: TitleMap | undefined, match: Match | undefined): boolean =>
  map !== undefined &&
  match === undefined &&
  !map.some(
    ([, target]) => target === "id" || target === "sku" || target === "admin_graphql_api_id",
  );

/** Titles between delimiters in one cell. */
function isWholeHeader(title: string, map: TitleMap | undefined): boolean {
  const parts = title.split(/[,;\t|]/);
  return parts.length > 1 && parts.some((part) => isKnownTitle(part.trim(), map));
}

const mostQuoted = 5;
function quoted(titles: readonly string[]): string {
  const more = titles.length > mostQuoted ? ` and ${titles.length - mostQuoted} more` : "";
  return (
    titles
      .slice(0, mostQuoted)
      .map((title) => `"${title}"`)
      .join(", ") + more
  );
}

/** Why a title of nobody's is refused: it nearly is one of ours. */
function lookAlike(name: string): string | undefined {
  const key = titleKey(name);
  const country = titleKey(countryPrefix);
  if (key.startsWith(country)) {
    const reading = readCountry(key.slice(country.length));
    if ("wanted" in reading) return `column "${cut(name)}": wanted after the dot ${reading.wanted}`;
  }
  const near = mistypedTitle(name);
  if (near !== undefined) return `unknown column "${cut(name)}"; did you mean "${near}"`;
  const joined = joinedTitles(name);
  if (joined === undefined) return undefined;
  return `unknown column "${cut(name)}"; is a delimiter missing between "${joined[0]}" and "${joined[1]}"`;
}

/** The indexes of a sheet's own columns: all but those that an earlier results report has added. */
export function ownColumns(cells: readonly string[]): number[] {
  return cells.flatMap((cell, index) => (cell.trim().startsWith(resultPrefix) ? [] : [index]));
}

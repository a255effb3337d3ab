// Reads the header line: the field of each column, and the faults.
import { type FieldName, fieldNames, fields } from "../../item/fields.ts";
import type { Profile } from "../../item/profiles.ts";
import { type LineWord, listed, shortened } from "../../words.ts";
import type { Column } from "../column.ts";
import { columnsFor, meaningOf, needsCurrency, type ReadFor } from "./columns-for-shop.ts";
import { longestTitle, quotedTitle, lookAlike } from "./title-faults.ts";
import { atOf } from "./title-parts.ts";
import {
  isForPeople,
  isKeyTarget,
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
  /** Indexes of the columns that can name an item: `id`, `admin_graphql_api_id` and `sku`. */
  readonly keys: { readonly id?: number; readonly gid?: number; readonly sku?: number };
  /** The key of the rows. If it is the SKU, an id in the same row must be of the same item. */
  readonly matchedBy: Match;
  /** Index of the `updated_at` column, if there is one. */
  readonly updatedAt: number | undefined;
  /** The columns whose edits are sent, in the order of the sheet. */
  readonly writable: readonly Column[];
  /** The columns that could be sent and that `--only` leaves out. */
  readonly leftOut: readonly Column[];
  /** The program that wrote the sheet, if its titles show that. */
  readonly profile?: Profile;
  /** True if the sheet is not an export of ours: it has a profile, or --map was given. */
  readonly foreign: boolean;
  /** The titles without a field, except those of our reports. */
  readonly unused: readonly string[];
  /** The columns for other shops or currencies. */
  readonly others: readonly Column[];
  /** The columns that are only for this shop or its currency. */
  readonly forShop: readonly Column[];
  /** The word for a row in messages; `line` if absent. */
  readonly lineWord?: LineWord;
  /** The header for rows without an id, if a sheet may have ids in some rows only. */
  readonly withoutId?: Header;
}

/** What the user says about the columns that their titles do not show. */
export interface HeaderReading {
  /** The fields whose edits are sent; absent: all. */
  readonly only?: readonly FieldName[];
  readonly map?: TitleMap;
  /** The key of the rows; absent: the id if there is one, otherwise the SKU. */
  readonly match?: Match;
  readonly lineWord?: LineWord;
}

/** True if the shop has to say its currency before this header can be read. */
export function asksCurrency(
  cells: readonly string[],
  { only, map, match }: HeaderReading,
  shop: string,
): boolean {
  if (only?.includes("cost") === false) return false;
  const names = titlesIn(cells);
  const { columnOf } = titlesOf(names, map, match);
  const columns = names.flatMap((name, index) => columnOf(name, index) ?? []);
  return needsCurrency(columns, shop);
}

/** Reads the header line. Faults go to `onFault`; the header must not be used after a fault. */
export function readHeader(
  cells: readonly string[],
  onFault: (what: string) => void,
  { only, map, match, lineWord }: HeaderReading = {},
  readFor?: ReadFor,
): Header {
  const names = titlesIn(cells);
  const { profile, foreign, columnOf } = titlesOf(names, map, match);
  const all: Column[] = [];
  const unused: string[] = [];
  const faults: string[] = [];
  for (const [index, name] of names.entries()) {
    const column = columnOf(name, index);
    if (column === undefined) {
      if (name === "" || isForPeople(name)) continue;
      // Also in the list of another program a column for one shop is ours.
      const fault = foreign && atOf(name) < 0 ? undefined : lookAlike(name);
      if (fault === undefined) unused.push(shortened(name, longestTitle));
      else faults.push(fault);
      continue;
    }
    const other = all.find((known) => meaningOf(known) === meaningOf(column));
    if (names.indexOf(name) < index) faults.push(`column ${quotedTitle(name)} appears twice`);
    else if (other !== undefined) {
      faults.push(
        `columns ${quotedTitle(other.title)} and ${quotedTitle(name)} have the same meaning; rename or delete one of them`,
      );
    }
    all.push(column);
  }
  const found = columnsFor(all, readFor, (what) => faults.push(what));
  const { columns, others } = found;
  const inAll = (): string => `the header is ${quotedTitle(names.join(","))}`;
  for (const [title] of map ?? []) {
    if (titlesLike(title, names).length > 0) continue;
    faults.push(`no column ${quotedTitle(title)}, which --map names; ${inAll()}`);
  }
  const indexOf = (name: FieldName): number | undefined =>
    columns.find((column) => column.name === name)?.index;
  const [id, gid, ownSku] = (["id", "admin_graphql_api_id", "sku"] as const).map(indexOf);
  const sku = ownSku ?? found.sku?.index;
  const isBySku =
    match === "sku" ||
    (match === undefined && id === undefined && gid === undefined && sku !== undefined);
  const mapHint = map === undefined ? "; --map names columns with other titles" : "";
  const isUnknown = !foreign && all.length === 0 && unused.length > 0 && faults.length === 0;
  if (names.length === 1 && isWholeHeader(names[0] ?? "", map)) {
    faults.length = 0;
    faults.push("the whole header is in quotes, so it is only one title; remove these quotes");
  } else if (isUnknown) {
    faults.push(
      `this sheet has no known title; ${inAll()}; known titles are ${fieldNames.join(", ")}${mapHint}, as in --map ${JSON.stringify(`${unused[0]}=sku`)}`,
    );
  } else if (isBySku && sku === undefined) {
    faults.push(
      `no column "sku", which --match sku needs, and --shops without --match id; ${inAll()}`,
    );
  } else if (!isBySku && id === undefined && gid === undefined) {
    const key = match === "id" ? 'no column "id"' : 'no column "id", and no "sku" to match by';
    faults.push(`${key}; ${inAll()}${mapHint}`);
  } else if (
    isAmbiguous(map, match) &&
    id !== undefined &&
    gid === undefined &&
    sku !== undefined
  ) {
    faults.push(
      `both "${names[id]}" and "${names[sku]}" could name the item of a row; choose one: --match id if "${names[id]}" is Shopify's inventory item id, otherwise --match sku`,
    );
  }
  for (const name of only ?? []) {
    if (!all.some((column) => column.name === name))
      faults.push(`no column "${name}", which --only names`);
    else if (isBySku && name === "sku") {
      faults.push(`--only names "sku", but the rows are matched by it, and then it is never sent`);
    }
  }
  const writable = columns.filter(
    ({ name }) => fields[name].writable && !(isBySku && name === "sku"),
  );
  const isForOthers = others.some(({ name }) => fields[name].writable);
  const sendsNothing = writable.length === 0 && !isForOthers;
  if (!foreign && sendsNothing && unused.length > 0 && faults.length === 0) {
    faults.push(
      `this sheet has no known column that can be sent; ${listed(unused.map(quotedTitle), mostQuoted)} would be left out; known columns are ${fieldNames.filter((name) => fields[name].writable).join(", ")}${mapHint}, as in --map ${JSON.stringify(`${unused[0]}=cost`)}`,
    );
  }
  faults.forEach(onFault);
  const wanted = ({ name }: Column): boolean => only === undefined || only.includes(name);
  // Programs write ids in some rows only, and not every item of a sheet is in every shop.
  const hasOwnIds = columns.some(({ name, shop }) => name === "id" && shop !== undefined);
  const hasBoth = (profile !== undefined || hasOwnIds) && match === undefined && id !== undefined;
  const withoutId =
    hasBoth && sku !== undefined && only?.includes("sku") !== true
      ? readHeader(
          cells,
          () => undefined,
          {
            ...(only && { only }),
            ...(map && { map }),
            ...(lineWord && { lineWord }),
            match: "sku",
          },
          readFor,
        )
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
    others,
    forShop: columns.filter(({ shop, currency }) => shop !== undefined || currency !== undefined),
    ...(withoutId && { withoutId }),
  };
}

/** Unknown titles that a message names. */
const mostQuoted = 5;

/** Index of the column that names the item of a row. */
export const keyIndex = ({ matchedBy, keys: { id, gid, sku } }: Header): number =>
  (matchedBy === "sku" ? sku : (id ?? gid)) ?? 0;

/** The title of that column, as in the sheet. */
export const keyTitle = (header: Header): string => header.names[keyIndex(header)] ?? "";

/** True if it is unknown whether the ids in a list of another program are ids of Shopify. */
const isAmbiguous = (map: TitleMap | undefined, match: Match | undefined): boolean =>
  map !== undefined && match === undefined && !map.some(([, target]) => isKeyTarget(target));

/** True if one title contains a whole header with its delimiters. */
function isWholeHeader(title: string, map: TitleMap | undefined): boolean {
  const parts = title.split(/[,;\t|]/);
  return parts.length > 1 && parts.some((part) => isKnownTitle(part.trim(), map));
}

/** The indexes of the sheet's own columns: all except those that an earlier results report added. */
export function ownColumns(cells: readonly string[]): number[] {
  return cells.flatMap((cell, index) => (cell.trim().startsWith(resultPrefix) ? [] : [index]));
}

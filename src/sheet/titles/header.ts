// Reads the header line: the field of each column, and the key of the rows.
import { fields } from "../../item/fields.ts";
import type { LineWord } from "../../words.ts";
import type { Column } from "../column.ts";
import { columnsFor, isPlain, needsCurrency, type ReadFor } from "./columns-for-shop.ts";
import { type BesideCosts, besideCosts } from "./beside-costs.ts";
import { headerFaults } from "./header-faults.ts";
import {
  type HeaderReading,
  indexOf,
  type KeyColumns,
  keyColumns,
  matchOf,
  type TitledColumns,
  titledColumns,
} from "./header-parts.ts";
import { type Match, resultPrefix, titlesIn, titlesOf } from "./titles.ts";

export interface Header extends Pick<TitledColumns, "names" | "profile" | "foreign" | "unused"> {
  readonly keys: KeyColumns;
  /** The key of the rows. If it is the SKU, an id in the same row must be of the same item. */
  readonly matchedBy: Match;
  /** Index of the `updated_at` column, if there is one. */
  readonly updatedAt: number | undefined;
  /** The columns whose edits are sent, in the order of the sheet. */
  readonly writable: readonly Column[];
  /** The columns that could be sent and that `--only` leaves out. */
  readonly leftOut: readonly Column[];
  /** The columns for other shops or currencies. */
  readonly others: readonly Column[];
  /** The columns that are only for this shop or its currency. */
  readonly forShop: readonly Column[];
  /** What the costs are in. */
  readonly beside: BesideCosts;
  /** The word for a row in messages; `line` if absent. */
  readonly lineWord?: LineWord;
  /** The header for rows without an id, if a sheet may have ids in some rows only. */
  readonly withoutId?: Header;
}

/** True if the shop has to say its currency before this header can be read. */
export function headerNeedsCurrency(
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
  reading: HeaderReading = {},
  readFor?: ReadFor,
): Header {
  const { header, faults } = judgedHeader(cells, reading, readFor);
  faults.forEach(onFault);
  if (!mayMissIds(header, reading)) return header;
  const bySku = judgedHeader(cells, { ...reading, match: "sku" }, readFor);
  return { ...header, withoutId: bySku.header };
}

/** The header for all rows alike, and its faults. */
function judgedHeader(
  cells: readonly string[],
  reading: HeaderReading,
  readFor: ReadFor | undefined,
): { readonly header: Header; readonly faults: readonly string[] } {
  const titled = titledColumns(cells, reading);
  const shopFaults: string[] = [];
  const found = columnsFor(titled.all, readFor, (what) => shopFaults.push(what));
  const keys = keyColumns(found);
  const matchedBy = matchOf(keys, reading.match);
  const sendable = found.columns.filter(
    ({ name }) => fields[name].writable && !(matchedBy === "sku" && name === "sku"),
  );
  const { others } = found;
  const faults = headerFaults(
    { cells, titled, shopFaults, keys, matchedBy, sendable, others },
    reading,
  );
  const { names, profile, foreign, unused } = titled;
  const { only, lineWord } = reading;
  const isWanted = ({ name }: Column): boolean => only === undefined || only.includes(name);
  const beside = besideCosts(names, titled.all);
  const certain = beside.currencies.filter(({ isCertain }) => isCertain);
  const isRead = [...certain.map(({ index }) => index), ...beside.pieces].map((at) => names[at]);
  const header: Header = {
    names,
    keys,
    matchedBy,
    updatedAt: indexOf("updated_at", found.columns),
    writable: sendable.filter(isWanted),
    leftOut: sendable.filter((column) => !isWanted(column)),
    ...(profile && { profile }),
    ...(lineWord && { lineWord }),
    beside,
    foreign,
    unused: unused.filter((title) => !isRead.includes(title)),
    others,
    forShop: found.columns.filter((column) => !isPlain(column)),
  };
  return { header, faults };
}

/** Programs write ids in some rows only, and not every item of a sheet is in every shop. */
function mayMissIds({ keys, profile, forShop }: Header, { only, match }: HeaderReading): boolean {
  const hasOwnIds = forShop.some(({ name, shop }) => name === "id" && shop !== undefined);
  if (match !== undefined || (profile === undefined && !hasOwnIds)) return false;
  return keys.id !== undefined && keys.sku !== undefined && only?.includes("sku") !== true;
}

/** Index of the column that names the item of a row. */
export const keyIndex = ({ matchedBy, keys: { id, gid, sku } }: Header): number =>
  (matchedBy === "sku" ? sku : (id ?? gid)) ?? 0;

/** The title of that column, as in the sheet. */
export const keyTitle = (header: Header): string => header.names[keyIndex(header)] ?? "";

/** The indexes of the sheet's own columns: all except those that an earlier results report added. */
export function ownColumns(cells: readonly string[]): number[] {
  return cells.flatMap((cell, index) => (cell.trim().startsWith(resultPrefix) ? [] : [index]));
}

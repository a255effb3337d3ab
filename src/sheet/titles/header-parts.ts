// The parts of a header, from which its faults and its meaning follow: the column of each title, and the key of the
// rows.
import type { FieldName } from "../../item/fields.ts";
import type { Profile } from "../../item/profiles.ts";
import type { LineWord } from "../../words.ts";
import type { Column } from "../column.ts";
import { meaningOf, type ShopColumns } from "./columns-for-shop.ts";
import { quotedTitle, shortenedTitle } from "./quoted-title.ts";
import { lookAlike } from "./title-faults.ts";
import { atOf } from "./title-parts.ts";
import { isForPeople, type Match, type TitleMap, titlesIn, titlesOf } from "./titles.ts";

/** What the user says about the columns that their titles do not show. */
export interface HeaderReading {
  /** The fields whose edits are sent; absent: all. */
  readonly only?: readonly FieldName[];
  readonly map?: TitleMap;
  /** The key of the rows; absent: the id if there is one, otherwise the SKU. */
  readonly match?: Match;
  readonly lineWord?: LineWord;
}

/** The titles of a sheet and their columns. */
export interface TitledColumns {
  readonly names: readonly string[];
  /** The program that wrote the sheet, if its titles show that. */
  readonly profile?: Profile;
  /** True if the sheet is not an export of ours: it has a profile, or --map was given. */
  readonly foreign: boolean;
  /** The columns with a meaning. */
  readonly all: readonly Column[];
  /** The titles without a field, except those of our reports. */
  readonly unused: readonly string[];
  /** Titles that are probably typing errors, and columns that are there twice. */
  readonly faults: readonly string[];
}

export function titledColumns(
  cells: readonly string[],
  { map, match }: HeaderReading,
): TitledColumns {
  const names = titlesIn(cells);
  const { columnOf, ...sheet } = titlesOf(names, map, match);
  const all: Column[] = [];
  const unused: string[] = [];
  const faults: string[] = [];
  for (const [index, name] of names.entries()) {
    const column = columnOf(name, index);
    if (column === undefined) {
      if (name === "" || isForPeople(name)) continue;
      // Also in the list of another program a column for one shop is ours.
      const fault = sheet.foreign && atOf(name) < 0 ? undefined : lookAlike(name);
      if (fault === undefined) unused.push(shortenedTitle(name));
      else faults.push(fault);
      continue;
    }
    const other = all.find((known) => meaningOf(known) === meaningOf(column));
    if (names.indexOf(name) < index) faults.push(`column ${quotedTitle(name)} appears twice`);
    else if (other !== undefined) faults.push(sameMeaning(other.title, name));
    all.push(column);
  }
  return { names, ...sheet, all, unused, faults };
}

const sameMeaning = (one: string, other: string): string =>
  `columns ${quotedTitle(one)} and ${quotedTitle(other)} have the same meaning; rename or delete one of them`;

/** Indexes of the columns that can name an item: `id`, `admin_graphql_api_id` and `sku`. */
export interface KeyColumns {
  readonly id?: number;
  readonly gid?: number;
  readonly sku?: number;
}

export function keyColumns({ columns, sku: othersSku }: ShopColumns): KeyColumns {
  const id = indexOf("id", columns);
  const gid = indexOf("admin_graphql_api_id", columns);
  const sku = indexOf("sku", columns) ?? othersSku?.index;
  return {
    ...(id !== undefined && { id }),
    ...(gid !== undefined && { gid }),
    ...(sku !== undefined && { sku }),
  };
}

/** Index of the column of a field, if there is one. */
export const indexOf = (field: FieldName, columns: readonly Column[]): number | undefined =>
  columns.find(({ name }) => name === field)?.index;

/** The key of the rows, whether the sheet has its column or not. */
export function matchOf({ id, gid, sku }: KeyColumns, wanted: Match | undefined): Match {
  if (wanted !== undefined) return wanted;
  return id === undefined && gid === undefined && sku !== undefined ? "sku" : "id";
}

// The meaning of titles: our own titles, those of Shopify and its apps, and those that the user maps.
import { tracker } from "../../item/flag.ts";
import { knownTitles, type Meaning, type Profile, profiles } from "../../item/profiles.ts";
import { composed, titleKey } from "../../item/title-key.ts";
import { fromCell } from "../cell.ts";
import { type Column, columnOf, contextColumns, countryColumn, countryPrefix } from "../column.ts";
import { identityNames, meaningOf } from "./columns-for-shop.ts";
import { currencyInTitle } from "./currency-in-title.ts";
import { type Meant, withParts } from "./title-parts.ts";

/** A title and our column, as in `["Purchase price", "cost"]`. */
export type TitleMap = readonly (readonly [title: string, target: string])[];

/** What names the item of a row. */
export type Match = "id" | "sku";

export interface Titles {
  /** The program that wrote the sheet, if its titles show that. */
  readonly profile?: Profile;
  /** True if the sheet is not an export of ours. */
  readonly foreign: boolean;
  readonly columnOf: Meant;
}

/** With a map, the titles of other programs are not recognised. */
export function titlesOf(header: readonly string[], map?: TitleMap, match?: Match): Titles {
  if (map !== undefined) return { foreign: true, columnOf: meantByMap(header, map, match) };
  const keys = new Set(header.map(titleKey));
  const profile = profiles.find((candidate) => isOf(candidate, keys));
  if (profile === undefined) return { foreign: false, columnOf: knownColumn };
  const ofProgram: Meant = (title, index) => {
    const meaning = profile.columns.get(titleKey(title));
    return meaning === undefined ? columnOf(title, index) : columnFor(meaning, title, index);
  };
  return { profile, foreign: true, columnOf: andKnown(header, ofProgram) };
}

/** The titles in the cells of a header, without the guard that a title such as `+ shipping` has in a report. */
export const titlesIn = (cells: readonly string[]): string[] =>
  cells.map((cell) => folded(fromCell(cell)));

/** The same for titles that look equal: with line breaks, or with a letter and its accent as two characters. */
export const folded = (title: string): string => composed(title).replace(/\s+/g, " ").trim();

/** The same for a title without a currency and a shop. */
export function plainKnownColumn(title: string, index: number): Column | undefined {
  const key = titleKey(title);
  const meaning = knownTitles.get(key);
  if (meaning !== undefined) return columnFor(meaning, title, index);
  if (!key.startsWith(countryKey)) return undefined;
  return retitled(countryColumn(key.slice(countryKey.length)), title, index);
}

const countryKey = titleKey(countryPrefix);

/** The column of a title in a sheet without profile and map. */
export const knownColumn = withParts(plainKnownColumn);

/** The column that `--map` names, as in `cost` or `cost@acme-us`. */
export const targetColumn = withParts(columnOf);

/** Fields that can name the item of a row. */
const keyNames: ReadonlySet<string> = new Set(["id", "admin_graphql_api_id", "sku"]);

/** True if `--map` names such a field, also for one shop. */
export const isKeyTarget = (target: string): boolean =>
  keyNames.has(targetColumn(target, 0)?.name ?? "");

function meantByMap(header: readonly string[], map: TitleMap, match: Match | undefined): Meant {
  const targets = new Map(
    map.flatMap(([title, target]) => titlesLike(title, header).map((own) => [own, target])),
  );
  const namesKey = match === "sku" || map.some(([, target]) => isKeyTarget(target));
  const isOthers = namesKey && match !== "id";
  return andKnown(
    header,
    (title, index) => {
      const target = targets.get(title);
      const mapped = target === undefined ? undefined : targetColumn(target, index);
      if (mapped !== undefined) return withCurrencyOf(title, mapped);
      return isOthers && identityNames.has(title) ? undefined : columnOf(title, index);
    },
    isOthers,
  );
}

/** The column for a title that the user maps: costs under `Purchase price EUR` are in euros. */
function withCurrencyOf(title: string, column: Column): Column {
  const isPlainCost = column.name === "cost" && column.currency === undefined;
  const currency = isPlainCost ? currencyInTitle(title) : undefined;
  return { ...column, title, ...(currency !== undefined && { currency }) };
}

/** The title itself if the header has it, otherwise titles that differ only in case, blanks, `_` or `-`. */
export function titlesLike(title: string, header: readonly string[]): readonly string[] {
  if (header.includes(title)) return [title];
  return header.filter((own) => titleKey(own) === titleKey(title));
}

/**
 * Titles with a certain meaning, and also known titles, unless another column certainly has that meaning. With
 * `isOthers` a known title such as `ID` is not read, because it can be the id of another system.
 */
function andKnown(header: readonly string[], plain: Meant, isOthers = true): Meant {
  const certain = withParts(plain);
  const taken = new Set(
    header.flatMap((title) => {
      const column = certain(title, 0);
      return column === undefined ? [] : [meaningOf(column)];
    }),
  );
  return (title, index) => {
    const column = certain(title, index);
    if (column !== undefined) return column;
    const known = knownColumn(title, index);
    if (known === undefined || taken.has(meaningOf(known))) return undefined;
    return isOthers && identityNames.has(known.name) ? undefined : known;
  };
}

function isOf({ all, any, none = [] }: Profile, keys: ReadonlySet<string>): boolean {
  const has = (title: string): boolean => keys.has(titleKey(title));
  return all.every(has) && (any.length === 0 || any.some(has)) && !none.some(has);
}

function columnFor(meaning: Meaning, title: string, index: number): Column | undefined {
  if (meaning === "tracker") return { index, title, name: "tracked", as: tracker };
  return retitled(meaning, title, index);
}

function retitled(target: string, title: string, index: number): Column | undefined {
  const column = columnOf(target, index);
  return column && { ...column, title };
}

/** Titles of columns that a report adds begin with this. */
export const resultPrefix = "result_";

/** True for a column that is only for people and never sent. */
export const isForPeople = (title: string): boolean =>
  title.startsWith(resultPrefix) || contextColumns.some((name) => name === title);

/** Whether a title is known in any kind of sheet, or is in the map. */
export function isKnownTitle(title: string, map?: TitleMap): boolean {
  if (knownColumn(title, 0) !== undefined) return true;
  return map?.some(([from]) => titleKey(from) === titleKey(title)) === true;
}

/**
 * Whether the cells of each column may have line breaks: only in columns that are not read and that we did not write.
 */
export function breakable(header: readonly string[], map?: TitleMap): readonly boolean[] {
  const names = titlesIn(header);
  const titles = titlesOf(names, map);
  return names.map(
    (title, index) =>
      (titles.foreign || (title !== "" && !isForPeople(title))) &&
      titles.columnOf(title, index) === undefined,
  );
}

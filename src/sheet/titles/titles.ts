// What the titles of a header stand for: our own fields, what Shopify and its apps call them, or what a person says.
import { tracker } from "../../item/flag.ts";
import { knownTitles, type Meaning, type Profile, profiles } from "../../item/profiles.ts";
import { composed, titleKey } from "../../item/title-key.ts";
import { fromCell } from "../cell.ts";
import { type Column, columnOf, contextColumns, countryColumn, countryPrefix } from "../column.ts";

/** Title and column of ours, as in `["Purchase price", "cost"]`. */
export type TitleMap = readonly (readonly [title: string, target: string])[];

/** What tells which item a row is about. */
export type Match = "id" | "sku";

export interface Titles {
  /** The program that wrote the sheet, where it is known by its titles. */
  readonly profile?: Profile;
  /** True where the sheet is not of our making. */
  readonly foreign: boolean;
  readonly columnOf: (title: string, index: number) => Column | undefined;
}

type Meant = Titles["columnOf"];

/** A map that somebody gives takes the place of what a program is known for. */
export function titlesOf(header: readonly string[], map?: TitleMap, match?: Match): Titles {
  if (map !== undefined) return { foreign: true, columnOf: meantByMap(header, map, match) };
  const keys = new Set(header.map(titleKey));
  const profile = profiles.find((one) => isOf(one, keys));
  if (profile === undefined) return { foreign: false, columnOf: knownColumn };
  const ofProgram: Meant = (title, index) => {
    const meaning = profile.columns.get(titleKey(title));
    return meaning === undefined ? columnOf(title, index) : columnFor(meaning, title, index);
  };
  return { profile, foreign: true, columnOf: andKnown(header, ofProgram) };
}

/** The titles of a header's cells; one such as `+ shipping` has a guard in a report. */
export const titlesIn = (cells: readonly string[]): string[] =>
  cells.map((cell) => folded(fromCell(cell)));

/** What people see as the same title: one that is wrapped, or in which a letter and its accent are two characters. */
export const folded = (title: string): string => composed(title).replace(/\s+/g, " ").trim();

/** What a title stands for in a sheet of which nothing else is known. */
export function knownColumn(title: string, index: number): Column | undefined {
  const key = titleKey(title);
  const meaning = knownTitles.get(key);
  if (meaning !== undefined) return columnFor(meaning, title, index);
  if (!key.startsWith(countryKey)) return undefined;
  return retitled(countryColumn(key.slice(countryKey.length)), title, index);
}

const countryKey = titleKey(countryPrefix);

/** Fields that tell which item a row is about, or when it was read; in another system's list they are of that system. */
const identityNames: ReadonlySet<string> = new Set([
  "id",
  "admin_graphql_api_id",
  "created_at",
  "updated_at",
]);

/** Fields by which a row can name its item. */
const keyNames: ReadonlySet<string> = new Set(["id", "admin_graphql_api_id", "sku"]);

function meantByMap(header: readonly string[], map: TitleMap, match: Match | undefined): Meant {
  const targets = new Map(
    map.flatMap(([title, target]) => titlesLike(title, header).map((own) => [own, target])),
  );
  const namesKey = match === "sku" || map.some(([, target]) => keyNames.has(target));
  const isOthers = namesKey && match !== "id";
  return andKnown(
    header,
    (title, index) => {
      const target = targets.get(title);
      if (target !== undefined) return retitled(target, title, index);
      return isOthers && identityNames.has(title) ? undefined : columnOf(title, index);
    },
    isOthers,
  );
}

/** The title itself where the header has it, or else those that people would call the same. */
export function titlesLike(title: string, header: readonly string[]): readonly string[] {
  if (header.includes(title)) return [title];
  return header.filter((own) => titleKey(own) === titleKey(title));
}

/**
 * What another sheet's titles are for certain, and besides what they are in any sheet, unless another column is that for
 * certain. `ID` may be anything's there.
 */
function andKnown(header: readonly string[], certain: Meant, isOthers = true): Meant {
  const taken = new Set(header.map((title) => certain(title, 0)).map(meaningOf));
  return (title, index) => {
    const column = certain(title, index);
    if (column !== undefined) return column;
    const known = knownColumn(title, index);
    if (known === undefined || taken.has(meaningOf(known))) return undefined;
    return isOthers && identityNames.has(known.name) ? undefined : known;
  };
}

const meaningOf = (column: Column | undefined): string =>
  column === undefined ? "" : `${column.name} ${column.country ?? ""}`;

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

/** Of the columns that a report adds. */
export const resultPrefix = "result_";

/** True for a column that is for people, and never sent. */
export const isForPeople = (title: string): boolean =>
  title.startsWith(resultPrefix) || contextColumns.some((name) => name === title);

/** Whether a title is one that some sheet could have, whichever sheet this is. */
export function isKnownTitle(title: string, map?: TitleMap): boolean {
  if (knownColumn(title, 0) !== undefined) return true;
  return map?.some(([from]) => titleKey(from) === titleKey(title)) === true;
}

/** For each column whether its cells may have line breaks: in those that we leave out and did not write. */
export function breakable(header: readonly string[], map?: TitleMap): readonly boolean[] {
  const names = titlesIn(header);
  const titles = titlesOf(names, map);
  return names.map(
    (title, index) =>
      (titles.foreign || (title !== "" && !isForPeople(title))) &&
      titles.columnOf(title, index) === undefined,
  );
}

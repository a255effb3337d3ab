// What the titles of a header stand for: our own fields, what another program calls them, or what a person says they are.
import { type Profile, profiles } from "../item/profiles.ts";
import { tracker } from "../item/flag.ts";
import { fromCell } from "./cell.ts";
import { type Column, columnOf } from "./column.ts";

/** Title and column of ours, as in `["Purchase price", "cost"]`. */
export type TitleMap = readonly (readonly [title: string, target: string])[];

export interface Titles {
  /** The program that wrote the sheet, where it is known by its titles. */
  readonly profile?: Profile;
  /** True where the sheet is not of our making: what is no field is then left out, and not refused. */
  readonly foreign: boolean;
  readonly columnOf: (title: string, index: number) => Column | undefined;
}

const ours: Titles = { foreign: false, columnOf };

/** A map that somebody gives takes the place of what a program is known for. */
export function titlesOf(header: readonly string[], map?: TitleMap): Titles {
  if (map !== undefined) {
    const targets = new Map(map);
    return {
      foreign: true,
      columnOf: (title, index) => retitled(targets.get(title) ?? title, title, index),
    };
  }
  const titles = new Set(header.map(small));
  const profile = profiles.find((one) => isOf(one, titles));
  if (profile === undefined) return ours;
  return {
    profile,
    foreign: true,
    columnOf: (title, index) => ofProgram(profile, title, index) ?? columnOf(title, index),
  };
}

/** The titles of a header's cells; one such as `+ shipping` has a guard in a report. */
export const titlesIn = (cells: readonly string[]): string[] =>
  cells.map((cell) => folded(fromCell(cell)));

/** What people see as the same title: one that is wrapped, or in which a letter and its accent are two characters. */
export const folded = (title: string): string => title.normalize("NFC").replace(/\s+/g, " ").trim();

const small = (title: string): string => title.trim().toLowerCase();

function isOf({ all, any, none = [] }: Profile, titles: ReadonlySet<string>): boolean {
  const has = (title: string): boolean => titles.has(title.toLowerCase());
  return all.every(has) && (any.length === 0 || any.some(has)) && !none.some(has);
}

function ofProgram({ columns }: Profile, title: string, index: number): Column | undefined {
  const key = small(title);
  const meaning = Object.hasOwn(columns, key) ? columns[key] : undefined;
  if (meaning === undefined) return undefined;
  if (meaning === "tracker") return { index, title, name: "tracked", as: tracker };
  return retitled(meaning, title, index);
}

function retitled(target: string, title: string, index: number): Column | undefined {
  const column = columnOf(target, index);
  return column && { ...column, title };
}

/** Whether a title is one that some sheet could have, whichever sheet this is. */
export function isKnownTitle(title: string, map?: TitleMap): boolean {
  if (columnOf(title, 0) !== undefined) return true;
  if (map?.some(([from]) => from === title) === true) return true;
  return map === undefined && profiles.some(({ columns }) => Object.hasOwn(columns, small(title)));
}

/** For each column whether its cells may have line breaks: in those of another program that we leave out. */
export function breakable(
  header: readonly string[],
  map?: TitleMap,
): readonly boolean[] | undefined {
  const names = titlesIn(header);
  const titles = titlesOf(names, map);
  if (!titles.foreign) return undefined;
  return names.map((title, index) => titles.columnOf(title, index) === undefined);
}

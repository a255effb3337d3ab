// Guards against a plan that does much more than was meant: each compares one count of the plan with a limit.
import type { Tally } from "./tally.ts";

/** So many, or such a share. */
export type Limit = { readonly count: number } | { readonly percent: number };

/** What a person allows; where nothing is said the defaults below hold. */
export interface Limits {
  readonly changes?: Limit;
  readonly clears?: Limit;
  readonly unknown?: Limit;
}

export interface Refusal {
  /** What was found, and the limit. */
  readonly message: string;
  /** The flag that raises the limit far enough, with its value. */
  readonly flag: string;
}

/** A sheet that clears a tenth of its rows has probably lost a column. */
const clearsPercent = 10;
const clearsAtLeast = 10;
/** Where one id in twenty is unknown, the sheet is probably another shop's; among a few ids it tells nothing. */
const unknownPercent = 5;
const unknownOfAtLeast = 20;

/** `5` or `5%`; undefined where the text is neither. */
export function readLimit(text: string): Limit | undefined {
  const [, number, share] = /^(\d{1,9}(?:\.\d+)?)(%?)$/.exec(text.trim()) ?? [];
  if (number === undefined) return undefined;
  if (share === "%") return Number(number) <= 100 ? { percent: Number(number) } : undefined;
  return /^\d+$/.test(number) ? { count: Number(number) } : undefined;
}

const mostOf = (limit: Limit, all: number): number =>
  "count" in limit ? limit.count : Math.floor((all * limit.percent) / 100);

/** Why the plan must not be carried out; empty where it may. */
export function refusals(tally: Tally, limits: Limits): Refusal[] {
  const { rows, clears, looked_up: ids, decisions } = tally;
  const guards = [
    {
      flag: "--max-changes",
      found: decisions.change,
      all: rows,
      what: "rows would change",
      most: limits.changes === undefined ? Infinity : mostOf(limits.changes, rows),
    },
    {
      flag: "--max-clears",
      found: clears,
      all: rows,
      what: "rows would lose a value",
      most:
        limits.clears === undefined
          ? Math.max(clearsAtLeast, mostOf({ percent: clearsPercent }, rows))
          : mostOf(limits.clears, rows),
    },
    {
      flag: "--max-unknown",
      found: decisions.not_found,
      all: ids,
      what: "ids are unknown to this shop, so the sheet is probably another shop's",
      most:
        limits.unknown === undefined
          ? ids < unknownOfAtLeast
            ? Infinity
            : mostOf({ percent: unknownPercent }, ids)
          : mostOf(limits.unknown, ids),
    },
  ];
  return guards
    .filter(({ found, most }) => found > most)
    .map(({ flag, found, all, what, most }) => ({
      message: `${number(found)} of ${number(all)} ${what}, and the limit is ${number(most)} (${flag})`,
      flag: `${flag} ${found}`,
    }));
}

const number = (count: number): string => count.toLocaleString("en");

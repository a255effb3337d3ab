// Guards against a plan that does much more than was meant: each compares one count of the plan with a limit.
import { z } from "zod";
import type { Tally } from "./tally.ts";

const limit = z.union([z.object({ count: z.number() }), z.object({ percent: z.number() })]);

/** What a person allows; where nothing is said the defaults below hold. */
export const limitsSchema = z.object({
  changes: limit.optional(),
  clears: limit.optional(),
  unknown: limit.optional(),
});

/** So many, or such a share. */
export type Limit = z.infer<typeof limit>;
export type Limits = z.infer<typeof limitsSchema>;

export interface Refusal {
  /** What was found, and the limit. */
  readonly message: string;
  /** The flag that raises the limit far enough, with its value. */
  readonly flag: string;
}

/** A sheet that clears a tenth of its rows has probably lost a column. */
const clearsPercent = 10;
const clearsAtLeast = 10;
/** Where one item in twenty is unknown, the sheet is probably another shop's; among a few it tells nothing. */
const unknownPercent = 5;
const unknownOfAtLeast = 20;

/** `5` or `5%`; undefined where the text is neither. */
export function readLimit(text: string): Limit | undefined {
  const [, number, share] = /^(\d{1,9}(?:\.\d+)?)\s*(%?)$/.exec(text.trim()) ?? [];
  if (number === undefined) return undefined;
  if (share === "%") return Number(number) <= 100 ? { percent: Number(number) } : undefined;
  return /^\d+$/.test(number) ? { count: Number(number) } : undefined;
}

const mostOf = (limit: Limit, all: number): number =>
  // 0.57 % of 10,000 is 57, and not what binary fractions make of it.
  "count" in limit ? limit.count : Math.floor((all * limit.percent) / 100 + 1e-6);

/** Why the plan must not be carried out; empty where it may. Without `usual` only the limits that were given count. */
export function refusals(tally: Tally, limits: Limits, usual = true): Refusal[] {
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
        limits.clears === undefined && !usual
          ? Infinity
          : limits.clears === undefined
            ? Math.max(clearsAtLeast, mostOf({ percent: clearsPercent }, rows))
            : mostOf(limits.clears, rows),
    },
    {
      flag: "--max-unknown",
      found: decisions.not_found,
      all: ids,
      what: "items are unknown to this shop, so the sheet is probably another shop's",
      most:
        limits.unknown === undefined
          ? ids < unknownOfAtLeast || !usual
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

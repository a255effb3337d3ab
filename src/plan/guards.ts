// Guards against a plan that does much more than intended: each compares a count of the plan with a limit.
import { z } from "zod";
import { formatCount } from "../words.ts";
import type { Tally } from "./tally.ts";

export const limitSchema = z.union([
  z.strictObject({ count: z.int().nonnegative() }),
  z.strictObject({ percent: z.number().min(0).max(100) }),
]);

/** The limits that the user sets; the others are the usual ones below. */
export const limitsSchema = z.strictObject({
  changes: limitSchema.optional(),
  clears: limitSchema.optional(),
  unknown: limitSchema.optional(),
});

/** A number of rows, or a percentage of them. */
export type Limit = z.infer<typeof limitSchema>;
export type Limits = z.infer<typeof limitsSchema>;

export interface Refusal {
  /** What was found, and the limit. */
  readonly message: string;
  /** The flag that raises the limit far enough, with its value. */
  readonly flag: string;
}

/** A sheet that clears values in a tenth of its rows has probably lost a column. */
const clearsPercent = 10;
const clearsAtLeast = 10;
/** If one item in twenty is unknown, the sheet is probably from another shop; a small sheet does not show that. */
const unknownPercent = 5;
const unknownOfAtLeast = 20;

/** The limit as a number. The addition corrects rounding: 0.57% of 10,000 is 57. */
const maximumOf = (limit: Limit, all: number): number =>
  "count" in limit ? limit.count : Math.floor((all * limit.percent) / 100 + 1e-6);

/** The limits that a plan has to pass. */
export interface LimitsToPass {
  /** Those of this command. */
  readonly given?: Limits;
  /**
   * Those that were stored with the plan. A plan can come from elsewhere, so they can only be stricter than the usual ones.
   */
  readonly stored?: Limits | undefined;
  /** True if neither the usual nor the stored limits count. */
  readonly onlyGiven?: boolean;
}

/** Why the plan must not be applied; empty if it may. */
export function refusals(
  tally: Tally,
  { given = {}, stored = {}, onlyGiven = false }: LimitsToPass,
): Refusal[] {
  const { rows, clears, looked_up: ids, decisions } = tally;
  const most = (name: keyof Limits, all: number, usual: number): number => {
    const own = given[name];
    if (own !== undefined) return maximumOf(own, all);
    if (onlyGiven) return Infinity;
    const kept = stored[name];
    return Math.min(usual, kept === undefined ? Infinity : maximumOf(kept, all));
  };
  const guards = [
    {
      flag: "--max-changes",
      found: decisions.change,
      all: rows,
      what: "rows would change",
      most: most("changes", rows, Infinity),
    },
    {
      flag: "--max-clears",
      found: clears,
      all: rows,
      what: "rows would lose a value",
      most: most(
        "clears",
        rows,
        Math.max(clearsAtLeast, maximumOf({ percent: clearsPercent }, rows)),
      ),
    },
    {
      flag: "--max-unknown",
      found: decisions.not_found,
      all: ids,
      what: "items are not in this shop, so the sheet is probably of another shop or of another system",
      most: most(
        "unknown",
        ids,
        ids < unknownOfAtLeast ? Infinity : maximumOf({ percent: unknownPercent }, ids),
      ),
    },
  ];
  return guards
    .filter(({ found, most }) => found > most)
    .map(({ flag, found, all, what, most }) => ({
      message: `${formatCount(found)} of ${formatCount(all)} ${what}; the limit is ${formatCount(most)} (${flag})`,
      flag: `${flag} ${found}`,
    }));
}

// The change of a row's cost, read once for all that counts it.
import type { Value } from "../../../item/fields.ts";
import type { Changes } from "../../../plan/decision.ts";
import { type Amount, moveBetween, readAmount } from "./amount.ts";

export interface CostMove {
  /** The texts of the costs; undefined if there is no value. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** The same as amounts; undefined also if the text is no plain decimal. */
  readonly from: Amount | undefined;
  readonly to: Amount | undefined;
  /** By how much, in units of money; a missing value counts as zero. */
  readonly by: number;
  /** From a value that is more than zero to another value. */
  readonly percent: number | undefined;
}

export function costMove({ cost }: Changes): CostMove | undefined {
  if (cost === undefined) return undefined;
  const [before, after] = [textOf(cost.from), textOf(cost.to)];
  const from = before === undefined ? undefined : readAmount(before);
  const to = after === undefined ? undefined : readAmount(after);
  const { by, percent } = moveBetween(from ?? 0, to ?? 0);
  return { before, after, from, to, by, percent: to === undefined ? undefined : percent };
}

const textOf = (value: Value): string | undefined =>
  typeof value === "string" ? value : undefined;

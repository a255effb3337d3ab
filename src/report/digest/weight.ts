// How much a row matters to somebody who looks at some of many rows. This is the only place that says so.
import { isEmpty } from "../../plan/tally.ts";
import { doubtKinds } from "../../plan/warning.ts";
import type { Decision } from "../../plan/decision.ts";
import type { DigestRow } from "./digest.ts";
import type { CostMove } from "./fields/cost-move.ts";
import type { FieldChange } from "./fields/field-change.ts";

/** What a row is listed for, the most serious first. */
const tiers = [
  "not applied",
  "emptied",
  "not tracked any more",
  "cost moves far",
  "doubtful value",
  "cost moves",
  "value replaced",
  "value filled",
] as const;

/** From this many percent on, a cost moves far. */
const farPercent = 20;

export interface Weight {
  /** An index of `tiers`. */
  readonly tier: number;
  /** Of the cost, without a sign; 0 if there is no percentage. */
  readonly percent: number;
  /** Of the cost, without a sign. */
  readonly amount: number;
  readonly line: number;
}

export function weightOf(
  row: DigestRow,
  changes: readonly FieldChange[],
  move: CostMove | undefined,
): Weight {
  const { decision, status } = row;
  const percent = Math.abs(move?.percent ?? 0);
  const isOpen = status === "failed" || status === "unknown" || status === "conflict";
  const tier = isOpen ? "not applied" : tierOf(decision, changes, move, percent);
  const amount = Math.abs(move?.by ?? 0);
  return { tier: tiers.indexOf(tier), percent, amount, line: decision.line };
}

function tierOf(
  { warnings }: Decision,
  changes: readonly FieldChange[],
  move: CostMove | undefined,
  percent: number,
): (typeof tiers)[number] {
  if (changes.some(({ to }) => isEmpty(to))) return "emptied";
  if (changes.some(({ name, to }) => name === "tracked" && to === false))
    return "not tracked any more";
  if (percent >= farPercent) return "cost moves far";
  if (warnings?.some(({ kind }) => doubtKinds.some((doubt) => doubt === kind)) === true)
    return "doubtful value";
  if (move?.before !== undefined) return "cost moves";
  return changes.some(({ from }) => !isEmpty(from)) ? "value replaced" : "value filled";
}

/** Negative if the first matters more. No two rows are equal, so that the order does not depend on the way to it. */
export function compareWeights(one: Weight, other: Weight): number {
  return (
    one.tier - other.tier ||
    other.percent - one.percent ||
    other.amount - one.amount ||
    one.line - other.line
  );
}

// What became of a change.
import type { FieldName, Value } from "../item/fields.ts";

export const outcomes = ["updated", "failed", "conflict", "unknown", "not_attempted"] as const;

export interface Outcome {
  readonly line: number;
  readonly id: string;
  /**
   * - `updated`: the shop's answer, or a reading after it, shows what was wanted.
   * - `failed`: refused, provably untouched; or accepted and not kept, and then the message says what is there.
   * - `conflict`: the item has moved since the plan.
   * - `unknown`: sent, and what the shop made of it could not be found out.
   * - `not_attempted`: still to do; the run stopped before or at this row, which is untouched.
   */
  readonly outcome: (typeof outcomes)[number];
  readonly message?: string;
  /** The fields that this run has changed, where the outcome alone would tell another story: see `changedFields`. */
  readonly changed?: readonly FieldName[];
  /** What the shop made of fields that it did not take as they were sent. */
  readonly left?: Readonly<Partial<Record<FieldName, Value>>>;
  /** PUT requests sent for this row. */
  readonly attempts: number;
  readonly request_id?: string;
}

/** True where carrying on has nothing left to do for the row. */
export const isFinal = ({ outcome }: Outcome): boolean =>
  outcome === "updated" || outcome === "failed" || outcome === "conflict";

/** The fields of a change that this run has changed in the shop, or may have; `all` are those it was to change. */
export function changedFields(
  { outcome, changed }: Pick<Outcome, "outcome" | "changed">,
  all: readonly FieldName[],
): readonly FieldName[] {
  return changed ?? (outcome === "updated" || outcome === "unknown" ? all : []);
}

// The result of applying a change.
import type { FieldName, Value } from "../item/fields.ts";

export const outcomes = ["updated", "failed", "conflict", "unknown", "not_attempted"] as const;

export interface Outcome {
  readonly line: number;
  readonly id: string;
  /**
   * - `updated`: the shop's answer, or reading the item after it, shows the new values.
   * - `failed`: refused and unchanged; or accepted and not kept, and the message has the shop's values.
   * - `conflict`: the item has changed in the shop since the plan.
   * - `unknown`: sent, but the item could not be read to see the effect.
   * - `not_attempted`: still to do; the run stopped before or at this row, and the item is unchanged.
   */
  readonly outcome: (typeof outcomes)[number];
  readonly message?: string;
  /** The fields that this run has changed, if they are not those that follow from the outcome: see `changedFields`. */
  readonly changed?: readonly FieldName[];
  /** Values of fields that the shop changed to something else than was sent. */
  readonly left?: Readonly<Partial<Record<FieldName, Value>>>;
  /** PUT requests sent for this row. */
  readonly attempts: number;
  readonly request_id?: string;
}

/** True if applying the run again does nothing for the row. */
export const isFinal = ({ outcome }: Outcome): boolean =>
  outcome === "updated" || outcome === "failed" || outcome === "conflict";

/** The fields that this run has changed in the shop, or may have; `all` are the fields of the change. */
export function changedFields(
  { outcome, changed }: Pick<Outcome, "outcome" | "changed">,
  all: readonly FieldName[],
): readonly FieldName[] {
  return changed ?? (outcome === "updated" || outcome === "unknown" ? all : []);
}

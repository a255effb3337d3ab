// What became of a change.

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
  /** PUT requests sent for this row. */
  readonly attempts: number;
  readonly request_id?: string;
}

/** True where carrying on has nothing left to do for the row. */
export const isFinal = ({ outcome }: Outcome): boolean =>
  outcome === "updated" || outcome === "failed" || outcome === "conflict";

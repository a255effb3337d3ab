// The status of a row in a report: its decision, or the outcome of its change.
import type { Outcome } from "../apply/outcome.ts";
import type { Decision } from "../plan/decision.ts";

export type Status = Exclude<Decision["decision"], "change"> | Outcome["outcome"] | "planned";

/** Before anything was applied. */
export function plannedStatus({ decision }: Decision): Status {
  return decision === "change" ? "planned" : decision;
}

/** After the plan was applied, even in part; `inDoubt` if the row may have been sent although it has no outcome. */
export function statusOf(
  { decision }: Decision,
  outcome: Outcome | undefined,
  inDoubt: boolean,
): Status {
  if (decision !== "change") return decision;
  return inDoubt ? "unknown" : (outcome?.outcome ?? "not_attempted");
}

/** True if a later apply may do something about the row. */
export const isOpen = (status: Status): boolean =>
  status === "unknown" || status === "not_attempted";

/** True if a person has to fix the row; rows that are still open are for `apply`. */
export function needsAttention(status: Status, decision: Decision): boolean {
  if (status === "updated" || status === "unchanged") return false;
  if (isOpen(status)) return false;
  // A repeated row: the row that it repeats shows what is needed.
  return !("same_as" in decision);
}

// The one word for a row in a report: its decision, or for a change what became of it.
import type { Outcome } from "../apply/outcome.ts";
import type { Decision } from "../plan/decision.ts";

export type Status = Exclude<Decision["decision"], "change"> | Outcome["outcome"] | "planned";

/** In a plan that nobody has begun to carry out. */
export function plannedStatus({ decision }: Decision): Status {
  return decision === "change" ? "planned" : decision;
}

/** Once it was carried out, in part at least; `inDoubt` where it may have been sent without an outcome. */
export function statusOf(
  { decision }: Decision,
  outcome: Outcome | undefined,
  inDoubt: boolean,
): Status {
  if (decision !== "change") return decision;
  return inDoubt ? "unknown" : (outcome?.outcome ?? "not_attempted");
}

/** True where a person has to fix the row; what the run left open, `apply` carries on with. */
export function needsSomebody(status: Status, decision: Decision): boolean {
  if (status === "updated" || status === "unchanged") return false;
  if (status === "unknown" || status === "not_attempted") return false;
  // Whatever became of the line that asks for the same, that line tells.
  return !("same_as" in decision);
}

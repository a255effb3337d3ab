// The one word for a row in a report: its decision, or for a change what became of it.
import type { Outcome } from "../apply/outcome.ts";
import type { Decision } from "../plan/decision.ts";

export type Status = Exclude<Decision["decision"], "change"> | Outcome["outcome"] | "planned";

/** `planned` where there is only a plan so far; a change without an outcome is `not_attempted` once it was applied. */
export function statusOf(
  decision: Decision,
  outcome: Outcome | undefined,
  applied: boolean,
): Status {
  if (decision.decision !== "change") return decision.decision;
  return applied ? (outcome?.outcome ?? "not_attempted") : "planned";
}

/** True where the shop does not hold what the row asks for, and nothing but a person will change that. */
export function needsSomebody(status: Status, decision: Decision): boolean {
  if (status === "updated" || status === "unchanged") return false;
  // Whatever became of the line that asks for the same, that line tells.
  return !("same_as" in decision);
}

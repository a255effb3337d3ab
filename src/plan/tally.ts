// True counts of a plan, by decision and by field.
import type { FieldName } from "../item/fields.ts";
import { type Decision, decisions } from "./decision.ts";

export interface Tally {
  rows: number;
  readonly decisions: Record<Decision["decision"], number>;
  /** How many rows are to change each field. */
  readonly fields: Partial<Record<FieldName, number>>;
}

export function newTally(): Tally {
  const zeros = decisions.map((decision) => [decision, 0] as const);
  return { rows: 0, decisions: Object.fromEntries(zeros) as Tally["decisions"], fields: {} };
}

export function count(tally: Tally, decision: Decision): void {
  tally.rows += 1;
  tally.decisions[decision.decision] += 1;
  if (decision.decision !== "change") return;
  for (const name of Object.keys(decision.changes) as FieldName[]) {
    tally.fields[name] = (tally.fields[name] ?? 0) + 1;
  }
}

// What a stored run says all together, from its plan and its journal alone. Nothing is written, and its sheet is not read.
import type { JournalContent } from "../apply/journal.ts";
import { type PlanHeading, readStoredPlan } from "../plan/plan-file.ts";
import type { Run } from "../run/run.ts";
import { RowCounter } from "./count-row.ts";
import type { Counted } from "./results.ts";

/** `reported` is the time of its report; null if nobody has begun to apply it. Throws a RunError. */
export async function countRun(
  run: Run,
  heading: PlanHeading,
  known: JournalContent,
  reported: string | null,
): Promise<Counted> {
  const counter =
    reported === null
      ? new RowCounter(run, heading, null)
      : new RowCounter(run, heading, reported, known);
  for await (const decisions of readStoredPlan(run))
    for (const decision of decisions) counter.count(decision);
  return { summary: counter.summary, digest: counter.digest.finish() };
}

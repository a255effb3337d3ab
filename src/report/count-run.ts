// What a stored run says all together, from its plan and its journal alone. Nothing is written, and its sheet is not read.
import type { JournalContent } from "../apply/journal.ts";
import { type PlanHeading, readStoredPlan } from "../plan/plan-file.ts";
import { lineWordOf } from "../plan/plan-heading.ts";
import type { Run } from "../run/run.ts";
import { DigestBuilder } from "./digest/build-digest.ts";
import { type Counted, wordsOf } from "./results.ts";
import { plannedStatus, statusOf } from "./status.ts";
import { addRow, newSummary } from "./summary.ts";

/** `reported` is the time of its report; null if nobody has begun to apply it. Throws a RunError. */
export async function countRun(
  run: Run,
  heading: PlanHeading,
  { outcomes, inDoubt }: JournalContent,
  reported: string | null,
): Promise<Counted> {
  const digest = new DigestBuilder(lineWordOf(heading));
  const summary = newSummary(run.folder, heading, reported);
  for await (const decisions of readStoredPlan(run)) {
    for (const decision of decisions) {
      const outcome = outcomes.get(decision.line);
      const status =
        reported === null
          ? plannedStatus(decision)
          : statusOf(decision, outcome, inDoubt(decision.line));
      addRow(summary, decision, status, outcome?.attempts ?? 0);
      digest.add({ decision, status, ...(outcome && wordsOf(outcome)) });
    }
  }
  return { summary, digest: digest.finish() };
}

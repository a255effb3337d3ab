// What a run has changed in the shop, or may have: from its plan and its journal. An undo is made from this.
import type { JournalContent } from "../../apply/journal.ts";
import { changedFields, type Outcome } from "../../apply/outcome.ts";
import type { FieldName } from "../../item/fields.ts";
import type { Change } from "../../plan/decision.ts";
import { inChoice, isStillHeld } from "../../plan/choice.ts";
import { readPlan } from "../../plan/plan-file.ts";
import type { Run } from "../../run/run.ts";

export interface ChangeMade {
  readonly change: Change;
  /** What the run has changed of it, or may have. */
  readonly changed: readonly FieldName[];
  readonly left: NonNullable<Outcome["left"]>;
}

/** In the order of the plan, some hundreds at a time. */
export async function* changesMade(
  run: Run,
  { outcomes, inDoubt, choice }: JournalContent,
): AsyncGenerator<readonly ChangeMade[]> {
  for await (const decisions of readPlan(run)) {
    yield decisions.flatMap((decision) => {
      const change = inChoice(decision, choice);
      if (change.decision !== "change") return [];
      // After a kill a row without an outcome may have been sent: the live item tells.
      const isInDoubt = !isStillHeld(decision, choice) && inDoubt(change.line);
      const outcome = isInDoubt ? sentPerhaps : outcomes.get(change.line);
      if (outcome === undefined) return [];
      const changed = changedFields(outcome, Object.keys(change.changes) as FieldName[]);
      return changed.length > 0 ? [{ change, changed, left: outcome.left ?? {} }] : [];
    });
  }
}

const sentPerhaps: Pick<Outcome, "outcome" | "changed" | "left"> = { outcome: "unknown" };

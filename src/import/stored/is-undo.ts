// Whether a stored plan is what it says: the undo of another run, or of a part of it. An undo needs no guards, because it
// only restores what the shop had; so a plan is believed to be one only if each of its rows reverses a row of that run.
import { ExitError } from "../../exit-code.ts";
import { same } from "../../item/field.ts";
import { type FieldName, fields } from "../../item/fields.ts";
import type { Decision } from "../../plan/decision.ts";
import { type PlanHeading, readPlan } from "../../plan/plan-file.ts";
import type { Run } from "../../run/run.ts";
import { RunError } from "../../run/run-error.ts";
import type { Job } from "../../session/job.ts";
import { type ChangeMade, changesMade } from "./changes-made.ts";
import { openToUndo } from "./stored-run.ts";

type Undone = Awaited<ReturnType<typeof openToUndo>>;

export async function isUndo(run: Run, { undoes }: PlanHeading, job: Job): Promise<boolean> {
  const undone = undoes === undefined ? undefined : await findRun(undoes, job);
  if (undone === undefined) return false;
  const made = eachChange(undone);
  for await (const decisions of readPlan(run)) {
    for (const decision of decisions) {
      // Rows that the undo leaves out come between.
      let next = await made.next();
      while (next.done !== true && !isReverse(decision, next.value)) next = await made.next();
      if (next.done === true) return false;
    }
  }
  return true;
}

/** Undefined if there is no such run, or none that can be undone. */
async function findRun(folder: string, job: Job): Promise<Undone | undefined> {
  try {
    return await openToUndo(folder, job);
  } catch (error) {
    if (error instanceof ExitError || error instanceof RunError) return undefined;
    throw error;
  }
}

async function* eachChange({ run, journal }: Undone): AsyncGenerator<ChangeMade> {
  for await (const some of changesMade(run, journal)) yield* some;
}

function isReverse(decision: Decision, { change, changed }: ChangeMade): boolean {
  if (decision.id !== change.id) return false;
  return Object.entries(decision.changes ?? {}).every(([key, { to }]) => {
    const name = key as FieldName;
    const before = change.changes[name]?.from ?? null;
    return changed.includes(name) && same(fields[name], to, before);
  });
}

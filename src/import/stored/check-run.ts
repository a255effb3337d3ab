// The files of a stored run against each other: the plan with its sheet and its journal. What does not fit is found here,
// before the first request, and not by the reports after the last.
import type { JournalContent } from "../../apply/journal.ts";
import type { Outcome } from "../../apply/outcome.ts";
import { Base } from "../../base/base.ts";
import { type Choice, choosable, inChoice } from "../../plan/choice.ts";
import type { Decision } from "../../plan/decision.ts";
import { type PlanHeading, readPlan, readStoredPlan } from "../../plan/plan-file.ts";
import { SheetRows } from "../../report/results.ts";
import { type Refuse, refusing } from "../../run/entries.ts";
import { hasFile, type Run } from "../../run/run.ts";

/** How to read the sheet of a plan, to compare their rows. */
export interface SheetOfPlan {
  readonly format: NonNullable<PlanHeading["reading"]>;
  /** Its first rows are enough. */
  readonly isSound: boolean;
}

/** Reads the whole plan; `take` gets its decisions after the choice of the journal. Without a sheet no report can be made of the plan. */
export async function checkPlan(
  run: Run,
  journal: JournalContent,
  sheet: SheetOfPlan | undefined,
  take: (decisions: readonly Decision[]) => Promise<void> | void,
): Promise<void> {
  const refuse = refusing(run, "plan.jsonl");
  const refuseOutcome = refusing(run, "journal.jsonl");
  const { choice } = journal;
  const chosen = new ChosenRows(choice);
  let rows = sheet && new SheetRows(run, sheet.format);
  let line = 1;
  let last = 0;
  let outcomes = 0;
  try {
    await rows?.next(1); // the header
    for await (const decisions of readStoredPlan(run)) {
      const found = await rows?.next(decisions.length);
      for (const [at, decision] of decisions.entries()) {
        line += 1;
        if (found !== undefined && found[at]?.line !== decision.line)
          refuse(line, "does not fit: the sheet has another row there");
        if (decision.line <= last)
          refuse(line, "does not fit: its row is not behind the one before");
        last = decision.line;
        chosen.count(decision);
        const outcome = journal.outcomes.get(decision.line);
        if (outcome === undefined) continue;
        outcomes += 1;
        const fault = faultIn(outcome, inChoice(decision, choice));
        if (fault !== undefined) refuseOutcome(journal.places.get(decision.line) ?? 0, fault);
      }
      await take(decisions.map((decision) => inChoice(decision, choice)));
      if (sheet?.isSound === true && decisions.length > 0) {
        await rows?.close();
        rows = undefined;
      }
    }
  } finally {
    await rows?.close();
  }
  if (!chosen.areAll)
    refuseOutcome(journal.chosenAt, "does not fit: its choice has a row that cannot be chosen");
  if (outcomes < journal.outcomes.size) await refuseForeign(run, journal, refuseOutcome);
}

/** Counts the rows of a choice that a plan has. */
class ChosenRows {
  readonly #choice: Choice;
  #leftOut = 0;
  #released = 0;
  #only = 0;

  constructor(choice: Choice) {
    this.#choice = choice;
  }

  count(decision: Decision): void {
    const { leftOut, released, only } = this.#choice;
    const { line } = decision;
    if (choosable(decision) === undefined) return;
    if (leftOut.has(line)) this.#leftOut += 1;
    if (only?.has(line) === true) this.#only += 1;
    if (decision.decision === "held" && released.has(line)) this.#released += 1;
  }

  get areAll(): boolean {
    const { leftOut, released, only } = this.#choice;
    return (
      this.#leftOut === leftOut.size &&
      this.#released === released.size &&
      (only === undefined || this.#only === only.size)
    );
  }
}

/** What an outcome says of another row than that of its line. */
function faultIn({ id, changed = [], left = {} }: Outcome, decision: Decision): string | undefined {
  if (decision.decision !== "change") return "does not fit: the plan does not change its row";
  if (id !== decision.id) return `does not fit: the plan changes ${decision.id} in its row`;
  const names = [...changed, ...Object.keys(left)];
  const other = names.find((name) => !Object.hasOwn(decision.changes, name));
  return other === undefined ? undefined : `does not fit: the plan does not change ${other}`;
}

/** Names the outcome of a row that the plan does not have. */
async function refuseForeign(run: Run, journal: JournalContent, refuse: Refuse): Promise<void> {
  const left = new Map(journal.places);
  for await (const decisions of readPlan(run)) for (const { line } of decisions) left.delete(line);
  for (const place of left.values()) refuse(place, "does not fit: the plan has no such row");
}

/** Throws a BaseError if the run has a base and a line of it is damaged. */
export async function checkBase(run: Run): Promise<void> {
  if (!hasFile(run, "base.jsonl")) return;
  const base = await Base.open(run.file("base.jsonl"), run.nameOf("base.jsonl"));
  try {
    await base.check();
  } finally {
    await base.close();
  }
}

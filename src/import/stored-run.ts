// A run that was made before, checked as a whole before the first request: it can come from elsewhere, or be damaged.
import { type JournalContent, readJournal } from "../apply/journal.ts";
import { ExitError } from "../exit-code.ts";
import { placeIn } from "../host/host.ts";
import { type PlanHeading, readHeading } from "../plan/plan-file.ts";
import type { Tally } from "../plan/tally.ts";
import { checkSummary } from "../report/summary-file.ts";
import { demandOwnRun, hashSheet, openRun, type Run } from "../run/run.ts";
import type { Job } from "../session/job.ts";
import { checkBase, checkPlan } from "./check-run.ts";

export interface StoredRun {
  readonly run: Run;
  readonly heading: PlanHeading;
  readonly journal: JournalContent;
  readonly tally: Tally;
}

/**
 * `what` is done with the run. Throws an ExitError if it is not a run or of another shop, and a RunError if a file of it
 * is not as this program writes it.
 */
export async function openStored(
  what: "apply" | "undo",
  folder: string,
  { host, shop }: Job,
): Promise<StoredRun> {
  const run = await openRun(placeIn(host, folder));
  if (run === undefined) {
    throw new ExitError(
      2,
      `Cannot ${what} "${folder}": wanted the folder of a run, with a complete plan.jsonl in it`,
    );
  }
  demandOwnRun(run);
  const heading = await readHeading(run);
  if (heading.shop !== shop.name) {
    throw new ExitError(
      4,
      `Cannot ${what} "${folder}": it was planned for ${heading.shop}, and this is ${shop.name}. Nothing was sent`,
    );
  }
  const isApply = what === "apply";
  if (isApply && (await hashSheet(run)) !== heading.sha256) {
    throw new ExitError(
      2,
      `Cannot apply "${folder}": its sheet.csv was changed after it was planned; nothing was sent. Import the changed sheet instead`,
    );
  }
  const journal = await readJournal(run);
  // An undo needs the plan and the journal only.
  const tally = await checkPlan(run, journal, isApply ? (heading.reading ?? {}) : undefined);
  if (isApply) {
    await checkBase(run);
    await checkSummary(run);
  }
  return { run, heading, journal, tally };
}

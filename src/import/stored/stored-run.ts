// A run that was made before, checked as a whole before the first request: it can come from elsewhere, or be damaged.
import { type JournalContent, readJournal } from "../../apply/journal.ts";
import { ExitError } from "../../exit-code.ts";
import { type Host, placeIn } from "../../host/host.ts";
import { type PlanHeading, readHeading } from "../../plan/plan-file.ts";
import { count, newTally, type Tally } from "../../plan/tally.ts";
import { type Planned, PlanReport } from "../../report/plan-report.ts";
import { storedSummary } from "../../report/summary-file.ts";
import { RunError } from "../../run/run-error.ts";
import { demandOwnRun, hashSheet, openRun, type Run } from "../../run/run.ts";
import type { Job } from "../../session/job.ts";
import { isSystemError } from "../../system-error.ts";
import { checkBase, checkPlan, type SheetOfPlan } from "./check-run.ts";

interface StoredRun {
  readonly run: Run;
  readonly heading: PlanHeading;
  readonly journal: JournalContent;
}

/** To be applied. */
export interface StoredPlan extends StoredRun {
  readonly tally: Tally;
  /** The plan as it is shown, if no row has an outcome yet. */
  readonly plan?: Planned;
}

/**
 * Throws an ExitError if the folder is not a run or of another shop, and a RunError if a file of it is not as this
 * program writes it. A plan that nobody has begun to apply gets its reports.
 */
export async function openToApply(folder: string, job: Job): Promise<StoredPlan> {
  const stored = await openStored("apply", folder, job);
  const { run, heading, journal } = stored;
  const { sha256, isUtf8 } = await hashSheet(run);
  if (sha256 !== heading.sha256) {
    throw new ExitError(
      2,
      `Cannot apply "${folder}": its sheet.csv was changed after it was planned; nothing was sent. Import the changed sheet instead`,
    );
  }
  await checkBase(run);
  await storedSummary(run);
  // Read in the usual way, it can only fail where it is not UTF-8, or is read in another way than when it was planned.
  const isSound = heading.reading === undefined && isUtf8;
  const sheet = { format: heading.reading ?? {}, isSound };
  // Only outcomes show that somebody has seen the plan and said yes.
  if (journal.outcomes.size > 0 || journal.submissions > 0)
    return { ...stored, tally: await tallyOf(stored, sheet) };
  const report = await PlanReport.begin(run, heading);
  try {
    await checkPlan(run, journal, sheet, (decisions) => report.add(decisions));
    // An apply that ended before its first outcome has left reports.
    const plan = await (journal.opened ? report.end() : report.commit());
    return { ...stored, tally: plan.summary, plan };
  } catch (error) {
    await report.abandon();
    throw error;
  }
}

/** The same for an undo, which needs the plan and the journal only. */
export async function openToUndo(folder: string, job: Job): Promise<StoredRun> {
  const stored = await openStored("undo", folder, job);
  if (stored.journal.submission !== undefined) {
    throw new ExitError(
      4,
      `Cannot undo "${folder}": the shop may still be working on its changes. Nothing was sent. To collect them first: ${job.out.command("apply", folder, "--yes")}`,
    );
  }
  await tallyOf(stored);
  return stored;
}

/** Whether the shop may still be working on changes of this run. A run that cannot be read is for `openToApply`. */
export async function isSubmitted(folder: string, host: Host): Promise<boolean> {
  try {
    const run = await openRun(placeIn(host, folder));
    if (run === undefined) return false;
    demandOwnRun(run);
    return (await readJournal(run)).submission !== undefined;
  } catch (error) {
    if (error instanceof RunError || isSystemError(error)) return false;
    throw error;
  }
}

async function tallyOf({ run, journal }: StoredRun, sheet?: SheetOfPlan): Promise<Tally> {
  const tally = newTally();
  await checkPlan(run, journal, sheet, (decisions) => {
    for (const decision of decisions) count(tally, decision);
  });
  return tally;
}

async function openStored(
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
  return { run, heading, journal: await readJournal(run) };
}

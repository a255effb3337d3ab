// A plan is applied: shown, checked against its limits, and sent after a yes.
import { noJournal } from "../apply/journal.ts";
import { Reason } from "../cause.ts";
import { type ExitCode, ExitError } from "../exit-code.ts";
import type { Limits } from "../plan/guards.ts";
import type { Planned } from "../report/plan-report.ts";
import { countsOf } from "../report/summary.ts";
import { viewTally } from "../report/view.ts";
import type { Job } from "../session/job.ts";
import { applyRun } from "./apply-run.ts";
import { commandToApply, demandLimits, sameFlags } from "./safety.ts";
import {
  chooseAll,
  type ChoiceOptions,
  choiceFlags,
  chooseRows,
  viewChosen,
} from "./choose-rows.ts";
import { writePlanPage } from "./show/page-of-run.ts";
import { showPage } from "./show/show-page.ts";
import { showCounts, showPlan } from "./show/show-plan.ts";
import { isUndo } from "./stored/is-undo.ts";
import { openToApply } from "./stored/stored-run.ts";
import { counted } from "../words.ts";

/** What a plan needs before it is sent. */
export interface Approval {
  /** True if a yes was given with the command; otherwise a person is asked. */
  readonly yes: boolean;
  /** The guards to pass; absent if there are none, as in an undo. */
  readonly limits?: Limits;
}

export async function applyPlanned(
  planned: Planned,
  { yes, limits }: Approval,
  job: Job,
): Promise<ExitCode> {
  const { run, summary } = planned;
  const changes = summary.decisions.change;
  await writePlanPage({ ...planned, hasRetry: false }, job);
  if (job.out.voice.json !== true) {
    await showPlan(planned, job.out);
    if (changes > 0) await showCounts(summary, job);
    if (!yes) await showPage(run, job.out);
  }
  if (limits !== undefined) demandLimits(summary, { given: limits }, run, job);
  const command =
    limits === undefined
      ? job.out.command("apply", run.folder, ...sameFlags(job), "--yes")
      : commandToApply(summary, limits, run, job, "--yes");
  await demandYes(yes, changes, command, job);
  return applyRun(run, chooseAll(summary), noJournal, job);
}

/** The command `apply`: a stored plan, or the rest of an interrupted run. */
export async function applyStored(
  folder: string,
  options: ChoiceOptions,
  { yes, limits = {} }: Approval,
  given: Job,
): Promise<ExitCode> {
  const job = { ...given, chosenBy: choiceFlags(options) };
  const { out } = job;
  const stored = await openToApply(folder, job);
  const { run, heading, journal, plan } = stored;
  out.account({ folder: run.folder });
  if (plan !== undefined) {
    out.account({ counts: countsOf(plan.summary), words: viewTally(plan.summary) });
    if (out.voice.json !== true) {
      await showPlan(plan, out);
    }
  }
  const chosen = await chooseRows(stored, options, job);
  if (out.voice.json !== true) {
    if (plan !== undefined) await showCounts(plan.summary, job, chosen.now);
    const words = viewChosen(chosen);
    if (words !== "") await out.print(`${words}\n`);
    if (plan !== undefined && !yes) await showPage(run, out);
  }
  // Rows of an apply that was begun have passed its limits. For them, and for an undo, only the limits of this call count.
  const { tally, now } = chosen;
  const onlyGiven = chosen.hasPassed || (await isUndo(run, heading, job));
  demandLimits(tally, { given: limits, stored: heading.limits, onlyGiven }, run, job);
  const command = onlyGiven
    ? out.command("apply", run.folder, ...sameFlags(job), "--yes")
    : commandToApply(tally, heading.limits, run, job, "--yes");
  await demandYes(yes, now, command, job);
  return applyRun(run, chosen, journal, job);
}

/** By flag, or by an answer at the terminal. Throws an ExitError 4, with how to go on, where the answer is not yes. */
async function demandYes(
  yes: boolean,
  changes: number,
  command: string,
  { shop, out, group }: Job,
): Promise<void> {
  if (yes || changes === 0) return;
  if (group !== undefined) {
    if (await group.consent(changes)) return;
    throw new ExitError(4, "Nothing was sent", new Reason("the answer was not yes"));
  }
  const howTo = `To apply the plan: ${command}`;
  if (!out.interactive) {
    throw new ExitError(
      4,
      `Nothing was sent: this is not a terminal and --yes was not given. ${howTo}`,
      new Reason("this is not a terminal and --yes was not given"),
    );
  }
  if (await out.ask(`Change ${counted(changes, "row")} in ${shop.name}?`)) return;
  throw new ExitError(4, `Nothing was sent. ${howTo}`, new Reason("the answer was not yes"));
}

// A plan is applied: shown, checked against its limits, and sent after a yes.
import { noJournal } from "../apply/journal.ts";
import { isFinal } from "../apply/outcome.ts";
import { Reason } from "../cause.ts";
import { type ExitCode, ExitError } from "../exit-code.ts";
import type { Limits } from "../plan/guards.ts";
import type { Planned } from "../report/plan-report.ts";
import { countsOf } from "../report/summary.ts";
import { viewTally } from "../report/view.ts";
import type { Job } from "../session/job.ts";
import { applyRun } from "./apply-run.ts";
import { applyCommand, bulkFlag, demandLimits } from "./safety.ts";
import { showCounts, showPlan } from "./show/show-plan.ts";
import { isUndo } from "./stored/is-undo.ts";
import { openToApply } from "./stored/stored-run.ts";
import { counted } from "../words.ts";

/** `limits` are the guards to pass; undefined where there are none to pass. */
export async function applyPlanned(
  planned: Planned,
  limits: Limits | undefined,
  yes: boolean,
  job: Job,
): Promise<ExitCode> {
  const { run, summary } = planned;
  const changes = summary.decisions.change;
  if (job.out.voice.json !== true) {
    await showPlan(planned, job.out);
    if (changes > 0) await showCounts(summary, job);
  }
  if (limits !== undefined) demandLimits(summary, limits, run, job);
  const command =
    limits === undefined
      ? job.out.command("apply", run.folder, ...bulkFlag(job), "--yes")
      : applyCommand(summary, limits, run, job, "--yes");
  await demandYes(yes, changes, command, job);
  return applyRun(run, changes, noJournal, job);
}

/** The command `apply`: a stored plan, or the rest of an interrupted run. */
export async function applyStored(
  folder: string,
  limits: Limits,
  yes: boolean,
  job: Job,
): Promise<ExitCode> {
  const { out } = job;
  const { run, heading, journal, tally, plan } = await openToApply(folder, job);
  out.account({ folder: run.folder });
  if (plan !== undefined) {
    out.account({ counts: countsOf(plan.summary), words: viewTally(plan.summary) });
    if (out.voice.json !== true) {
      await showPlan(plan, out);
      await showCounts(plan.summary, job);
    }
  }
  // An apply that was begun has passed its limits. Then, and for an undo, only the limits of this call count.
  const isGuarded = plan !== undefined && !(await isUndo(run, heading, job));
  demandLimits(tally, limits, run, job, isGuarded, heading.limits);
  const changes = tally.decisions.change;
  const done = [...journal.outcomes.values()].filter(isFinal).length;
  const command = isGuarded
    ? applyCommand(tally, heading.limits, run, job, "--yes")
    : out.command("apply", run.folder, ...bulkFlag(job), "--yes");
  await demandYes(yes, changes - done, command, job);
  return applyRun(run, changes, journal, job);
}

/** By flag, or by an answer at the terminal. Throws an ExitError 4, with how to go on, where the answer is not yes. */
async function demandYes(
  yes: boolean,
  changes: number,
  command: string,
  { shop, out }: Job,
): Promise<void> {
  if (yes || changes === 0) return;
  const howTo = `To apply the plan: ${command}`;
  if (!out.interactive) {
    throw new ExitError(
      4,
      `Nothing was sent: this is not a terminal and --yes was not given. ${howTo}`,
      new Reason("this is not a terminal and --yes was not given"),
    );
  }
  if (await out.ask(`Change ${counted(changes, "row")} in ${shop.name}?`)) return;
  throw new ExitError(4, `Nothing was sent. ${howTo}`);
}

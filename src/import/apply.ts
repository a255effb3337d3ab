// A plan is applied: shown, checked against its limits, and sent after a yes.
import { noJournal, readJournal } from "../apply/journal.ts";
import { isFinal } from "../apply/outcome.ts";
import { type ExitCode, ExitError } from "../exit-code.ts";
import type { Limits } from "../plan/guards.ts";
import { readPlan } from "../plan/plan-file.ts";
import { count, newTally, type Tally } from "../plan/tally.ts";
import { type Planned, reportPlan } from "../report/plan-report.ts";
import { countsOf } from "../report/summary.ts";
import { viewTally } from "../report/view.ts";
import { hashSheet, type Run } from "../run/run.ts";
import type { Job } from "../session/job.ts";
import { applyRun } from "./apply-run.ts";
import { demandLimits } from "./safety.ts";
import { showCounts, showPlan } from "./show-plan.ts";
import { openStored } from "./stored-run.ts";
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
  await demandYes(yes, changes, run, job);
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
  const { run, heading } = await openStored("apply", folder, job);
  if ((await hashSheet(run)) !== heading.sha256) {
    throw new ExitError(
      2,
      `Cannot apply "${folder}": its sheet.csv was changed after it was planned; nothing was sent. Import the changed sheet instead`,
    );
  }
  out.account({ folder: run.folder });
  const journal = await readJournal(run);
  let plan: Planned | undefined;
  // A run that was begun has reports; those of the plan must not replace them.
  if (!journal.begun) plan = await reportPlan(run);
  const tally = plan?.summary ?? (await tallyOf(run));
  if (plan !== undefined) {
    out.account({ counts: countsOf(plan.summary), words: viewTally(plan.summary) });
  }
  if (plan !== undefined && out.voice.json !== true) {
    await showPlan(plan, out);
    await showCounts(plan.summary, job);
  }
  // It has passed its limits too. Then, and for an undo, only the limits of this call count.
  const guarded = !journal.begun && heading.undoes === undefined;
  const all = guarded ? { ...heading.limits, ...limits } : limits;
  demandLimits(tally, all, run, job, guarded);
  const changes = tally.decisions.change;
  const done = [...journal.outcomes.values()].filter(isFinal).length;
  await demandYes(yes, changes - done, run, job);
  return applyRun(run, changes, journal, job);
}

async function tallyOf(run: Run): Promise<Tally> {
  const tally = newTally();
  for await (const decisions of readPlan(run)) {
    for (const decision of decisions) count(tally, decision);
  }
  return tally;
}

/** By flag, or by an answer at the terminal. Throws an ExitError 4, with how to go on, where the answer is not yes. */
async function demandYes(
  yes: boolean,
  changes: number,
  run: Run,
  { shop, out }: Job,
): Promise<void> {
  if (yes || changes === 0) return;
  const howTo = `To apply the plan: ${out.command("apply", run.folder, "--yes")}`;
  if (!out.interactive) {
    throw new ExitError(
      4,
      `Nothing was sent: this is not a terminal and --yes was not given. ${howTo}`,
    );
  }
  if (await out.ask(`Change ${counted(changes, "row")} in ${shop.name}?`)) return;
  throw new ExitError(4, `Nothing was sent. ${howTo}`);
}

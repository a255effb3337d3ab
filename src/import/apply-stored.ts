// apply RUN: a plan that was stored before, by `plan` or by an import that was cut short.
import { readJournal } from "../apply/journal.ts";
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
import { applyRun } from "./apply.ts";
import { demandYes } from "./consent.ts";
import { demandLimits } from "./safety.ts";
import { showCounts, showPlan } from "./show-plan.ts";
import { openStored } from "./stored-run.ts";

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
      `Cannot apply "${folder}": its sheet.csv was changed after it was planned; import the changed sheet instead; nothing was sent`,
    );
  }
  out.account({ folder: run.folder });
  const { outcomes, begun } = await readJournal(run);
  let plan: Planned | undefined;
  // A run that was begun has reports, which a plan's must not replace.
  if (!begun) plan = await reportPlan(run);
  const tally = plan?.summary ?? (await tallyOf(run));
  if (plan !== undefined) {
    out.account({ counts: countsOf(plan.summary), words: viewTally(plan.summary) });
  }
  if (plan !== undefined && out.voice.json !== true) {
    await showPlan(plan, out);
    await showCounts(plan.summary, job);
  }
  // It has passed its guards too: then, and for an undo, only what was given this time counts.
  const guarded = !begun && heading.undoes === undefined;
  const all = guarded ? { ...heading.limits, ...limits } : limits;
  demandLimits(tally, all, run, job, guarded);
  const changes = tally.decisions.change;
  const done = [...outcomes.values()].filter(isFinal).length;
  await demandYes(yes, changes - done, run, job);
  return applyRun(run, changes, job);
}

async function tallyOf(run: Run): Promise<Tally> {
  const tally = newTally();
  for await (const decisions of readPlan(run)) {
    for (const decision of decisions) count(tally, decision);
  }
  return tally;
}

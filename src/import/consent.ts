// A plan is shown, and what it changes is sent only after it has passed its limits and somebody has said yes.
import { type ExitCode, ExitError } from "../exit-code.ts";
import type { Limits } from "../plan/guards.ts";
import type { Planned } from "../report/plan-report.ts";
import type { Run } from "../run/run.ts";
import type { Job } from "../session/job.ts";
import { applyRun } from "./apply.ts";
import { demandLimits } from "./safety.ts";
import { showCounts, showPlan } from "./show-plan.ts";

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
  return applyRun(run, changes, job);
}

/** By flag, or by an answer at the terminal. Throws an ExitError 4, with how to go on, where the answer is not yes. */
export async function demandYes(
  yes: boolean,
  changes: number,
  run: Run,
  { shop, out }: Job,
): Promise<void> {
  if (yes || changes === 0) return;
  const howTo = `the plan is kept; carry it out with: ${out.command("apply", run.folder, "--yes")}`;
  if (!out.interactive) {
    throw new ExitError(
      4,
      `Nothing was sent: there is nobody to ask, and --yes was not given; ${howTo}`,
    );
  }
  const rows = changes === 1 ? "1 row" : `${changes.toLocaleString("en")} rows`;
  if (await out.ask(`Change ${rows} in ${shop.name}?`)) return;
  throw new ExitError(4, `Nothing was sent; ${howTo}`);
}

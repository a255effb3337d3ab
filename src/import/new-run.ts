// A new run: its folder, and the plan that is stored in it and counted. Both are there whole or not at all.
import { ExitError } from "../exit-code.ts";
import { placeIn } from "../host/host.ts";
import { signalIn } from "../host/signals.ts";
import type { Decision } from "../plan/decision.ts";
import { makePlan, type PlanParts } from "../plan/make-plan.ts";
import type { PlanHeading } from "../plan/plan-file.ts";
import { type Planned, PlanReport, reportPlan } from "../report/plan-report.ts";
import { countsOf } from "../report/summary.ts";
import { viewTally } from "../report/view.ts";
import { createRun, discardRun, type Run } from "../run/run.ts";
import type { Job } from "../session/job.ts";
import { ShopError } from "../shop/shop-error.ts";
import { hasCode, isSystemError } from "../system-error.ts";

/** A folder of runs, and the command that is part of the name of the run. */
export interface RunPlace {
  readonly runs: string;
  readonly command: string;
}

/** Makes the folder, and removes it if the work fails. */
export async function newRun(
  { runs, command }: RunPlace,
  { host, shop, out }: Job,
  work: (run: Run) => Promise<Planned>,
): Promise<Planned> {
  const run = await createRun(placeIn(host, runs), command, shop.name, host.now()).catch(
    (error: unknown) => refuseFolder(runs, error),
  );
  out.account({ folder: run.folder });
  try {
    return await work(run);
  } catch (error) {
    await discardRun(run).catch(() => undefined); // the first error is the one to report
    out.account({ folder: undefined });
    const signal = signalIn(host.signal);
    if (signal !== undefined) {
      const what = `The run was stopped by ${signal}; nothing was sent, and no run was kept`;
      throw new ExitError(3, what, error);
    }
    if (error instanceof ShopError) {
      throw new ExitError(3, `${error.message}; nothing was sent, and no run was kept`, error);
    }
    if (!isSystemError(error)) throw error;
    throw new ExitError(
      3,
      `Cannot write the plan to ${run.folder}: ${run.messageOf(error)}; nothing was sent. Make room, or choose another folder with --runs`,
      error,
    );
  }
}

/** The folder of runs cannot have a new one. Throws an ExitError. */
export function refuseFolder(runs: string, error: unknown): never {
  if (hasCode(error, "ENOENT", "ENOTDIR")) {
    throw new ExitError(
      2,
      `Cannot keep the run in "${runs}": wanted an existing folder, or a new one in an existing folder`,
    );
  }
  throw new ExitError(
    3,
    `Cannot keep the run in "${runs}": ${(error as Error).message}; nothing was sent. Make room, or choose another folder with --runs`,
    error,
  );
}

/** Decides all rows, stores the plan with its first reports, and counts it. */
export async function storePlan(
  run: Run,
  known: Omit<PlanHeading, "format" | "shop" | "made">,
  { host, shop, out }: Job,
  parts: PlanParts,
): Promise<Planned> {
  const made = host.now().toISOString();
  const heading: PlanHeading = { format: 1, shop: shop.name, made, ...known };
  const { rows } = heading;
  const report = await PlanReport.begin(run, heading);
  const progress = out.progress("Comparing", rows);
  let decided = 0;
  const onDecided = async (decisions: readonly Decision[]): Promise<void> => {
    host.signal.throwIfAborted();
    await report.add(decisions);
    decided += decisions.length;
    progress.update(decided, shop.forecast({ reads: rows - decided }).seconds);
  };
  let planned: Planned;
  try {
    const isRevised = await makePlan(run, heading, shop, parts, onDecided);
    if (isRevised) {
      await report.abandon();
      planned = await reportPlan(run);
    } else planned = await report.commit();
  } catch (error) {
    await report.abandon();
    throw error;
  } finally {
    progress.stop();
  }
  const { summary } = planned;
  out.account({ counts: countsOf(summary), words: viewTally(summary) });
  return planned;
}

// A proposal becomes a run: its sheet is kept, compared with the shop, and the difference stored and counted.
import { hasCode } from "../system-error.ts";
import { ExitError } from "../exit-code.ts";
import { placeIn } from "../host/host.ts";
import { makePlan, type Questions } from "../plan/make-plan.ts";
import type { Decision } from "../plan/decision.ts";
import type { Review } from "../plan/review.ts";
import type { SheetWatch } from "../plan/watch/sheet-watch.ts";
import { type Planned, PlanReport, reportPlan } from "../report/plan-report.ts";
import { countsOf } from "../report/summary.ts";
import { viewTally } from "../report/view.ts";
import type { PlanHeading } from "../plan/plan-file.ts";
import { createRun, discardRun, keepSheet, type Run } from "../run/run.ts";
import type { Job } from "../session/job.ts";
import { ShopError } from "../shop/shop-error.ts";
import { idsPerList } from "../shop/shop.ts";

/** A folder of runs, and the command whose name the run gets. */
export interface RunPlace {
  readonly runs: string;
  readonly command: string;
}

/** A run to be: its sheet, and the rows of its plan. */
export interface Proposal {
  /** What people know the sheet by. */
  readonly source: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Called when the run keeps the sheet. */
  readonly open: (run: Run) => Promise<Opened>;
}

interface Opened {
  readonly rows: number;
  readonly questions: Questions;
  /** What else is to be known of the plan later. */
  readonly also: Omit<PlanHeading, "format" | "shop" | "sheet" | "sha256" | "rows" | "made">;
  /** Of what people propose; the way back to what was there is not doubted. */
  readonly review?: Review;
  /** Likewise. */
  readonly watch?: SheetWatch;
  readonly close?: () => Promise<void>;
}

/** Leaves a run with a complete plan, or no run at all. */
export async function planProposal(
  { source, bytes, open }: Proposal,
  { runs, command }: RunPlace,
  job: Job,
): Promise<Planned> {
  const { host, shop, out: terminal } = job;
  const place = placeIn(host, runs);
  const run = await createRun(place, command, shop.name, host.now()).catch((error: unknown) => {
    if (!hasCode(error, "ENOENT") && !hasCode(error, "ENOTDIR")) {
      throw new ExitError(
        3,
        `Cannot keep the run in "${runs}": ${(error as Error).message}; nothing was sent; make room, or name another folder with --runs`,
        error,
      );
    }
    throw new ExitError(
      2,
      `Cannot keep the run in "${runs}": wanted a folder, or a new one in a folder`,
    );
  });
  terminal.account({ folder: run.folder });
  try {
    const sha256 = await keepSheet(run, bytes);
    const made = host.now().toISOString();
    const opened = await open(run);
    const heading = {
      format: 1,
      shop: shop.name,
      sheet: source,
      sha256,
      rows: opened.rows,
      made,
      ...opened.also,
    } as const;
    const planned = await plan(opened, heading, run, job);
    const { summary } = planned;
    terminal.account({ counts: countsOf(summary), words: viewTally(summary) });
    return planned;
  } catch (error) {
    await discardRun(run).catch(() => undefined); // the first error is the one to tell
    terminal.account({ folder: undefined });
    if (error instanceof ShopError) {
      throw new ExitError(3, `${error.message}; nothing was sent, and no run is kept`, error);
    }
    if (!(error instanceof Error && "syscall" in error)) throw error;
    throw new ExitError(
      3,
      `Cannot keep the plan in ${run.folder}: ${run.messageOf(error)}; nothing was sent; make room, or name another folder with --runs`,
      error,
    );
  }
}

async function plan(
  { rows, questions, review, watch, close }: Opened,
  heading: PlanHeading,
  run: Run,
  { shop, out: terminal }: Job,
): Promise<Planned> {
  const report = await PlanReport.begin(run, heading);
  const progress = terminal.progress("Comparing", rows);
  let decided = 0;
  try {
    const onDecided = async (decisions: readonly Decision[]): Promise<void> => {
      await report.add(decisions);
      decided += decisions.length;
      progress.update(decided, shop.secondsFor(Math.ceil((rows - decided) / idsPerList)));
    };
    const isRevised = await makePlan(questions, heading, shop, run, onDecided, review, watch);
    if (!isRevised) return await report.commit();
    await report.abandon();
    return await reportPlan(run);
  } catch (error) {
    await report.abandon();
    throw error;
  } finally {
    progress.stop();
    await close?.();
  }
}

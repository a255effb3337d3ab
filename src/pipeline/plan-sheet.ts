// plan: the sheet is kept in a run, checked whole, compared with the shop, and the difference stored and shown.
import { type ExitCode, ExitError } from "../exit-code.ts";
import { makePlan } from "../plan/make-plan.ts";
import type { Decision } from "../plan/decision.ts";
import { viewRow, viewTally } from "../report/view.ts";
import type { Summary } from "../report/summary.ts";
import { type Planned, reportPlan } from "../report/write-reports.ts";
import { createRun, discardRun, isCode, keepSheet } from "../run/run.ts";
import { bytesOf, sourceOf } from "../sheet/input.ts";
import { openSheet } from "../sheet/sheet.ts";
import { idsPerList, type Shop } from "../shop/shop.ts";
import { duration } from "../terminal/progress.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** A folder of runs, and the command whose name the run gets. */
export interface RunPlace {
  readonly runs: string;
  readonly command: string;
}

/** Leaves a run with a complete plan, or no run at all. */
export async function planSheet(
  path: string,
  { runs, command }: RunPlace,
  shop: Shop,
  terminal: Terminal,
): Promise<Planned> {
  const run = await createRun(runs, command, shop.name).catch((error: unknown) => {
    if (!isCode(error, "ENOENT") && !isCode(error, "ENOTDIR")) {
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
  try {
    const sha256 = await keepSheet(run, bytesOf(path));
    const sheet = await openSheet(run.file("sheet.csv"), sourceOf(path));
    const progress = terminal.progress("Comparing", sheet.rows);
    try {
      await makePlan(sheet, sha256, shop, run, (rows) =>
        progress.update(rows, shop.secondsFor(Math.ceil((sheet.rows - rows) / idsPerList))),
      );
    } finally {
      progress.stop();
    }
    return await reportPlan(run);
  } catch (error) {
    await discardRun(run).catch(() => undefined); // the first error is the one to tell
    if (!(error instanceof Error && "syscall" in error)) throw error;
    throw new ExitError(
      3,
      `Cannot keep the plan in ${run.folder}: ${error.message}; nothing was sent; make room, or name another folder with --runs`,
      error,
    );
  }
}

/** The command `plan`: what was planned is shown, kept and not carried out. */
export async function planOnly(
  path: string,
  place: RunPlace,
  shop: Shop,
  terminal: Terminal,
): Promise<ExitCode> {
  const planned = await planSheet(path, place, shop, terminal);
  const { run, summary } = planned;
  if (terminal.voice.json === true) await terminal.print(`${JSON.stringify(summary)}\n`);
  else {
    await showPlan(planned, terminal);
    await showCounts(summary, shop, terminal);
  }
  if (summary.decisions.change > 0)
    terminal.note(`Carry it out with: ${terminal.command("apply", run.folder)}`);
  return summary.needs_attention > 0 ? 1 : 0;
}

/** Old → new, then what is not sent and why; long lists are cut, with where to find the rest. */
export async function showPlan(planned: Planned, terminal: Terminal): Promise<void> {
  const { run, summary, changes, problems } = planned;
  const { change, unchanged } = summary.decisions;
  const others = summary.rows - change - unchanged;
  const lines = [
    ...section("Changes", changes, change, run.file("changes.csv"), terminal),
    ...section("Not sent", problems, others, run.file("plan.jsonl"), terminal),
  ];
  if (lines.length > 0) await terminal.print(`${lines.join("\n")}\n`);
}

/** The counts, and how long applying takes. */
export async function showCounts(summary: Summary, shop: Shop, terminal: Terminal): Promise<void> {
  const { change } = summary.decisions;
  const seconds = shop.secondsFor(change + Math.ceil(change / idsPerList));
  const changes = `${change.toLocaleString("en")} ${change === 1 ? "change" : "changes"}`;
  const time = change === 0 ? "" : `\n${changes} at ${shop.rate}/s: about ${duration(seconds)}`;
  await terminal.print(`${viewTally(summary)}${time}\n`);
}

function section(
  title: string,
  shown: readonly Decision[],
  total: number,
  rest: string,
  terminal: Terminal,
): string[] {
  if (total === 0) return [];
  const more = total - shown.length;
  const tail = more > 0 ? [`  … and ${more.toLocaleString("en")} more in ${rest}`] : [];
  return [terminal.paint("bold", title), ...shown.map(viewRow), ...tail, ""];
}

// apply: the changes of a run that have no outcome yet are carried out, then its reports are made.
import { type Applied, apply } from "../apply/apply.ts";
import { readJournal } from "../apply/journal.ts";
import { isFinal } from "../apply/outcome.ts";
import type { ExitCode } from "../exit-code.ts";
import { readHeading } from "../plan/plan-file.ts";
import { viewResults } from "../report/view.ts";
import { countsOf, type Summary } from "../report/summary.ts";
import { holdRun, openRun, type Run } from "../run/run.ts";
import type { Shop } from "../shop/shop.ts";
import { printableLines } from "../terminal/printable.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { reportSomewhere } from "./report-somewhere.ts";
import { showRetry } from "./show-retry.ts";

/** `changes` is how many the plan has. */
export async function applyRun(
  run: Run,
  changes: number,
  shop: Shop,
  terminal: Terminal,
): Promise<ExitCode> {
  const held = holdRun(run);
  try {
    return await applyHeld(held.run, changes, shop, terminal);
  } finally {
    held.release();
  }
}

async function applyHeld(
  run: Run,
  changes: number,
  shop: Shop,
  terminal: Terminal,
): Promise<ExitCode> {
  let done = [...(await readJournal(run)).outcomes.values()].filter(isFinal).length;
  const progress = terminal.progress("Applying", changes);
  progress.update(done, shop.secondsFor(changes - done));
  let applied: Applied;
  try {
    applied = await apply(run, shop, () => {
      done += 1;
      progress.update(done, shop.secondsFor(changes - done));
    });
  } finally {
    progress.stop();
  }
  const { outcomes, inDoubt, journalError } = applied;
  const stopped =
    journalError === undefined
      ? applied.stopped
      : `cannot write the journal of ${run.folder}: ${journalError.message}; nothing more was sent; make room, or give the folder back`;
  const results = { run, outcomes, inDoubt, ...(stopped === undefined ? {} : { stopped }) };
  const { summary, place } = await reportSomewhere(results, terminal);
  terminal.account({ counts: countsOf(summary), words: viewResults(summary) });
  const whole = journalError === undefined && place === run;
  const code = whole ? exitCodeFor(summary) : 3;
  if (summary.stopped !== undefined)
    terminal.warn(`Stopped early: ${printableLines(summary.stopped)}`, "stopped");
  if (code === 3 && (await openRun(run.folder)) !== undefined)
    terminal.warn(`Carry on with: ${terminal.command("apply", run.folder, "--yes")}`, "carry_on");
  const open = (summary.outcomes?.unknown ?? 0) + (summary.outcomes?.not_attempted ?? 0);
  await show(place, summary, terminal);
  // While rows are open the next step is to carry on, and nothing else.
  if (open === 0 && place !== undefined && terminal.voice.json !== true)
    await showRetry(place, summary, await readHeading(run), terminal);
  // What is no `updated` may have changed the shop all the same.
  const isMarked = [...outcomes.values()].some(({ changed = [] }) => changed.length > 0);
  if (open === 0 && (isMarked || (summary.outcomes?.updated ?? 0) > 0))
    terminal.note(`Take it back with: ${terminal.command("undo", run.folder)}`, "undo");
  return code;
}

async function show(place: Run | undefined, summary: Summary, terminal: Terminal): Promise<void> {
  if (terminal.voice.json === true) {
    await terminal.print(`${JSON.stringify(summary)}\n`);
    return;
  }
  const lines = [
    terminal.paint("bold", viewResults(summary)),
    `Results: ${place?.file("results.csv") ?? "on standard error"}`,
  ];
  await terminal.print(`${lines.join("\n")}\n`);
}

/** 3 where carrying on has something left to do, whatever the reason. */
function exitCodeFor({ outcomes, needs_attention }: Summary): ExitCode {
  if (outcomes !== null && outcomes.unknown + outcomes.not_attempted > 0) return 3;
  return needs_attention > 0 ? 1 : 0;
}

// apply: the changes of a run that have no outcome yet are carried out, then its reports are made.
import { apply } from "../apply/apply.ts";
import { readJournal } from "../apply/journal.ts";
import { isFinal } from "../apply/outcome.ts";
import type { ExitCode } from "../exit-code.ts";
import { viewResults } from "../report/view.ts";
import type { Summary } from "../report/summary.ts";
import { reportResults } from "../report/write-reports.ts";
import type { Run } from "../run/run.ts";
import type { Shop } from "../shop/shop.ts";
import { printableLines } from "../terminal/printable.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** `changes` is how many the plan has. */
export async function applyRun(
  run: Run,
  changes: number,
  shop: Shop,
  terminal: Terminal,
): Promise<ExitCode> {
  let done = [...(await readJournal(run)).values()].filter(isFinal).length;
  const progress = terminal.progress("Applying", changes);
  progress.update(done, shop.secondsFor(changes - done));
  let stopped: string | undefined;
  try {
    stopped = await apply(run, shop, () => {
      done += 1;
      progress.update(done, shop.secondsFor(changes - done));
    });
  } finally {
    progress.stop();
  }
  const summary = await reportResults(run, stopped);
  await show(run, summary, terminal);
  return exitCodeFor(summary);
}

async function show(run: Run, summary: Summary, terminal: Terminal): Promise<void> {
  if (summary.stopped !== undefined) {
    terminal.warn(`Stopped early: ${printableLines(summary.stopped)}`);
    terminal.warn(`Carry on with: ${terminal.command("apply", run.folder, "--yes")}`);
  }
  if (terminal.voice.json === true) return terminal.print(`${JSON.stringify(summary)}\n`);
  const lines = [
    terminal.paint("bold", viewResults(summary)),
    `Results: ${run.file("results.csv")}`,
  ];
  if (summary.needs_attention > 0) {
    const rows =
      summary.needs_attention === 1
        ? "1 row needs"
        : `${summary.needs_attention.toLocaleString("en")} rows need`;
    lines.push(`${rows} attention; mend and import: ${run.file("retry.csv")}`);
  }
  return terminal.print(`${lines.join("\n")}\n`);
}

function exitCodeFor(summary: Summary): ExitCode {
  if (summary.stopped !== undefined) return 3;
  return summary.needs_attention > 0 ? 1 : 0;
}

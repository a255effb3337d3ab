// apply: the changes of a run that have no outcome yet are carried out, then its reports are made.
import { apply } from "../apply/apply.ts";
import { readJournal } from "../apply/journal.ts";
import { isFinal } from "../apply/outcome.ts";
import { type ExitCode, ExitError } from "../exit-code.ts";
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
  const carryOn = terminal.command("apply", run.folder, "--yes");
  const onDisk = (what: string) => (error: unknown) => {
    if (!(error instanceof Error && "syscall" in error)) throw error;
    const message = `Cannot write ${what} of ${run.folder}: ${error.message}; what was sent is in its journal.jsonl`;
    throw new ExitError(3, `${message}; make room, then: ${carryOn}`, error);
  };
  let done = [...(await readJournal(run)).outcomes.values()].filter(isFinal).length;
  const progress = terminal.progress("Applying", changes);
  progress.update(done, shop.secondsFor(changes - done));
  let stopped: string | undefined;
  try {
    stopped = await apply(run, shop, () => {
      done += 1;
      progress.update(done, shop.secondsFor(changes - done));
    }).catch(onDisk("the journal"));
  } finally {
    progress.stop();
  }
  const summary = await reportResults(run, stopped).catch(onDisk("the reports"));
  const code = exitCodeFor(summary);
  if (summary.stopped !== undefined)
    terminal.warn(`Stopped early: ${printableLines(summary.stopped)}`);
  if (code === 3) terminal.warn(`Carry on with: ${carryOn}`);
  await show(run, summary, terminal);
  return code;
}

async function show(run: Run, summary: Summary, terminal: Terminal): Promise<void> {
  if (terminal.voice.json === true) {
    await terminal.print(`${JSON.stringify(summary)}\n`);
    return;
  }
  const lines = [
    terminal.paint("bold", viewResults(summary)),
    `Results: ${run.file("results.csv")}`,
  ];
  const needy = summary.needs_attention;
  if (needy > 0) {
    const rows = needy === 1 ? "1 row needs" : `${needy.toLocaleString("en")} rows need`;
    lines.push(`${rows} attention; mend and import: ${run.file("retry.csv")}`);
  }
  await terminal.print(`${lines.join("\n")}\n`);
}

/** 3 where carrying on has something left to do, whatever the reason. */
function exitCodeFor({ outcomes, needs_attention }: Summary): ExitCode {
  if (outcomes !== null && outcomes.unknown + outcomes.not_attempted > 0) return 3;
  return needs_attention > 0 ? 1 : 0;
}

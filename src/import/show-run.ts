// show RUN: a run again as the terminal showed it, as Markdown, as JSON, or where its page is. Talks to no shop.
import { stat } from "node:fs/promises";
import { readJournal } from "../apply/journal.ts";
import { type ExitCode, ExitError } from "../exit-code.ts";
import { type Host, placeIn } from "../host/host.ts";
import { readHeading } from "../plan/plan-file.ts";
import { countRun } from "../report/count-run.ts";
import { runMarkdown } from "../report/markdown/run-markdown.ts";
import type { Counted } from "../report/results.ts";
import { type StoredSummary, storedSummary } from "../report/summary-file.ts";
import { openChanges } from "../report/summary.ts";
import { RunError } from "../run/run-error.ts";
import { demandOwnRun, hasFile, openRun, type Run } from "../run/run.ts";
import { findRun } from "../runs/find-run.ts";
import { printableLines } from "../terminal/printable.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { nextStep } from "./show/next-step.ts";
import { writePlanPage, writeResultsPage } from "./show/page-of-run.ts";
import { pageLink, showPage } from "./show/show-page.ts";
import { countLines, showPlan } from "./show/show-plan.ts";
import { showResults } from "./show/show-results.ts";
import { showRetry } from "./show/show-retry.ts";

/** The terminal's form where none is given. */
export type Form = "html" | "md" | "json";

export async function showRun(
  text: string,
  runs: string,
  form: Form | undefined,
  host: Host,
  out: Terminal,
): Promise<ExitCode> {
  const { folder, note } = await findRun({ what: "show", text, runs }, host);
  if (note !== undefined) out.note(note);
  const run = await openRun(placeIn(host, folder));
  if (run === undefined) throw new ExitError(2, `Cannot show "${folder}": its plan is gone`);
  demandOwnRun(run);
  if (form === "html") return showHtml(run, host, out);
  const counted = await countStored(run, host, out);
  const { summary, digest } = counted;
  if (form === "json") await out.print(`${JSON.stringify(summary)}\n`);
  else if (form === "md")
    await out.print(`${runMarkdown(summary, digest, run.nameOf("changes.csv"))}\n`);
  else await showAgain(run, counted, host, out);
  return 0;
}

/** A run of an older version gets its page now. */
async function showHtml(run: Run, host: Host, out: Terminal): Promise<ExitCode> {
  if (!hasFile(run, "report.html")) {
    const counted = await countStored(run, host, out);
    const hasRetry = hasFile(run, "retry.csv") || hasFile(run, "retry.xlsx");
    if (counted.summary.outcomes === null)
      await writePlanPage({ run, ...counted, hasRetry }, { out });
    else await writeResultsPage(counted, run, run, { out });
  }
  if (!hasFile(run, "report.html"))
    throw new ExitError(3, `Cannot show the page of "${run.folder}": it cannot be written`);
  await warnOfOldPage(run, out);
  await out.print(`${pageLink(run, out)}\n`);
  return 0;
}

/** A process that was killed has left the page of before, which may say that nothing was sent. */
async function warnOfOldPage(run: Run, out: Terminal): Promise<void> {
  if (!hasFile(run, "journal.jsonl") || !hasFile(run, "report.html")) return;
  const journal = await stat(run.file("journal.jsonl"));
  const page = await stat(run.file("report.html"));
  if (journal.mtimeMs <= page.mtimeMs) return;
  out.warn(
    `${run.nameOf("report.html")} does not show the last apply of this run, which did not reach its end`,
  );
}

/** From plan and journal: a report may be missing, or older than what was sent last. */
async function countStored(run: Run, host: Host, out: Terminal): Promise<Counted> {
  const heading = await readHeading(run);
  const journal = await readJournal(run);
  const stored = await summaryOf(run, out);
  const now = host.now().toISOString();
  const reported = stored?.reported ?? (journal.opened ? now : null);
  const counted = await countRun(run, heading, journal, reported);
  const { summary } = counted;
  if (stored?.stopped !== undefined && openChanges(summary) > 0) summary.stopped = stored.stopped;
  return counted;
}

/** Undefined where it cannot be read, which is said. */
async function summaryOf(run: Run, out: Terminal): Promise<StoredSummary | undefined> {
  try {
    return await storedSummary(run);
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    out.warn(`Cannot read ${error.path}: ${error.what}`);
    return undefined;
  }
}

async function showAgain(run: Run, counted: Counted, host: Host, out: Terminal): Promise<void> {
  const { summary } = counted;
  const heading = await readHeading(run);
  await warnOfOldPage(run, out);
  if (summary.outcomes === null) {
    await showPlan({ run, ...counted }, out);
    await out.print(`${countLines(summary).join("\n")}\n`);
    await showPage(run, out);
  } else {
    if (summary.stopped !== undefined)
      out.warn(`Stopped early: ${printableLines(summary.stopped)}`, "stopped");
    await showResults(run, summary, out);
  }
  if (openChanges(summary) === 0) await showRetry(run, summary, heading, out);
  const next = nextStep(run, summary, host, out);
  if (next !== undefined) out.note(next);
}

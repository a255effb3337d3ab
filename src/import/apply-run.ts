// apply: the changes of a run that have no outcome yet are carried out, then its reports are made.
import { type Applied, apply } from "../apply/apply.ts";
import type { JournalContent } from "../apply/journal.ts";
import { isFinal } from "../apply/outcome.ts";
import { type Ending, endingBy } from "../cause.ts";
import type { ExitCode } from "../exit-code.ts";
import { readHeading } from "../plan/plan-file.ts";
import { viewResults } from "../report/view.ts";
import { countsOf, openChanges, type Summary } from "../report/summary.ts";
import { keepRunOpen, openRun, type Run } from "../run/run.ts";
import { placeIn } from "../host/host.ts";
import { formatCount } from "../words.ts";
import type { Job } from "../session/job.ts";
import { printableLines } from "../terminal/printable.ts";
import type { Chosen } from "./choose-rows.ts";
import { bulkTalk } from "./bulk-talk.ts";
import { sameFlags } from "./safety.ts";
import { writeResultsPage } from "./show/page-of-run.ts";
import { reportSomewhere } from "./show/report-somewhere.ts";
import { showResults } from "./show/show-results.ts";
import { showRetry } from "./show/show-retry.ts";

/** `journal` is what is known of the changes. */
export async function applyRun(
  run: Run,
  chosen: Chosen,
  journal: JournalContent,
  job: Job,
): Promise<ExitCode> {
  const open = keepRunOpen(run);
  try {
    return await applyOpen(open.run, chosen, journal, job);
  } finally {
    open.close();
  }
}

async function applyOpen(
  run: Run,
  { choice, changes, now }: Chosen,
  before: JournalContent,
  job: Job,
): Promise<ExitCode> {
  const { host, shop, out, bulk: inBulk = false } = job;
  let done = [...before.outcomes.values()].filter(isFinal).length;
  const total = done + now;
  const progress = out.progress("Applying", total);
  // The shop promises no time for what it does by itself.
  const secondsLeft = (): number | undefined =>
    inBulk ? undefined : shop.forecast({ updates: total - done }).seconds;
  progress.update(done, secondsLeft());
  const talk = bulkTalk(job, (worked) => progress.update(Math.min(done + worked, total)));
  const onRow = (): void => {
    done = Math.min(done + 1, total); // rows that are only read count for nothing
    progress.update(done, secondsLeft());
  };
  let applied: Applied;
  try {
    applied = await apply({
      run,
      shop,
      before,
      choice,
      changes,
      inBulk,
      talk,
      now: () => host.now(),
      onRow,
    });
  } finally {
    progress.stop();
  }
  const { outcomes, inDoubt, journalError } = applied;
  const stopped =
    journalError === undefined
      ? applied.stopped
      : `cannot write the journal of ${run.folder}: ${run.messageOf(journalError)}. Nothing more was sent; make room, or restore the folder`;
  const results = {
    run,
    reported: host.now().toISOString(),
    outcomes,
    choice,
    inDoubt,
    ...(stopped !== undefined && { stopped }),
  };
  const { summary, digest, place } = await reportSomewhere(results, job);
  if (place !== undefined) await writeResultsPage({ summary, digest }, run, place, job);
  out.account({ counts: countsOf(summary), words: viewResults(summary) });
  const whole = journalError === undefined && place === run;
  const code = whole ? exitCodeFor(summary) : 3;
  if (place !== run) out.account(cannotReport);
  else if (code === 3) out.account(endingBy(journalError ?? applied.stopError));
  if (summary.stopped !== undefined)
    out.warn(`Stopped early: ${printableLines(summary.stopped)}`, "stopped");
  if (code === 3 && (await openRun(placeIn(host, run.folder))) !== undefined)
    out.warn(
      `${applied.open === undefined ? "To continue" : "To collect"}: ${out.command("apply", run.folder, "--yes")}`,
      "carry_on",
    );
  if (out.voice.json === true) await out.print(`${JSON.stringify(summary)}\n`);
  else await showResults(place, summary, out);
  // After a stop the next step is to carry on, and nothing else.
  if (code !== 3 && place !== undefined && out.voice.json !== true)
    await showRetry(place, summary, await readHeading(run), out);
  const later = summary.choice?.later ?? 0;
  if (code !== 3 && later > 0) {
    const rows = later === 1 ? "1 row is" : `${formatCount(later)} rows are`;
    const others = out.command(
      "apply",
      run.folder,
      ...sameFlags({ ...job, chosenBy: [] }),
      "--yes",
    );
    out.note(`${rows} not sent yet. To send ${later === 1 ? "it" : "them"}: ${others}`, "carry_on");
  }
  // What is no `updated` may have changed the shop all the same.
  const isMarked = [...outcomes.values()].some(({ changed = [] }) => changed.length > 0);
  if (code !== 3 && (isMarked || (summary.outcomes?.updated ?? 0) > 0))
    out.note(
      `To undo: ${out.command("undo", run.folder, ...sameFlags({ ...job, chosenBy: [] }))}`,
      "undo",
    );
  return code;
}

const cannotReport: Ending = {
  cause: "disk",
  message: "the reports cannot be written into the folder of the run",
};

/** 3 where carrying on has something left to do of what was chosen, whatever the reason. */
function exitCodeFor(summary: Summary): ExitCode {
  if (openChanges(summary) > 0) return 3;
  return summary.needs_attention > 0 ? 1 : 0;
}

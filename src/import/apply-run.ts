// apply: the changes of a run that have no outcome yet are carried out, then its reports are made.
import { type Applied, apply } from "../apply/apply.ts";
import type { JournalContent } from "../apply/journal.ts";
import { isFinal } from "../apply/outcome.ts";
import { type Ending, endingBy } from "../cause.ts";
import type { ExitCode } from "../exit-code.ts";
import { readHeading } from "../plan/plan-file.ts";
import { viewResults } from "../report/view.ts";
import type { Results } from "../report/results.ts";
import { countsOf, openChanges, type Summary } from "../report/summary.ts";
import { keepRunOpen, type Run } from "../run/run.ts";
import type { Host } from "../host/host.ts";
import type { Choice } from "../plan/choice.ts";
import type { Job } from "../session/job.ts";
import { printableLines } from "../terminal/printable.ts";
import type { Chosen } from "./choose-rows.ts";
import { bulkTalk } from "./bulk-talk.ts";
import { sayHowToContinue, sayHowToUndo, sayWhatIsLeft } from "./show/after-apply.ts";
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
  chosen: Chosen,
  before: JournalContent,
  job: Job,
): Promise<ExitCode> {
  const { host, out } = job;
  const applied = await sendChanges(run, chosen, before, job);
  const results = resultsOf(run, chosen.choice, applied, host);
  const { summary, digest, place } = await reportSomewhere(results, job);
  if (place !== undefined) await writeResultsPage({ summary, digest }, run, place, job);
  out.account({ counts: countsOf(summary), words: viewResults(summary) });
  const isWhole = applied.journalError === undefined && place === run;
  const code = isWhole ? exitCodeFor(summary) : 3;
  if (place !== run) out.account(cannotReport);
  else if (code === 3) out.account(endingBy(applied.journalError ?? applied.stopError));
  if (summary.stopped !== undefined)
    out.warn(`Stopped early: ${printableLines(summary.stopped)}`, "stopped");
  if (code === 3) await sayHowToContinue(run, applied, job);
  if (out.voice.json === true) await out.print(`${JSON.stringify(summary)}\n`);
  else await showResults(place, summary, out);
  // After a stop the next step is to carry on, and nothing else.
  if (code === 3) return code;
  if (place !== undefined && out.voice.json !== true)
    await showRetry(place, summary, await readHeading(run), out);
  sayWhatIsLeft(run, summary, job);
  sayHowToUndo(run, summary, applied, job);
  return code;
}

/** Sends the changes that were chosen, and shows how far it is. */
async function sendChanges(
  run: Run,
  { choice, changes, now }: Chosen,
  before: JournalContent,
  job: Job,
): Promise<Applied> {
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
  try {
    return await apply({
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
}

function resultsOf(
  run: Run,
  choice: Choice,
  { outcomes, inDoubt, journalError, stopped: stoppedBy }: Applied,
  host: Host,
): Results {
  const stopped =
    journalError === undefined
      ? stoppedBy
      : `cannot write the journal of ${run.folder}: ${run.messageOf(journalError)}. Nothing more was sent; make room, or restore the folder`;
  const reported = host.now().toISOString();
  return { run, reported, outcomes, choice, inDoubt, ...(stopped !== undefined && { stopped }) };
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

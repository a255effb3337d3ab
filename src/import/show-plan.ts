// A plan as people see it, on standard output.
import type { Decision } from "../plan/decision.ts";
import { viewLeftOut, viewNeverSent, viewRow, viewTally } from "../report/view.ts";
import type { Summary } from "../report/summary.ts";
import { type Planned, shownOfAKind } from "../report/plan-report.ts";
import type { Group } from "../plan/tally.ts";
import { viewGroup } from "../report/advice.ts";
import { printable } from "../terminal/printable.ts";
import { idsPerList } from "../shop/shop.ts";
import type { Job } from "../session/job.ts";
import { duration } from "../words.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** Old → new, then what is not sent and why; long lists are cut, with where to find the rest. */
export async function showPlan(planned: Planned, terminal: Terminal): Promise<void> {
  const { run, summary, changes, problems, problemCount } = planned;
  const { change } = summary.decisions;
  const neverSent = viewNeverSent(summary);
  const lines = [
    ...section("Changes", changes, change, run.nameOf("changes.csv"), terminal),
    ...section("Not sent", problems, problemCount, run.nameOf("plan.jsonl"), terminal),
    ...groups("Same problem in several rows", summary.complaints.filter(isMore), terminal),
    ...groups("Held: a whole column looks like a mistake", summary.mistakes, terminal),
    ...groups("Warnings", summary.warnings, terminal),
    ...(neverSent === "" ? [] : [neverSent, ""]),
  ];
  if (lines.length > 0) await terminal.print(`${lines.join("\n")}\n`);
}

/** The counts, and how long applying takes. */
export async function showCounts(summary: Summary, { shop, out: terminal }: Job): Promise<void> {
  const { change } = summary.decisions;
  const seconds = shop.secondsFor(change + Math.ceil(change / idsPerList));
  const changes = `${change.toLocaleString("en")} ${change === 1 ? "change" : "changes"}`;
  const time = change === 0 ? "" : `\n${changes} at ${shop.rate}/s: about ${duration(seconds)}`;
  const left = viewLeftOut(summary);
  await terminal.print(`${viewTally(summary)}${left === "" ? "" : `\n${left}`}${time}\n`);
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

const isMore = ({ cells }: Group): boolean => cells > shownOfAKind;

function groups(title: string, shown: readonly Group[], terminal: Terminal): string[] {
  if (shown.length === 0) return [];
  const lines = shown.flatMap(viewGroup).map((line) => `  ${printable(line)}`);
  return [terminal.paint("bold", title), ...lines, ""];
}

// A plan as people see it, on standard output.
import type { Decision } from "../../plan/decision.ts";
import {
  viewBaseClears,
  viewLeftOut,
  viewNeverSent,
  viewRow,
  viewTally,
} from "../../report/view.ts";
import type { Summary } from "../../report/summary.ts";
import { type Planned, shownOfAKind } from "../../report/plan-report.ts";
import type { Group } from "../../plan/tally.ts";
import { viewGroup } from "../../report/advice.ts";
import { printable } from "../../terminal/printable.ts";
import type { Job } from "../../session/job.ts";
import { counted, type LineWord } from "../../words.ts";
import type { Terminal } from "../../terminal/terminal.ts";

/** Old → new, then what is not sent and why; long lists are cut, with where to find the rest. */
export async function showPlan(planned: Planned, terminal: Terminal): Promise<void> {
  const { run, summary, changes, problems, problemCount, lineWord } = planned;
  const rowOf = (decision: Decision): string => viewRow(decision, lineWord);
  const groups = (title: string, shown: readonly Group[]): string[] =>
    linesOf(title, shown, lineWord, terminal);
  const { change } = summary.decisions;
  const neverSent = viewNeverSent(summary);
  const lines = [
    ...section("Changes", changes.map(rowOf), change, run.nameOf("changes.csv"), terminal),
    ...section("Not sent", problems.map(rowOf), problemCount, run.nameOf("plan.jsonl"), terminal),
    ...groups("Same problem in several rows", summary.complaints.filter(isMore)),
    ...groups("Held: a whole column looks like a mistake", summary.mistakes),
    ...groups("Warnings", summary.warnings),
    ...(neverSent === "" ? [] : [neverSent, ""]),
  ];
  if (lines.length > 0) await terminal.print(`${lines.join("\n")}\n`);
}

/** What is different where the shop carries out the changes by itself. */
const byBulk =
  "by bulk: the shop works through them by itself, in a time that it does not promise; changes that others make while the shop works through the file are overwritten and reported";

/** The counts, and how long applying takes. */
export async function showCounts(
  summary: Summary,
  { shop, out: terminal, bulk = false }: Job,
): Promise<void> {
  const { change } = summary.decisions;
  const words = bulk
    ? ` ${byBulk}`
    : `: ${shop.forecast({ reads: change, updates: change }).words}`;
  const time = change === 0 ? "" : `\n${counted(change, "change")}${words}`;
  const more = [viewBaseClears(summary), viewLeftOut(summary)].filter((line) => line !== "");
  await terminal.print(
    `${[`${summary.shop}: ${viewTally(summary)}`, ...more].join("\n")}${time}\n`,
  );
}

function section(
  title: string,
  shown: readonly string[],
  total: number,
  rest: string,
  terminal: Terminal,
): string[] {
  if (total === 0) return [];
  const more = total - shown.length;
  const tail = more > 0 ? [`  … and ${more.toLocaleString("en")} more in ${rest}`] : [];
  return [terminal.paint("bold", title), ...shown, ...tail, ""];
}

const isMore = ({ cells }: Group): boolean => cells > shownOfAKind;

function linesOf(
  title: string,
  shown: readonly Group[],
  lineWord: LineWord,
  terminal: Terminal,
): string[] {
  if (shown.length === 0) return [];
  const lines = shown
    .flatMap((group) => viewGroup(group, lineWord))
    .map((line) => `  ${printable(line)}`);
  return [terminal.paint("bold", title), ...lines, ""];
}

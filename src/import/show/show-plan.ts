// A plan as people see it, on standard output.
import {
  viewBaseClears,
  viewLeftOut,
  viewNeverSent,
  viewRow,
  viewTally,
} from "../../report/view.ts";
import type { Concern, Digest, DigestRow } from "../../report/digest/digest.ts";
import { concernLine, faultLines } from "../../report/lines/concerns.ts";
import { fieldLines } from "../../report/lines/fields.ts";
import type { Summary } from "../../report/summary.ts";
import type { Planned } from "../../report/plan-report.ts";
import { printable } from "../../terminal/printable.ts";
import type { Job } from "../../session/job.ts";
import { andMore, counted } from "../../words.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { withoutRepeats } from "./repeats.ts";

/** Rows of each kind that are shown; the files have them all. */
const mostRows = 20;

/** What would change by field, what to look at first, the rows that matter most, and what is not sent and why. */
export async function showPlan(planned: Planned, terminal: Terminal): Promise<void> {
  const { run, summary, digest } = planned;
  const { lineWord, changes, top } = digest;
  const neverSent = viewNeverSent(summary);
  const rowsOf = (rows: readonly DigestRow[]): string[] =>
    rows.map(({ decision }) => viewRow(decision, lineWord));
  const notSent = withoutRepeats(digest.doubtful).slice(0, mostRows);
  const doubtful = summary.decisions.held + summary.decisions.conflict;
  const faults = digest.faults.flatMap((fault) => faultLines(fault, lineWord));
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [terminal.paint("bold", title), ...lines, ""];
  const lines = [
    ...section("What would change", indented(fieldLines(digest.fields))),
    ...section("Look at these first", indented(concernsOf(digest).map(concernLine))),
    ...section(changes > mostRows ? "Changes, the most important first" : "Changes", [
      ...rowsOf(top.slice(0, mostRows)),
      ...rest(changes - Math.min(top.length, mostRows), run.nameOf("changes.csv")),
    ]),
    ...section("Not sent", [
      ...rowsOf(notSent),
      ...rest(doubtful - notSent.length, run.nameOf("plan.jsonl")),
      ...indented(faults),
    ]),
    ...(neverSent === "" ? [] : [neverSent, ""]),
  ];
  if (lines.length > 0) await terminal.print(`${lines.join("\n")}\n`);
}

const indented = (lines: readonly string[]): string[] =>
  lines.map((line) => `  ${printable(line)}`);

/** Rows that are held or in conflict are listed with their reasons, unless there are too many. */
function concernsOf({ concerns, doubtful }: Digest): readonly Concern[] {
  const isListed =
    withoutRepeats(doubtful).length === doubtful.length && doubtful.length <= mostRows;
  return concerns.filter(({ kind }) => !isListed || (kind !== "held" && kind !== "conflict"));
}

const rest = (count: number, file: string): string[] =>
  count > 0 ? [`  … ${andMore(count)} in ${file}`] : [];

/** What is different where the shop carries out the changes by itself. */
const byBulk =
  "by bulk: the shop works through them by itself, in a time that it does not promise; changes that others make while the shop works through the file are overwritten and reported";

/** The counts, and how long it takes to apply so many of the changes: all without a number. */
export async function showCounts(
  summary: Summary,
  { shop, out: terminal, bulk = false }: Job,
  change = summary.decisions.change,
): Promise<void> {
  const words = bulk
    ? ` ${byBulk}`
    : `: ${shop.forecast({ reads: change, updates: change }).words}`;
  const time = change === 0 ? "" : `\n${counted(change, "change")}${words}`;
  await terminal.print(`${countLines(summary).join("\n")}${time}\n`);
}

export const countLines = (summary: Summary): string[] => [
  `${summary.shop}: ${viewTally(summary)}`,
  ...[viewBaseClears(summary), viewLeftOut(summary)].filter((line) => line !== ""),
];

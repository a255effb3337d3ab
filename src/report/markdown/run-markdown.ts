// A plan or its results as Markdown for a pull request or the summary of a job. GitHub refuses a comment of more than
// 65,536 characters, so each part has a limit, and the rows get what is left.
import { andMore, counted } from "../../words.ts";
import type { Digest } from "../digest/digest.ts";
import { concernLine } from "../lines/concerns.ts";
import type { Summary } from "../summary.ts";
import { viewResults } from "../view.ts";
import { faultBlocks } from "./fault-blocks.ts";
import { fieldRows } from "./field-rows.ts";
import { code, joined, type Markdown, own, prose } from "./markdown.ts";
import { changeTable, doubtfulTable } from "./row-tables.ts";

export const mostCharacters = 65_000;

/** Characters of each part but the last. */
const mostFields = 16_000;
const mostConcerns = 11_000;
const mostFaults = 12_000;
const mostDoubtful = 8_000;
/** Kept for the sentence at the end. */
const endOfRows = 1_200;
/** Characters of a sentence. */
const longestSentence = 400;

/** `changes` is the name of the file that has every change. */
export function runMarkdown(summary: Summary, digest: Digest, changes: string): Markdown {
  const isPlan = summary.outcomes === null;
  const concerns = digest.concerns.map(
    (concern) => own`- ${prose(concernLine(concern), longestSentence)}`,
  );
  const parts = [
    ...headOf(summary, digest),
    ...part("By field", [...fieldsHead, ...fit(fieldRows(digest.fields), mostFields)]),
    ...part("Look at these first", fit(concerns, mostConcerns)),
    ...part("Needs you", fit(faultBlocks(digest), mostFaults)),
    ...part(
      "Held or in conflict",
      doubtfulTable(digest, (rows) => fit(rows, mostDoubtful)),
    ),
  ];
  const used = parts.reduce((sum, { length }) => sum + length + 1, 0);
  const table = changeTable(digest, !isPlan, (rows) =>
    within(rows, mostCharacters - used - endOfRows),
  );
  const left = digest.changes - table.shown;
  const rest = left > 0 ? [own`… ${prose(andMore(left))} in ${code(changes)}`, nothing] : [];
  const title = isPlan ? "Changes that matter most" : "What became of the changes";
  return joined([...parts, ...part(title, table.lines), ...rest], "\n");
}

const nothing = own``;
const fieldsHead = [own`| field | rows | changes |`, own`|---|--:|---|`];

function headOf(summary: Summary, digest: Digest): Markdown[] {
  const { shop, sheet, outcomes, stopped } = summary;
  const about = own`${code(sheet)} for ${code(shop)}`;
  const { changes, rows, unchanged } = digest;
  const others = rows - changes - unchanged;
  const more = [
    others === 0
      ? ""
      : `, ${counted(others, "row")} cannot be sent as ${others === 1 ? "it is" : "they are"}`,
    unchanged === 0
      ? ""
      : `, ${counted(unchanged, "row")} ${unchanged === 1 ? "stays as it is" : "stay as they are"}`,
  ].join("");
  const sentence =
    outcomes === null
      ? own`**${prose(counted(changes, "row"))} would change**${prose(more)}. Nothing has been sent yet.`
      : own`**${prose(viewResults(summary), longestSentence)}.** ${prose(counted(summary.needs_attention, "row"))} to fix.`;
  const why =
    stopped === undefined ? [] : [own`Stopped early: ${prose(stopped, longestSentence)}`, nothing];
  const title = outcomes === null ? own`## Plan: ${about}` : own`## Results: ${about}`;
  return [title, nothing, sentence, nothing, ...why];
}

/** A part with lines; without any it has no title. */
function part(title: string, lines: readonly Markdown[]): Markdown[] {
  const isEmpty = lines.length === 0 || lines.at(-1) === fieldsHead[1];
  return isEmpty ? [] : [own`### ${prose(title)}`, nothing, ...lines, nothing];
}

/** As many of the first lines as have room. */
function within(lines: readonly Markdown[], most: number): Markdown[] {
  let length = 0;
  const end = lines.findIndex((line) => (length += line.length + 1) > most);
  return end < 0 ? [...lines] : lines.slice(0, end);
}

/** The same, with how many are left out. */
function fit(lines: readonly Markdown[], most: number): Markdown[] {
  const shown = within(lines, most);
  const left = lines.length - shown.length;
  return left === 0 ? shown : [...shown, nothing, own`… ${prose(andMore(left))}`];
}

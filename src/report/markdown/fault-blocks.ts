// What is not sent and has to be corrected: what was written, what was probably meant, and where.
import { andMore, counted, formatCount } from "../../words.ts";
import type { Digest, Fault } from "../digest/digest.ts";
import { code, joined, type Markdown, own, prose } from "./markdown.ts";

/** Texts of a fault, and lines of a text. */
const mostWritten = 5;
const mostLines = 4;
/** Characters of a sentence and of a cell. */
const longestSentence = 300;
const longestCell = 60;

/** A block for each fault; a table has its own lines in one block, so that it is shown whole or not at all. */
export const faultBlocks = ({ faults, lineWord }: Digest): Markdown[] =>
  faults.map((fault) => {
    const shown = fault.wrote.slice(0, mostWritten);
    const rest = fault.rows - shown.reduce((sum, { rows }) => sum + rows, 0);
    const lines = [
      own`**${prose(fault.title)}**: ${prose(counted(fault.rows, "row"))}`,
      ...(fault.advice === undefined ? [] : [prose(fault.advice, longestSentence)]),
      own``,
      own`| written | probably | rows | ${prose(lineWord)} | what is wrong |`,
      own`|---|---|--:|---|---|`,
      ...shown.map(writtenRow),
      own``,
      ...(rest > 0 ? [own`… ${prose(andMore(rest))} with something else`, own``] : []),
    ];
    return joined(lines, "\n");
  });

function writtenRow({ cell, probably, rows, lines, text }: Fault["wrote"][number]): Markdown {
  const where = lines.slice(0, mostLines).join(", ");
  const more = rows > mostLines ? ` ${andMore(rows - mostLines)}` : "";
  const cells = [cell, probably].map((said) =>
    said === undefined ? own`` : code(said, longestCell),
  );
  const [written = own``, meant = own``] = cells;
  return own`| ${written} | ${meant} | ${prose(formatCount(rows))} | ${prose(`${where}${more}`)} | ${prose(text, longestSentence)} |`;
}

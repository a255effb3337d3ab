// What to look at first, and what is not sent, as lines for a terminal.
import { andMore, counted, type LineWord } from "../../words.ts";
import type { Concern, Fault } from "../digest/digest.ts";

const words: Readonly<Partial<Record<Concern["kind"], string>>> = {
  held: " held",
  conflict: " in conflict",
  failed: " failed",
  unknown: " unknown",
};

/** As in `cost, 3 rows: the value is removed: …`. */
export const concernLine = ({ kind, column, rows, text }: Concern): string =>
  `${column === "" ? "" : `${column}, `}${counted(rows, "row")}${words[kind] ?? ""}: ${text}`;

/** Texts and lines that are shown for a fault. */
const mostWritten = 5;
const mostLines = 4;

/** As in `cost cannot be read: 3 rows`, and below it what was written where. */
export function faultLines({ title, rows, wrote, advice }: Fault, lineWord: LineWord): string[] {
  const shown = wrote.slice(0, mostWritten);
  const rest = rows - shown.reduce((sum, some) => sum + some.rows, 0);
  return [
    `${title}: ${counted(rows, "row")}`,
    ...shown.map((some) => `  ${linesAndNames(some, lineWord)}: ${some.text}`),
    ...(rest > 0 ? [`  … ${andMore(rest)} with something else`] : []),
    ...(advice === undefined ? [] : [`  ${advice}`]),
  ];
}

/** As in `line 7`, `lines 7, 9 and 3 more`, or `line 7 (Mug · Blue)`. */
function linesAndNames({ rows, lines, names }: Fault["wrote"][number], lineWord: LineWord): string {
  const shown = lines.slice(0, mostLines).join(", ");
  const more = rows > mostLines ? ` ${andMore(rows - mostLines)}` : "";
  const name = rows === 1 && names[0] !== undefined ? ` (${names[0]})` : "";
  return `${lineWord}${rows === 1 ? "" : "s"} ${shown}${more}${name}`;
}

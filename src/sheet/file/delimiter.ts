// The delimiter of a CSV file, found in its header line: spreadsheets choose it by the user's locale.
import { folded, isKnownTitle, type TitleMap } from "../titles/titles.ts";

const delimiters = [",", ";", "\t", "|"];

/** The title in a part of a line that was split without a parser. */
const titleIn = (cell: string): string =>
  folded(
    cell
      .trim()
      .replace(/^"(.*)"$/, "$1")
      .replaceAll('""', '"'),
  );

const most = (measure: (delimiter: string) => number): string =>
  delimiters.reduce((best, next) => (measure(next) > measure(best) ? next : best));

/**
 * The delimiter that gives the most known titles in the first line that has any; lines before it may be the name of the
 * list. If no line has a known title: the delimiter that splits the first line into the most parts.
 */
export function delimiterOf(lines: readonly string[], map?: TitleMap): string {
  for (const line of lines) {
    const known = (delimiter: string): number =>
      line
        .replace(/^\ufeff/, "")
        .split(delimiter)
        .filter((cell) => isKnownTitle(titleIn(cell), map)).length;
    const best = most(known);
    if (known(best) > 0) return best;
  }
  return most((delimiter) => (lines[0] ?? "").split(delimiter).length);
}

/** True for a line or record such as `sep=;`, which Excel reads as an instruction and LibreOffice saves as a row. */
export function isSeparatorLine(line: string): boolean {
  return /^\ufeff?"?sep=.?"?[,;\t|]*$/i.test(line.trimEnd());
}

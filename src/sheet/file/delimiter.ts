// Which character separates the cells: seen from the header line, since spreadsheets choose it by the user's locale.
import { folded, isKnownTitle, type TitleMap } from "../titles/titles.ts";

const delimiters = [",", ";", "\t", "|"];

/** As far as a line can be split without a parser. */
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
 * The delimiter that yields the most known titles, in the first of the lines that has any: a list's name may stand above
 * them. Without such a line, the one that divides the first line most.
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

/** True for `sep=;`, which Excel obeys and LibreOffice saves as a row; of a record or of a line. */
export function isSeparatorLine(line: string): boolean {
  return /^\ufeff?"?sep=.?"?[,;\t|]*$/i.test(line.trimEnd());
}

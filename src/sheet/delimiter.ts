// Which character separates the cells: seen from the header line, since spreadsheets choose it by the user's locale.
import { isKnownTitle, type TitleMap } from "./titles.ts";

const delimiters = [",", ";", "\t", "|"];

/** As far as a line can be split without a parser. */
const titleIn = (cell: string): string =>
  cell
    .trim()
    .replace(/^"(.*)"$/, "$1")
    .trim();

/** The delimiter under which the header line yields the most known columns. */
export function delimiterOf(headerLine: string, map?: TitleMap): string {
  const known = (delimiter: string): number =>
    headerLine
      .replace(/^\ufeff/, "")
      .split(delimiter)
      .filter((cell) => isKnownTitle(titleIn(cell), map)).length;
  return delimiters.reduce((best, next) => (known(next) > known(best) ? next : best));
}

/** True for `sep=;`, which Excel obeys and LibreOffice saves as a row; of a record or of a line. */
export function isSeparatorLine(line: string): boolean {
  return /^\ufeff?"?sep=.?"?[,;\t|]*\s*$/i.test(line);
}

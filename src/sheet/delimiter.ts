// Which character separates the cells: seen from the header line, since spreadsheets choose it by the user's locale.
import { isFieldName } from "../item/fields.ts";

const delimiters = [",", ";", "\t", "|"];

/** The delimiter under which the header line yields the most known columns. */
export function delimiterOf(headerLine: string): string {
  const known = (delimiter: string): number =>
    headerLine
      .replace(/^\ufeff/, "")
      .split(delimiter)
      .filter((cell) => isFieldName(cell.trim().replace(/^"(.*)"$/, "$1"))).length;
  return delimiters.reduce((best, next) => (known(next) > known(best) ? next : best));
}

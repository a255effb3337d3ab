// The places of cells, as in `A12` and `A2:C9`, and the cells that one formula fills.
import { mostColumns } from "../../sheet/file/row-widths.ts";
import { formatCount } from "../../words.ts";
import { Unreadable } from "../unreadable.ts";

/** 12 for `A12`, 0 for other texts. */
export const rowOf = (place: string): number => Number(/\d+/.exec(place)?.[0] ?? 0);

/** 0 for `A1`, -1 for texts without a column. */
export function columnOf(place: string): number {
  let column = 0;
  for (let at = 0; at < place.length; at += 1) {
    const letter = place.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}

/** Columns of all such formulas together. */
const mostFilled = 2_000_000;

/** The cells that a formula fills besides its own. Rows come in order, so the last row of each column is enough. */
export class FilledCells {
  readonly #lastRows = new Map<number, number>();
  #count = 0;

  /** `place` is that of all cells of the formula, as in `F2:H9`. */
  add(place: string): void {
    const [first = "", last = first] = place.split(":");
    if (first === last) return;
    const start = columnOf(first);
    const end = Math.min(columnOf(last), mostColumns - 1);
    this.#count += Math.max(1, end - start);
    if (this.#count > mostFilled) {
      throw new Unreadable(
        `its formulas fill over ${formatCount(mostFilled)} columns; save its values as CSV UTF-8`,
      );
    }
    const lastRow = rowOf(last);
    for (let column = start; column <= end; column += 1) {
      this.#lastRows.set(column, Math.max(lastRow, this.#lastRows.get(column) ?? 0));
    }
  }

  has(column: number, row: number): boolean {
    return row <= (this.#lastRows.get(column) ?? 0);
  }
}

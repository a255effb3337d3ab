// A limit for empty cells that are added to short rows: with a wide header above short rows, a small file would become
// very large.

/** Allowed in any sheet; a larger sheet may have the second number for each of its cells. */
const most = 5_000_000;
const mostForEach = 60;

export class LeftOut {
  #cells = 0;
  #leftOut = 0;

  /** Counts the cells that a row has. */
  note(cells: number): void {
    this.#cells += cells;
  }

  /** Counts added cells; returns the fault of the sheet if they are too many. */
  fill(more: number): string | undefined {
    this.#leftOut += more;
    if (this.#leftOut <= most || this.#leftOut <= mostForEach * this.#cells) return undefined;
    return `the rows up to here lack ${this.#leftOut} empty cells; delete the columns that have titles but no values`;
  }
}

// Empty cells that the rows of a sheet leave out. To fill them in makes far more of a small file than it holds, where a
// wide header stands above short rows.

/** As many in any sheet, and so many for each cell that is there in a long one. */
const most = 5_000_000;
const mostForEach = 60;

export class LeftOut {
  #cells = 0;
  #leftOut = 0;

  /** Cells of a row that are there. */
  note(cells: number): void {
    this.#cells += cells;
  }

  /** What is wrong with the sheet when so many more are filled in; undefined if nothing is. */
  fill(more: number): string | undefined {
    this.#leftOut += more;
    if (this.#leftOut <= most || this.#leftOut <= mostForEach * this.#cells) return undefined;
    return `rows down to here leave out ${this.#leftOut} empty cells; delete the columns that have titles and no values`;
  }
}

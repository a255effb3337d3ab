// Finds cells that have the old value of the row a fixed number of rows above or below: a cell was inserted or deleted
// in the column. Keeps only the last few rows.
import { Stretches } from "./stretches.ts";
import type { WatchedCell } from "./watched-cell.ts";

/** The most inserted or deleted cells; more of them are found as moved values. */
export const mostRows = 3;
const leastCells = 5;
const leastValues = 3;
/** With only two values, exchanging them in alternate rows also looks like a shift, but leaves no row unchanged. */
const leastCellsOfTwo = 10;
const leastUnchangedOfTwo = 5;
/** One cell in so many may differ. */
const cellsPerMiss = 6;

/** `rows` is 1 for the row above, -1 for the one below. */
export interface Shift {
  readonly rows: number;
  readonly cells: number;
  readonly covers: (line: number) => boolean;
}

export class ShiftedCells {
  readonly #recent: WatchedCell[] = [];
  readonly #runs: Run[] = [];
  /** Rows since the last change; at the beginning, no change is near. */
  #unchanged = mostRows + 1;

  constructor() {
    for (let rows = 1; rows <= mostRows; rows += 1) this.#runs.push(new Run(rows), new Run(-rows));
  }

  get isIdle(): boolean {
    return this.#unchanged > mostRows && !this.#runs.some((run) => run.isOpen);
  }

  add(cell: WatchedCell): void {
    this.#unchanged = cell.isChanged ? 0 : this.#unchanged + 1;
    if (!this.isIdle) this.#compare(cell);
    this.#recent.push(cell);
    if (this.#recent.length > mostRows) this.#recent.shift();
  }

  #compare(cell: WatchedCell): void {
    for (const run of this.#runs) {
      const other = this.#recent[this.#recent.length - Math.abs(run.rows)];
      if (other === undefined) continue;
      if (run.rows > 0) run.take(cell, other);
      else run.take(other, cell);
    }
  }

  /** The shift with the most cells; `covers` is true for the cells of all shifts. */
  end(): Shift | undefined {
    for (const run of this.#runs) run.close();
    const found = this.#runs.filter(({ stretches }) => stretches.cells > 0);
    const [most] = found.toSorted((a, b) => b.stretches.cells - a.stretches.cells);
    if (most === undefined) return undefined;
    const covers = (line: number): boolean => found.some(({ stretches }) => stretches.has(line));
    return { rows: most.rows, cells: most.stretches.cells, covers };
  }
}

/** Consecutive rows with the value of the row so many above; unchanged rows may be among them. */
class Run {
  readonly rows: number;
  readonly stretches = new Stretches();
  #first = 0;
  #last = 0;
  #cells = 0;
  #unchanged = 0;
  #misses = 0;
  readonly #values = new Set<string | null>();

  constructor(rows: number) {
    this.rows = rows;
  }

  get isOpen(): boolean {
    return this.#cells > 0;
  }

  take(cell: WatchedCell, other: WatchedCell): void {
    if (this.#cells === 0 && !cell.isChanged) return;
    const { next } = cell;
    const { old } = other;
    if (next === undefined || old === undefined) return; // unknown
    if (next === old) {
      if (!cell.isChanged) this.#unchanged += 1;
      else {
        // The row with the old value belongs to the run: there the cell was inserted or deleted.
        if (this.#cells === 0) this.#first = Math.min(cell.line, other.line);
        this.#cells += 1;
        this.#last = Math.max(cell.line, other.line);
        if (this.#values.size < leastValues) this.#values.add(next);
      }
    } else if (this.#cells > 0) {
      this.#misses += 1;
      if (this.#misses * cellsPerMiss > this.#cells) this.close();
    }
  }

  close(): void {
    if (this.#cells > 0) {
      this.stretches.add(this.#first, this.#last, this.#cells, this.#isMistake());
    }
    this.#cells = 0;
    this.#unchanged = 0;
    this.#misses = 0;
    this.#values.clear();
  }

  #isMistake(): boolean {
    if (this.#values.size >= leastValues) return this.#cells >= leastCells;
    const isEnough = this.#cells >= leastCellsOfTwo && this.#unchanged >= leastUnchangedOfTwo;
    return this.#values.size === 2 && isEnough && this.#misses === 0;
  }
}

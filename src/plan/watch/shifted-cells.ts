// Cells of one column that have the value which another row held, always so many rows above or below: what is left of a
// column when a cell was inserted or deleted in it. Keeps the last few rows.
import { Stretches } from "./stretches.ts";
import type { WatchedCell } from "./watched-cell.ts";

/** So many cells inserted or deleted; more of them are seen as values that moved. */
export const mostRows = 3;
const leastCells = 5;
const leastValues = 3;
/** Where there are but two values, whoever exchanges them in alternate rows leaves no row as it was. */
const leastCellsOfTwo = 10;
const leastUnchangedOfTwo = 5;
/** One cell in so many may be something else. */
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
  /** Rows since the last change; at the beginning there is none near. */
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

  /** The shift of most cells; it covers those of the others too. */
  end(): Shift | undefined {
    for (const run of this.#runs) run.close();
    const found = this.#runs.filter(({ stretches }) => stretches.cells > 0);
    const [most] = found.toSorted((a, b) => b.stretches.cells - a.stretches.cells);
    if (most === undefined) return undefined;
    const covers = (line: number): boolean => found.some(({ stretches }) => stretches.has(line));
    return { rows: most.rows, cells: most.stretches.cells, covers };
  }
}

/** Rows one after another that have the value of the row so many above; those that stay as they are belong to it. */
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
    if (next === undefined || old === undefined) return; // it may be, or not
    if (next === old) {
      if (!cell.isChanged) this.#unchanged += 1;
      else {
        // The row whose value it is belongs to it: there the cell was inserted, or is missing.
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

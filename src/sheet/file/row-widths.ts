// Checks the number of cells in each row. An extra or missing delimiter shifts the cells of a row into other columns;
// if the last cell is empty, only the count shows it.
import { LeftOut } from "./left-out.ts";
import type { RawRow } from "../row.ts";
import type { Fault } from "../sheet-error.ts";
import { counted, quoted } from "../../words.ts";

/** Excel omits the empty cells at the end of rows, by blocks of this many lines. */
const linesPerBlock = 16;
/** Rows that decide how many cells the rows of this file have: if one of them is shifted, the two others decide. */
const rowsToDecide = 3;
/** A sheet of items has some hundreds of columns at most, with one for every country. */
export const mostColumns = 1_000;

export class RowWidths {
  /** Cells up to the last title. */
  readonly width: number;
  /** True if the rest of the sheet is not read, because of a fault of the whole sheet. */
  lost = false;
  readonly #mark: string;
  readonly #onFault: (fault: Fault) => void;
  /** Cells of the header line, including empty ones after the last title. */
  readonly #headerCells: number;
  readonly #headerBlock: number;
  /** The number of cells of a row, including those after the last title; undefined until enough rows were seen. */
  #usual: number | undefined;
  /** Rows that wait until that number is known. */
  #first: RawRow[] = [];
  #block: number;
  /** Rows of this block with fewer cells than titles; they wait for the end of the block. */
  #short: RawRow[] = [];
  /** True if a row of this block has a cell for each title or is a fault: then short rows are faults. */
  #isWholeBlock = true;
  /** True if rows near the header are short: programs that omit empty cells do not do that. */
  #isRagged = false;

  constructor({ line, cells }: RawRow, mark: string, onFault: (fault: Fault) => void) {
    this.#mark = mark;
    this.#onFault = onFault;
    this.#headerCells = cells.length;
    this.width = cells.findLastIndex((cell) => !isBlank(cell)) + 1;
    this.#headerBlock = blockOf(line);
    this.#block = this.#headerBlock;
    if (this.width > mostColumns) {
      this.lost = true;
      onFault({ line, what: `${this.width} columns; wanted ${mostColumns} at most` });
    }
  }

  /** Takes a row; returns the rows that are now known to be sound, in order, each with a cell for each title. */
  take(row: RawRow): RawRow[] {
    const { line, cells } = row;
    this.#leftOut.note(cells.length);
    const isInBlock = blockOf(line) === this.#block;
    // Nearly every row.
    if (
      isInBlock &&
      cells.length === this.#usual &&
      cells.length === this.width &&
      this.width > 1
    ) {
      this.#refuseShort();
      return [row];
    }
    const sound = isInBlock ? [] : this.#endBlock();
    this.#block = blockOf(line);
    if (cells.length === 1 && this.width > 1 && cells[0]?.split(this.#mark).length === this.width) {
      return this.#refuse(row, "the whole row is in quotes; remove the outer quotes", sound);
    }
    if (cells.length < this.width) {
      if (this.#isWholeBlock) return this.#refuse(row, this.#ragged(row), sound);
      this.#short.push(row);
      return sound;
    }
    this.#refuseShort();
    const note = cells.length === this.width ? -1 : cells.findLastIndex((cell) => !isBlank(cell));
    if (note >= this.width) {
      const found = quoted(cells[note] ?? "");
      const what =
        cells.length === this.#headerCells
          ? `cell ${columnName(note)}${line} contains ${found}, but its column has no title. If a cell of this row was split in two, fix it; if this is a note, delete it or give its column a title`
          : this.#ragged(row);
      return this.#refuse(row, what, sound);
    }
    if (this.#usual === undefined) {
      this.#first.push(row);
      return this.#first.length < rowsToDecide ? sound : [...sound, ...this.#decide()];
    }
    return [...sound, ...this.#checked(row, this.#usual)];
  }

  /** The rows that still wait after the last row. */
  end(): RawRow[] {
    return [...this.#endBlock(), ...this.#decide()];
  }

  #refuse({ line }: RawRow, what: string, sound: RawRow[]): RawRow[] {
    this.#isWholeBlock = true;
    this.#onFault({ line, what });
    return sound;
  }

  /** Finds how many cells the rows have: more than titles if several rows have the same number, not only one. */
  #decide(): RawRow[] {
    const first = this.#first;
    this.#first = [];
    const rank = (cells: number): number =>
      cells === this.#headerCells ? 2 : cells === this.width ? 1 : 0;
    const countOf = (cells: number): number =>
      first.filter((row) => row.cells.length === cells).length;
    const counts = [...new Set(first.map(({ cells }) => cells.length))];
    const [most] = counts.toSorted((a, b) => countOf(b) - countOf(a) || rank(b) - rank(a));
    if (most === undefined) return [];
    const usual = rank(most) > 0 || countOf(most) > 1 ? most : this.width;
    this.#usual = usual;
    return first.flatMap((row) => this.#checked(row, usual));
  }

  #checked(row: RawRow, usual: number): RawRow[] {
    const { line, cells } = row;
    if (cells.length !== usual) {
      const wanted = `${usual === this.width ? "the header has" : "the other rows have"} ${usual}`;
      const what = `${counted(cells.length, "cell")}, but ${wanted}; an extra or missing delimiter shifts the cells of a row`;
      return this.#refuse(row, what, []);
    }
    return [usual === this.width ? row : { line, cells: cells.slice(0, this.width) }];
  }

  #endBlock(): RawRow[] {
    const short = this.#short;
    const isEven = short.length > 1 && short.every((row) => sameCount(row, short[0]));
    if (!isEven) this.#refuseShort();
    this.#short = [];
    this.#isRagged ||= this.#block === this.#headerBlock && this.#hasShort;
    this.#isWholeBlock = this.#isRagged;
    if (!isEven) return [];
    const what = this.#leftOut.fill(short.length * (this.width - (short[0]?.cells.length ?? 0)));
    if (what !== undefined) {
      this.lost = true;
      this.#onFault({ line: short[0]?.line ?? 1, what });
      return [];
    }
    const padded = short.map(({ line, cells }) => ({
      line,
      cells: [...cells, ...Array.from({ length: this.width - cells.length }, () => "")],
    }));
    return [...this.#decide(), ...padded];
  }

  #refuseShort(): void {
    this.#isWholeBlock = true;
    for (const row of this.#short) this.#onFault({ line: row.line, what: this.#ragged(row) });
    this.#short = [];
  }

  readonly #leftOut = new LeftOut();
  /** True if the block of the header has a short row. */
  #hasShort = false;

  #ragged({ cells }: RawRow): string {
    this.#hasShort ||= cells.length < this.width;
    return `${counted(cells.length, "cell")}, but the header has ${this.width}`;
  }
}

const isBlank = (cell: string): boolean => cell.trim() === "";
const blockOf = (line: number): number => Math.floor((line - 1) / linesPerBlock);
const sameCount = (one: RawRow, other: RawRow | undefined): boolean =>
  one.cells.length === other?.cells.length;

/** The letters of a column in a spreadsheet, `A` for 0. */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}

// The rows of a file that are sound, in batches of limited size, and the faults of the others: cells that a stray quote
// has filled with whole rows, titles that are not in the first line, and a wrong number of cells.
import type { RawRow } from "../row.ts";
import type { Fault } from "../sheet-error.ts";
import { breakable, type TitleMap } from "../titles/titles.ts";
import type { LineWord } from "../../words.ts";
import { isSeparatorLine } from "./delimiter.ts";
import { MisplacedTitles } from "./misplaced-titles.ts";
import { RowWidths } from "./row-widths.ts";

/** Cells that are passed on in one batch. */
const cellsPerBatch = 50_000;

/** What the header line says about the rows below it. */
interface Below {
  readonly widths: RowWidths;
  readonly misplaced: MisplacedTitles;
  /** Whether the cells of each column may have line breaks. */
  readonly mayBreak: readonly boolean[];
}

export class SoundRows {
  readonly #delimiter: string;
  readonly #map: TitleMap | undefined;
  readonly #lineWord: LineWord | undefined;
  readonly #onFault: (fault: Fault) => void;
  /** Faults that are not handed over yet. */
  readonly #faults: Fault[] = [];
  /** Undefined above the header. */
  #below: Below | undefined;
  /** True after a fault that makes the rows below it useless. */
  #isOver = false;

  constructor(
    delimiter: string,
    { map, lineWord }: { readonly map?: TitleMap | undefined; readonly lineWord?: LineWord },
    onFault: (fault: Fault) => void,
  ) {
    this.#delimiter = delimiter;
    this.#map = map;
    this.#lineWord = lineWord;
    this.#onFault = onFault;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Yields the rows that are now known to be sound, the header first. `faults` are those of the same text. */
  *take(rows: readonly RawRow[], faults: readonly Fault[]): Generator<readonly RawRow[]> {
    this.#faults.push(...faults);
    let batch: RawRow[] = [];
    let cells = 0;
    for (const found of rows) {
      for (const row of this.#soundIn(found)) {
        batch.push(row);
        cells += row.cells.length;
      }
      if (this.#isOver) break;
      if (cells < cellsPerBatch) continue;
      this.#handOver();
      yield batch;
      [batch, cells] = [[], 0];
    }
    this.#handOver();
    yield batch;
  }

  /** The rows that still wait after the last row. */
  *end(): Generator<readonly RawRow[]> {
    yield this.#below?.widths.end() ?? [];
    this.#handOver();
  }

  /** The rows that are known to be sound after this one. */
  #soundIn(found: RawRow): readonly RawRow[] {
    if (found.cells.every(isBlank)) return [];
    if (this.#below === undefined) return this.#headerIn(found);
    const { widths, misplaced, mayBreak } = this.#below;
    const fault = misplaced.seek(found) ?? this.#swallowedIn(found, widths.width, mayBreak);
    if (fault !== undefined) this.#faults.push(fault);
    const sound = fault === undefined ? widths.take(found) : [];
    this.#isOver ||= misplaced.found || widths.lost;
    return sound;
  }

  #headerIn(found: RawRow): readonly RawRow[] {
    if (isSeparatorLine(found.cells.join(","))) return [];
    // Spreadsheets also save columns that are completely empty.
    const widths = new RowWidths(found, this.#delimiter, (fault) => this.#faults.push(fault));
    this.#isOver = widths.lost;
    if (widths.lost) return [];
    const header = { ...found, cells: found.cells.slice(0, widths.width) };
    const mayBreak = breakable(header.cells, this.#map);
    const misplaced = new MisplacedTitles(found, this.#map, this.#lineWord);
    this.#below = { widths, misplaced, mayBreak };
    // Titles may have line breaks.
    const every = mayBreak.map(() => true);
    const fault = this.#swallowedIn(header, widths.width, every);
    if (fault === undefined) return [header];
    this.#faults.push(fault);
    return [];
  }

  /** The fault of a row whose cell has a line break that it must not have, or that whole rows have brought in. */
  #swallowedIn(
    { line, cells }: RawRow,
    width: number,
    mayBreak: readonly boolean[],
  ): Fault | undefined {
    const broken = cells.findIndex(
      (cell, at) =>
        hasLineBreak(cell) && (mayBreak[at] !== true || hasSwallowed(cell, this.#delimiter, width)),
    );
    if (broken < 0) return undefined;
    const first = line - cells.reduce((count, cell) => count + breaksIn(cell), 0);
    return { line: first, what: swallowed(broken, line) };
  }

  /** In the order of their lines. */
  #handOver(): void {
    if (this.#faults.length === 0) return;
    this.#faults
      .splice(0)
      .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
      .forEach(this.#onFault);
  }
}

const isBlank = (cell: string): boolean => cell.trim() === "";
/** For nearly every cell of a sheet: an expression would take longer. */
const hasLineBreak = (cell: string): boolean => cell.includes("\n") || cell.includes("\r");
const breaksIn = (cell: string): number => cell.split(/\r\n|\r|\n/).length - 1;

const swallowed = (cell: number, lastLine: number): string =>
  `cell ${cell + 1} of the row from here to line ${lastLine} contains a line break; a stray quote has probably merged rows`;

/**
 * True if the delimiters in the cell are as many as in whole rows: a stray quote has merged these rows into one cell.
 */
function hasSwallowed(cell: string, mark: string, width: number): boolean {
  return cell.split(mark).length - 1 === breaksIn(cell) * (width - 1);
}

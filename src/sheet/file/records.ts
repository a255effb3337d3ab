// A CSV file as records with their line numbers. Faults of the file's structure are found here.
import { largestRow } from "./csv-parser.ts";
import { CsvRows } from "./csv-rows.ts";
import { setImmediate } from "node:timers/promises";
import { decode } from "./decode.ts";
import { delimiterOf, isSeparatorLine } from "./delimiter.ts";
import type { Fault } from "../sheet-error.ts";
import { MisplacedTitles } from "./misplaced-titles.ts";
import { RowWidths } from "./row-widths.ts";
import type { RawRow } from "../row.ts";
import type { LineWord } from "../../words.ts";
import { breakable, type TitleMap } from "../titles/titles.ts";

/** What the user says about a file that its bytes do not show. */
export interface Format {
  /** A name of the WHATWG, such as windows-1252; UTF-8 without one. */
  readonly encoding?: string | undefined;
  /** Between cells; if absent, it is found in the header line. */
  readonly delimiter?: string | undefined;
  /** The columns that the user names for titles of the file. */
  readonly map?: TitleMap | undefined;
  /** The word for a line in messages, if it is not `line`. */
  readonly lineWord?: LineWord;
  /** Gets the delimiter once it is known. */
  readonly onDelimiter?: (mark: string) => void;
}

/** Cells that are passed on in one batch. */
const cellsPerBatch = 50_000;

/**
 * Yields the header and every row that is not blank, some hundreds at a time. Faults go to `onFault`; rows with a fault
 * are not yielded.
 */
export async function* records(
  bytes: AsyncIterable<Uint8Array>,
  source: string,
  onFault: (fault: Fault) => void,
  { encoding, delimiter, map, lineWord, onDelimiter }: Format = {},
): AsyncGenerator<readonly RawRow[]> {
  const text = withoutEndMark(decode(bytes, source, encoding));
  try {
    const { head, lines } = await headOf(text);
    const mark = delimiter ?? delimiterOf(lines, map);
    onDelimiter?.(mark);
    const parser = new CsvRows(mark);
    let widths: RowWidths | undefined;
    let mayBreak: readonly boolean[] | undefined;
    let misplaced: MisplacedTitles | undefined;
    const faults: Fault[] = [];
    const faultIn = (
      { line, cells }: RawRow,
      width: number,
      breaks?: readonly boolean[],
    ): Fault | undefined => {
      const broken = cells.findIndex(
        (cell, at) =>
          lineBreak.test(cell) && (breaks?.[at] !== true || hasSwallowed(cell, mark, width)),
      );
      if (broken < 0) return undefined;
      const first = line - cells.reduce((count, cell) => count + breaksIn(cell), 0);
      return { line: first, what: swallowed(broken, line) };
    };
    /** The rows that are known to be sound by now, in batches of limited size. */
    function* sound(): Generator<readonly RawRow[]> {
      faults.push(...parser.faults());
      let batch: RawRow[] = [];
      let cells = 0;
      for (const found of parser.rows()) {
        for (const row of soundIn(found)) {
          batch.push(row);
          cells += row.cells.length;
        }
        if (isOver()) break;
        if (cells < cellsPerBatch) continue;
        handOver();
        yield batch;
        [batch, cells] = [[], 0];
      }
      handOver();
      yield batch;
    }
    /** True after a fault that makes the rows below it useless. */
    const isOver = (): boolean => misplaced?.found === true || widths?.lost === true;
    const soundIn = (found: RawRow): readonly RawRow[] => {
      if (found.cells.every(isBlank)) return [];
      const isHeader = widths === undefined;
      if (isHeader && isSeparatorLine(found.cells.join(","))) return [];
      // Spreadsheets also save columns that are completely empty.
      widths ??= new RowWidths(found, mark, (fault) => faults.push(fault));
      const { width } = widths;
      if (isHeader) {
        if (widths.lost) return [];
        const header = { ...found, cells: found.cells.slice(0, width) };
        mayBreak = breakable(header.cells, map);
        misplaced = new MisplacedTitles(found, map, lineWord);
        // Titles may have line breaks.
        const every = mayBreak.map(() => true);
        const fault = faultIn(header, width, every);
        if (fault === undefined) return [header];
        faults.push(fault);
        return [];
      }
      const fault = misplaced?.seek(found);
      if (fault !== undefined) faults.push(fault);
      if (misplaced?.found === true) return [];
      const swallowing = faultIn(found, width, mayBreak);
      if (swallowing === undefined) return widths.take(found);
      faults.push(swallowing);
      return [];
    };
    const handOver = (): void => {
      if (faults.length === 0) return;
      faults
        .splice(0)
        .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
        .forEach(onFault);
    };
    for (let piece: Buffer | undefined = head; piece !== undefined && !parser.lost;) {
      await parser.feed(piece);
      for (const batch of sound()) {
        yield batch;
        // So that a signal is heard in the middle of a piece, too: short rows of a wide sheet make millions of cells.
        await setImmediate();
      }
      if (isOver()) return;
      const next = await text.next();
      piece = next.done === true ? undefined : next.value;
    }
    await parser.finish();
    yield* sound();
    if (isOver()) return;
    yield widths?.end() ?? [];
    handOver();
  } finally {
    await text.return(undefined);
  }
}

const isBlank = (cell: string): boolean => cell.trim() === "";
const lineBreak = /[\r\n]/;
const breaksIn = (cell: string): number => cell.split(/\r\n|\r|\n/).length - 1;

/** DOS programs end a text with this byte. */
const endMark = 0x1a;

/** The same text, without that byte at its end. */
async function* withoutEndMark(text: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let isHeld = false;
  for await (const piece of text) {
    const whole: Buffer = isHeld ? Buffer.concat([Buffer.of(endMark), piece]) : piece;
    isHeld = whole.at(-1) === endMark;
    yield isHeld ? whole.subarray(0, -1) : whole;
  }
}

/** Lines that are searched for titles, to find the delimiter. */
const mostLines = 20;

/** The text up to the end of the header line or further, and the lines in it from the header on. */
async function headOf(text: AsyncIterator<Buffer>): Promise<{ head: Buffer; lines: string[] }> {
  let head = Buffer.alloc(0);
  for (;;) {
    const all = head.toString().split(/[\r\n]/);
    const found = all.findIndex((line) => line.trim() !== "" && !isSeparatorLine(line));
    const lines = found < 0 ? [] : joined(all.slice(found, found + mostLines));
    if ((found >= 0 && found < all.length - 1) || head.length >= largestRow) return { head, lines };
    const next = await text.next();
    if (next.done === true) return { head, lines };
    head = Buffer.concat([head, next.value]);
  }
}

/** Joins lines between which a quote is open: a title with line breaks. */
function joined(lines: readonly string[]): string[] {
  const whole: string[] = [];
  let begun = "";
  for (const line of lines) {
    begun += line;
    if (begun.split('"').length % 2 === 1) {
      whole.push(begun);
      begun = "";
    } else begun += " ";
  }
  return whole.length === 0 ? [...lines] : whole;
}

const swallowed = (cell: number, lastLine: number): string =>
  `cell ${cell + 1} of the row from here to line ${lastLine} contains a line break; a stray quote has probably merged rows`;

/**
 * True if the delimiters in the cell are as many as in whole rows: a stray quote has merged these rows into one cell.
 */
function hasSwallowed(cell: string, mark: string, width: number): boolean {
  return cell.split(mark).length - 1 === breaksIn(cell) * (width - 1);
}

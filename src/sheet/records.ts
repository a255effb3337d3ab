// A CSV file as records with their line numbers, by csv-parse, one at a time. It knows nothing of columns or items.
import { type CsvError, Parser } from "csv-parse";
import { pipeline, Readable } from "node:stream";
import { decode } from "./decode.ts";
import { delimiterOf } from "./delimiter.ts";
import type { Fault } from "./sheet-error.ts";

/** One data line of a sheet, its cells as they stand in the file. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Characters; a row of ours has some hundreds, and an unclosed quote would swallow the rest of the file. */
const largestRow = 1_000_000;

/** Yields the header and every row that is not blank; faults are handed to `onFault`, and their rows left out. */
export async function* records(
  bytes: AsyncIterable<Uint8Array>,
  source: string,
  onFault: (fault: Fault) => void,
): AsyncGenerator<Row> {
  const text = decode(bytes, source);
  const head = await headOf(text);
  const parser = new RowParser({
    bom: true,
    delimiter: delimiterOf(head.trimStart().split(/[\r\n]/, 1)[0] ?? ""),
    max_record_size: largestRow,
    record_delimiter: ["\r\n", "\n", "\r"],
    // Counted below: csv-parse would take the number from a blank line above the header.
    relax_column_count: true,
    skip_records_with_error: true,
  });
  // One fault a line, handed on by the loop: what `onFault` throws must end this generator, not the process.
  const skipped = new Map<number, CsvError>();
  let lost = false;
  let read = 0;
  parser.on("skip", (error: CsvError | undefined) => {
    if (error === undefined || lost) return;
    skipped.set(Number(error["lines"]), error);
    // csv-parse drops the rest of its piece of text here, and counts no line in it.
    lost = error.code === "CSV_MAX_RECORD_SIZE";
  });
  const handOn = (): void => {
    const faults = [...skipped].map(([line, error]) => faultOf(error, line, read));
    skipped.clear();
    for (const fault of faults) onFault(fault);
  };
  async function* whole(): AsyncGenerator<string> {
    yield head;
    for await (const piece of text) {
      if (lost) return;
      yield piece;
    }
  }
  pipeline(Readable.from(whole()), parser, () => {
    // a failure of either reaches the loop below as the parser's error
  });
  let width: number | undefined;
  for await (const row of parser as AsyncIterable<Row>) {
    const { line, cells } = row;
    handOn();
    read = line;
    if (cells.every((cell) => cell.trim() === "")) continue;
    width ??= cells.length;
    const broken = cells.findIndex((cell) => cell.includes("\n") || cell.includes("\r"));
    if (broken >= 0) onFault({ line, what: swallowed(broken) });
    else if (cells.length !== width) onFault({ line, what: ragged(cells.length, width) });
    else yield row;
  }
  handOn();
}

/** The text up to the end of the first line that is not blank, at least; all of it where there is no such line. */
async function headOf(text: AsyncIterator<string>): Promise<string> {
  let head = "";
  while (head.length < largestRow && !/[\r\n]/.test(head.trimStart())) {
    const next = await text.next();
    if (next.done === true) break;
    head += next.value;
  }
  return head;
}

/** The option `info: true` would give the line as well, at the price of two copies of all its counters a row. */
class RowParser extends Parser {
  override push(cells: string[] | null): boolean {
    return super.push(cells === null ? null : ({ line: this.info.lines, cells } satisfies Row));
  }
}

const swallowed = (cell: number): string =>
  `cell ${cell + 1} of the row that ends here holds a line break; a stray quote has probably swallowed rows`;

const ragged = (cells: number, width: number): string =>
  `${cells} ${cells === 1 ? "cell" : "cells"}, where the header has ${width}`;

/** `read` is the last line of the row before. */
function faultOf(error: CsvError, line: number, read: number): Fault {
  switch (error.code) {
    case "CSV_INVALID_CLOSING_QUOTE":
    case "INVALID_OPENING_QUOTE":
      return {
        line,
        what: 'a quote inside a cell; double it and quote the cell, as in "5"" pipe"',
      };
    case "CSV_QUOTE_NOT_CLOSED":
      return {
        line: read + 1,
        what: "a quote that opens on this line, or below it, is never closed",
      };
    case "CSV_MAX_RECORD_SIZE":
      return {
        line,
        what: `a row of over ${largestRow} characters; a quote is probably left open`,
      };
    default:
      return { line, what: error.message };
  }
}

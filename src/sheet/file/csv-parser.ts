// CSV by csv-parse: the rows with the number of their last line, and what is wrong with the others.
import { type CsvError, Parser } from "csv-parse";
import type { Fault } from "../sheet-error.ts";
import type { RawRow } from "../row.ts";

/** Characters; a row of ours has some hundreds, and an unclosed quote would swallow the rest of the file. */
export const largestRow = 1_000_000;

/**
 * Characters of csv-parse's messages, each of which repeats the cell so far: thousands of quotes in one long cell would
 * take the square of its length.
 */
const mostSaid = 1_000_000;

/** Rows and faults as csv-parse finds them, kept until they are asked for: as a stream each would cost a turn. */
export class CsvParser extends Parser {
  /**
   * True where the rest is not read: after a row without an end, since csv-parse then drops the rest of its piece of text
   * and counts no line in it, and after too many faults.
   */
  lost = false;
  #rows: RawRow[] = [];
  #faults: Fault[] = [];
  /** The last line with a fault: its others follow from that one. */
  #faultLine = 0;
  /** The last line of the row before. */
  #read: number;
  #said = 0;
  /** Lines above its text. */
  readonly #above: number;

  constructor(delimiter: string, above: number) {
    super({
      bom: above === 0,
      delimiter,
      max_record_size: largestRow,
      record_delimiter: ["\r\n", "\n", "\r"],
      // Counted by the caller: csv-parse would take the number from a blank line above the header.
      relax_column_count: true,
      // Each would cost an error with its stack: a million of them stand above a stray last row of a worksheet.
      skip_empty_lines: true,
      skip_records_with_error: true,
    });
    this.#above = above;
    this.#read = above;
    this.on("skip", (error: CsvError | undefined) => {
      if (error === undefined || this.lost) return;
      const line = above + Number(error["lines"]);
      if (line !== this.#faultLine)
        this.#faults.push(faultOf(error, line, Math.max(this.#read, this.#faultLine)));
      this.#faultLine = line;
      this.#said += error.message.length;
      this.lost = error.code === "CSV_MAX_RECORD_SIZE" || this.#said > mostSaid;
      if (this.#said > mostSaid) throw error;
    });
    this.on("error", () => undefined); // told by the callbacks of write and end
  }

  feed(piece: Buffer): Promise<void> {
    return new Promise((resolve, reject) => this.write(piece, this.#settle(resolve, reject)));
  }

  finish(): Promise<void> {
    if (this.destroyed) return Promise.resolve();
    return new Promise((resolve, reject) => this.end(this.#settle(resolve, reject)));
  }

  rows(): RawRow[] {
    return this.#rows.splice(0);
  }

  faults(): Fault[] {
    return this.#faults.splice(0);
  }

  override push(cells: string[] | null): boolean {
    if (cells === null) return super.push(null);
    // The option `info: true` would give the line as well, at the price of two copies of all its counters a row.
    this.#read = this.#above + this.info.lines;
    this.#rows.push({ line: this.#read, cells });
    return true;
  }

  #settle(resolve: () => void, reject: (error: Error) => void) {
    return (error?: Error | null): void => {
      if (error === null || error === undefined || this.lost) resolve();
      else reject(error);
    };
  }
}

/** `read` is the last line of the row before. */
function faultOf(error: CsvError, line: number, read: number): Fault {
  switch (error.code) {
    case "INVALID_OPENING_QUOTE":
      if (/value is "(?: |\\t|\u00a0)+"/.test(error.message)) {
        const what = "a blank before the quote that begins a cell; delete the blank";
        return { line, what };
      }
      if (/value is "="/.test(error.message)) {
        const what =
          'a cell such as ="00123", which is a formula for a spreadsheet; write 00123 alone, or the whole cell in quotes, "=""00123"""';
        return { line, what };
      }
      return { line, what: quoteInside };
    case "CSV_INVALID_CLOSING_QUOTE":
      if (line === read + 1) return { line, what: quoteInside };
      return {
        line: read + 1,
        what: `a quote that opens on this line, or below it, ends inside a cell of line ${line}; a stray quote has probably swallowed rows`,
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

const quoteInside = 'a quote inside a cell; double it and quote the cell, as in "5"" pipe"';

// CSV parsing with csv-parse: the rows with the number of their last line, and the faults of the other rows.
import { type CsvError, Parser } from "csv-parse";
import type { Fault } from "../sheet-error.ts";
import type { RawRow } from "../row.ts";

/** Characters; our rows have some hundreds, and a row with an unclosed quote would be the rest of the file. */
export const largestRow = 1_000_000;

/**
 * The most characters in all messages of csv-parse together. Each message repeats the cell so far, so a long cell with
 * thousands of quotes would take time and memory that grow with the square of its length.
 */
const mostSaid = 1_000_000;

/** Collects the rows and faults that csv-parse finds: as a stream, each row would cost a turn of the event loop. */
export class CsvParser extends Parser {
  /**
   * True if the rest is not read: after a row without an end, because csv-parse then drops the rest of the chunk and
   * does not count its lines, and after too many faults.
   */
  lost = false;
  #rows: RawRow[] = [];
  #faults: Fault[] = [];
  /** The last line with a fault; more faults on the same line follow from the first one. */
  #faultLine = 0;
  /** The last line of the previous row. */
  #read: number;
  #said = 0;
  /** Lines of the file before the text of this parser. */
  readonly #above: number;

  constructor(delimiter: string, above: number) {
    super({
      bom: above === 0,
      delimiter,
      max_record_size: largestRow,
      record_delimiter: ["\r\n", "\n", "\r"],
      // The caller counts the columns: csv-parse would count those of a blank line above the header.
      relax_column_count: true,
      // Each would cost an error with its stack, and a worksheet can have a million empty lines before its last row.
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
    this.on("error", () => undefined); // the callbacks of write and end get it
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
    // The option `info: true` would give the line too, but copies all counters twice for each row.
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

/** `read` is the last line of the previous row. */
function faultOf(error: CsvError, line: number, read: number): Fault {
  switch (error.code) {
    case "INVALID_OPENING_QUOTE":
      if (/value is "(?: |\\t|\u00a0)+"/.test(error.message)) {
        const what = "a blank before the opening quote of a cell; delete the blank";
        return { line, what };
      }
      if (/value is "="/.test(error.message)) {
        const what =
          'a cell such as ="00123", which is a formula to a spreadsheet; write only 00123, or put the whole cell in quotes: "=""00123"""';
        return { line, what };
      }
      return { line, what: quoteInside };
    case "CSV_INVALID_CLOSING_QUOTE":
      if (line === read + 1) return { line, what: quoteInside };
      return {
        line: read + 1,
        what: `a quote that opens on this line or below ends inside a cell of line ${line}; a stray quote has probably merged rows`,
      };
    case "CSV_QUOTE_NOT_CLOSED":
      return {
        line: read + 1,
        what: "a quote that opens on this line or below is never closed",
      };
    case "CSV_MAX_RECORD_SIZE":
      return {
        line,
        what: `a row of over ${largestRow} characters; a quote is probably not closed`,
      };
    default:
      return { line, what: error.message };
  }
}

const quoteInside = 'a quote inside a cell; double it and quote the cell, as in "5"" pipe"';

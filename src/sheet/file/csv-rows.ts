// CSV text to rows. In nearly all sheets a row is one line, with quotes only around whole cells: such rows are split
// here, five times as fast as by csv-parse. csv-parse reads the other rows and finds their faults.
import type { Fault } from "../sheet-error.ts";
import type { RawRow } from "../row.ts";
import { CsvParser, largestRow } from "./csv-parser.ts";

const lineFeed = 0x0a;
const quote = 0x22;

/** Takes text in chunks of whole characters; the caller then collects the rows and faults. */
export class CsvRows {
  readonly #delimiter: string;
  #rows: RawRow[] = [];
  #faults: Fault[] = [];
  /** Lines read so far. */
  #lines = 0;
  /** The text after the last complete row. */
  #rest: Buffer = Buffer.alloc(0);
  /** Reads all further text, once the end of a row cannot be found. */
  #parser: CsvParser | undefined;
  #lost = false;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** True after a row without an end; no more rows follow. */
  get lost(): boolean {
    return this.#lost;
  }

  async feed(piece: Buffer): Promise<void> {
    if (this.#parser !== undefined) {
      await this.#parser.feed(piece);
      this.#take(this.#parser);
      return;
    }
    const text = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
    const others = text.subarray(this.#readLines(text));
    const end = endOfRows(others);
    await this.#parse(others.subarray(0, end));
    this.#rest = others.subarray(end);
    if (this.#rest.length <= largestRow) return;
    this.#parser = new CsvParser(this.#delimiter, this.#lines);
    await this.feed(this.#rest);
    this.#rest = Buffer.alloc(0);
  }

  async finish(): Promise<void> {
    if (this.#parser === undefined) await this.#parse(this.#rest);
    else {
      await this.#parser.finish();
      this.#take(this.#parser);
    }
  }

  rows(): RawRow[] {
    return this.#rows.splice(0);
  }

  faults(): Fault[] {
    return this.#faults.splice(0);
  }

  /** Reads rows that are one line each; returns where the first other one begins. */
  #readLines(text: Buffer): number {
    let from = 0;
    // csv-parse reads the first line, because it removes the byte order mark.
    while (this.#lines > 0) {
      const end = text.indexOf(lineFeed, from);
      const cells = end < 0 ? undefined : this.#split(text, from, end);
      if (cells === undefined) break;
      this.#lines += 1;
      if (cells.length > 0) this.#rows.push({ line: this.#lines, cells });
      from = end + 1;
    }
    return from;
  }

  /** The cells of a line, none if it is empty; undefined if csv-parse must read it. */
  #split(text: Buffer, from: number, lineEnd: number): readonly string[] | undefined {
    const end = text[lineEnd - 1] === 0x0d && lineEnd > from ? lineEnd - 1 : lineEnd;
    if (end - from > largestRow) return undefined;
    if (end === from) return [];
    const line = text.toString("utf8", from, end);
    return line.includes("\r") ? undefined : splitLine(line, this.#delimiter);
  }

  async #parse(text: Buffer): Promise<void> {
    if (text.length === 0) return;
    const parser = new CsvParser(this.#delimiter, this.#lines);
    await parser.feed(text);
    await parser.finish();
    this.#take(parser);
    this.#lines += parser.info.lines - 1; // the last one ends a line as well
  }

  #take(parser: CsvParser): void {
    for (const row of parser.rows()) this.#rows.push(row);
    for (const fault of parser.faults()) this.#faults.push(fault);
    this.#lost ||= parser.lost;
  }
}

/** The position after the last line break outside quotes; 0 if there is none. */
function endOfRows(text: Buffer): number {
  if (!text.includes(quote)) return text.lastIndexOf(lineFeed) + 1;
  let end = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const byte = text[at];
    if (byte === quote) isQuoted = !isQuoted;
    else if (byte === lineFeed && !isQuoted) end = at + 1;
  }
  return end;
}

/** The cells of a row on one line; undefined if a quote is neither around a whole cell nor doubled inside one. */
function splitLine(line: string, delimiter: string): readonly string[] | undefined {
  if (!line.includes('"')) return line.split(delimiter);
  const cells: string[] = [];
  for (let from = 0; ;) {
    if (line.charCodeAt(from) !== quote) {
      const end = line.indexOf(delimiter, from);
      const cell = end < 0 ? line.slice(from) : line.slice(from, end);
      if (cell.includes('"')) return undefined;
      cells.push(cell);
      if (end < 0) return cells;
      from = end + 1;
      continue;
    }
    let end = line.indexOf('"', from + 1);
    let isDoubled = false;
    while (end >= 0 && line.charCodeAt(end + 1) === quote) {
      isDoubled = true;
      end = line.indexOf('"', end + 2);
    }
    if (end < 0) return undefined;
    const cell = line.slice(from + 1, end);
    cells.push(isDoubled ? cell.replaceAll('""', '"') : cell);
    from = end + 1;
    if (from === line.length) return cells;
    if (line[from] !== delimiter) return undefined;
    from += 1;
  }
}

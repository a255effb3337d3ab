// Rows of cells to CSV. Every CSV of ours is written here, and takes only cells that were made safe.
import { stringify } from "csv-stringify/sync";
import { WholeFile } from "../disk/whole-file.ts";
import type { Cell } from "./cell.ts";
import { type Dialect, plain } from "./dialect.ts";

/** LibreOffice splits cells at any of these by default, but not inside quotes. */
const split = /[,;\t|]/;
const splitOrQuote = /[,;\t|"]/;

/** CSV text of some rows, each of them ended. A cell has no line breaks. */
export function csv(rows: readonly (readonly Cell[])[], dialect = plain): string {
  const { newline, delimiter, quoted } = dialect;
  const isSplit = split.test(delimiter);
  const isPlain = (cell: Cell): boolean =>
    cell === "" || (!splitOrQuote.test(cell) && (isSplit || !cell.includes(delimiter)));
  const isBare = (row: readonly Cell[]): boolean => !quoted && row.length > 0 && row.every(isPlain);
  // Most rows need no quotes; csv-stringify takes much longer for them.
  const bare = rows.map((row) => (isBare(row) ? row.join(delimiter) : undefined));
  const others = rows.filter((_, at) => bare[at] === undefined);
  const quotes = { quoted, quoted_empty: quoted, quoted_match: split };
  const written = stringify(others, { record_delimiter: newline, delimiter, ...quotes });
  const lines = written.split(newline).values();
  const whole = bare.map((line) => line ?? lines.next().value);
  return whole.length === 0 ? "" : whole.join(newline) + newline;
}

/** Rows gathered for one call of the stringifier, which costs some microseconds to set up. */
const gatheredRows = 500;

/** A CSV file that appears whole or not at all, row by row. */
export class CsvFile {
  readonly #file: WholeFile;
  readonly #dialect: Dialect;
  #rows: (readonly Cell[])[] = [];

  private constructor(file: WholeFile, dialect: Dialect) {
    this.#file = file;
    this.#dialect = dialect;
  }

  static async begin(path: string, dialect = plain): Promise<CsvFile> {
    const file = await WholeFile.begin(path);
    if (dialect.bom) await file.write("\ufeff");
    return new CsvFile(file, dialect);
  }

  async add(...rows: readonly (readonly Cell[])[]): Promise<void> {
    this.#rows.push(...rows);
    if (this.#rows.length >= gatheredRows) await this.#flush();
  }

  /** Brings all of it to the disk, still under another name, which it returns. */
  async finish(): Promise<string> {
    await this.#flush();
    return this.#file.finish();
  }

  async commit(): Promise<void> {
    await this.finish();
    await this.#file.commit();
  }

  async abandon(): Promise<void> {
    await this.#file.abandon();
  }

  async #flush(): Promise<void> {
    const text = csv(this.#rows, this.#dialect);
    this.#rows = [];
    await this.#file.write(text);
  }
}

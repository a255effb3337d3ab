// Writes rows as CSV. All our CSV files are written here, from safe cells only.
import { stringify } from "csv-stringify/sync";
import { WholeFile } from "../disk/whole-file.ts";
import type { Cell } from "./cell.ts";
import { type Dialect, plain } from "./dialect.ts";

/** By default, LibreOffice splits cells at any of these, except inside quotes. */
const split = /[,;\t|]/;
const splitOrQuote = /[,;\t|"]/;

/** The CSV text of some rows, each with its line end. Cells have no line breaks. */
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

/** Rows for one call of csv-stringify, because each call costs some microseconds. */
const gatheredRows = 500;

/** Writes a CSV file row by row; the file appears complete or not at all. */
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

  /** Writes all of it to the disk, still under a temporary name, which it returns. */
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

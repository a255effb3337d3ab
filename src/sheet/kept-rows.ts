// The rows of a sheet that was checked, on disk for a second reading that costs a tenth of parsing CSV again.
import { type FileHandle, open, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { readBytes, readLines } from "../disk/read.ts";
import { writeFully } from "../disk/whole-file.ts";
import type { Row } from "./records.ts";

export class KeptRows {
  /** How many rows there are. */
  count = 0;
  readonly #path: string;
  readonly #handle: FileHandle;

  private constructor(path: string, handle: FileHandle) {
    this.#path = path;
    this.#handle = handle;
  }

  /** Begins a file beside the sheet, which `remove` takes away. */
  static async begin(sheet: string): Promise<KeptRows> {
    const path = join(dirname(sheet), `.${basename(sheet)}.rows`);
    return new KeptRows(path, await open(path, "w", 0o600));
  }

  async add(rows: readonly Row[]): Promise<void> {
    if (rows.length === 0) return;
    this.count += rows.length;
    await writeFully(this.#handle, Buffer.from(`${JSON.stringify(rows)}\n`));
  }

  /** No more rows; they can be read now. */
  async end(): Promise<void> {
    await this.#handle.close();
  }

  /** The rows as they were added. */
  async *read(): AsyncGenerator<readonly Row[]> {
    for await (const lines of readLines(readBytes(this.#path))) {
      for (const line of lines) yield JSON.parse(line) as readonly Row[];
    }
  }

  async remove(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    await rm(this.#path, { force: true });
  }
}

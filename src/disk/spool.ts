// Values that are kept on disk to be read a second time: batches of JSON values, in the order in which they were added.
import { type FileHandle, open, rm } from "node:fs/promises";
import { readBytes, readLines } from "./read.ts";
import { writeFully } from "./whole-file.ts";

export class Spool<T> {
  /** The number of values. */
  count = 0;
  readonly #path: string;
  readonly #handle: FileHandle;

  private constructor(path: string, handle: FileHandle) {
    this.#path = path;
    this.#handle = handle;
  }

  /** Creates the file, which `remove` deletes. */
  static async begin<T>(path: string): Promise<Spool<T>> {
    return new Spool(path, await open(path, "w", 0o600));
  }

  async add(batch: readonly T[]): Promise<void> {
    if (batch.length === 0) return;
    this.count += batch.length;
    await writeFully(this.#handle, Buffer.from(`${JSON.stringify(batch)}\n`));
  }

  /** To be called after the last batch and before reading. */
  async end(): Promise<void> {
    await this.#handle.close();
  }

  /** The batches, as they were added. */
  async *read(): AsyncGenerator<readonly T[]> {
    for await (const lines of readLines(readBytes(this.#path))) {
      for (const line of lines) yield JSON.parse(line) as readonly T[];
    }
  }

  async remove(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    await rm(this.#path, { force: true });
  }
}

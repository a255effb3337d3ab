// Lines of text that are kept on disk to be read again, as they are: each character is a byte, which is much faster than
// UTF-8. Like a spool, the file has no name.
import type { FileHandle } from "node:fs/promises";
import { naming } from "./naming.ts";
import { lineBlocks, readBytes } from "./read.ts";
import { openNameless } from "./spool.ts";
import { writeFully } from "./whole-file.ts";

/** Characters that are collected before they are written. */
const bufferSize = 256 * 1024;

export class LineSpool {
  readonly #path: string;
  readonly #handle: FileHandle;
  #gathered: string[] = [];
  #size = 0;

  private constructor(path: string, handle: FileHandle) {
    this.#path = path;
    this.#handle = handle;
  }

  /** The file is beside this path; it exists until `remove`. */
  static async begin(path: string): Promise<LineSpool> {
    return naming(path, async () => new LineSpool(path, await openNameless(path)));
  }

  /** A line without its end, of characters up to `\u00ff`. The caller waits for `flush` now and then. */
  add(line: string): void {
    this.#gathered.push(line);
    this.#size += line.length;
  }

  /** Writes what was added, if that is much. */
  async flush(least = bufferSize): Promise<void> {
    if (this.#gathered.length === 0 || this.#size < least) return;
    const text = `${this.#gathered.join("\n")}\n`;
    this.#gathered = [];
    this.#size = 0;
    await naming(this.#path, () => writeFully(this.#handle, Buffer.from(text, "latin1")));
  }

  /** All lines in batches, as they were added. */
  async *read(): AsyncGenerator<readonly string[]> {
    await this.flush(0);
    const bytes = readBytes(this.#path, this.#handle.fd);
    for await (const block of lineBlocks(bytes, Infinity, incomplete)) {
      yield block.toString("latin1").split("\n");
    }
  }

  async remove(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
  }
}

const incomplete = (): Error => new Error("A line of a file without a name has no end");

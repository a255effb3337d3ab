// Lines of text that are kept on disk to be read again, as they are: each character is a byte, which is much faster than
// UTF-8. Like a spool, the file has no name.
import type { FileHandle } from "node:fs/promises";
import { naming } from "./naming.ts";
import { lineBlocks, readBytes } from "./read.ts";
import { openNameless } from "./spool.ts";
import { writeFully } from "./whole-file.ts";

/** Bytes that are collected before they are written. */
const bufferSize = 256 * 1024;
const lineEnd = Buffer.from("\n");

export class LineSpool {
  readonly #path: string;
  readonly #handle: FileHandle;
  #gathered: Buffer[] = [];
  #size = 0;

  private constructor(path: string, handle: FileHandle) {
    this.#path = path;
    this.#handle = handle;
  }

  /** The file is beside this path; it exists until `remove`. */
  static async begin(path: string): Promise<LineSpool> {
    return naming(path, async () => new LineSpool(path, await openNameless(path)));
  }

  /** Lines without their ends, of characters up to `\u00ff`. */
  async add(lines: readonly string[]): Promise<void> {
    if (lines.length > 0) await this.addBlock(Buffer.from(lines.join("\n"), "latin1"));
  }

  /** Whole lines without the end of the last. */
  async addBlock(block: Buffer): Promise<void> {
    this.#gathered.push(block, lineEnd);
    this.#size += block.length + 1;
    if (this.#size >= bufferSize) await this.#flush();
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.concat(this.#gathered);
    this.#gathered = [];
    this.#size = 0;
    await naming(this.#path, () => writeFully(this.#handle, bytes));
  }

  /** All lines in batches, as they were added. */
  async *read(): AsyncGenerator<readonly string[]> {
    await this.#flush();
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

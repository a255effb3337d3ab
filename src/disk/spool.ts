// Values that are kept on disk to be read a second time: batches of JSON values, in the order in which they were added.
// The file loses its name as soon as it is open: nobody else can open it, and a killed process leaves nothing.
import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, open, rm } from "node:fs/promises";
import { newFile } from "./ours.ts";
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

  /** The file is beside this path; it exists until `remove`. */
  static async begin<T>(path: string): Promise<Spool<T>> {
    return new Spool(path, await openNameless(path));
  }

  async add(batch: readonly T[]): Promise<void> {
    if (batch.length === 0) return;
    this.count += batch.length;
    await writeFully(this.#handle, Buffer.from(`${JSON.stringify(batch)}\n`));
  }

  /** The batches, as they were added. */
  async *read(): AsyncGenerator<readonly T[]> {
    const bytes = readBytes(this.#path, this.#handle.fd);
    for await (const batches of readLines(bytes, (line) => JSON.parse(line.toString()) as T[])) {
      yield* batches;
    }
  }

  async remove(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
  }
}

/** Opens a new file beside this path that only this process can read. */
export async function openNameless(path: string): Promise<FileHandle> {
  const own = `${path}-${randomBytes(8).toString("hex")}`;
  const handle = await open(own, constants.O_RDWR | newFile, 0o600);
  try {
    await rm(own);
  } catch (error) {
    await handle.close().catch(() => undefined); // the first error is the one to report
    throw error;
  }
  return handle;
}

// A file under its final name is complete: written beside it, synced, its size checked, then renamed.
import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** Characters gathered before they are written. */
const portion = 256 * 1024;

export class WholeFile {
  readonly #path: string;
  readonly #temporary: string;
  readonly #handle: FileHandle;
  #gathered = "";
  #size = 0;
  #finished = false;

  private constructor(path: string, temporary: string, handle: FileHandle) {
    this.#path = path;
    this.#temporary = temporary;
    this.#handle = handle;
  }

  /** Begins a file of this mode that will replace the one at `path`, if any. */
  static async begin(path: string, mode = 0o600): Promise<WholeFile> {
    const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
    const handle = await open(temporary, "w", mode & 0o700);
    const file = new WholeFile(path, temporary, handle);
    try {
      await handle.chmod(mode);
    } catch (error) {
      await file.abandon();
      throw error;
    }
    return file;
  }

  async write(text: string): Promise<void> {
    this.#gathered += text;
    if (this.#gathered.length >= portion) await this.#flush();
  }

  /** Brings all of it to the disk, still under another name, which it returns. */
  async finish(): Promise<string> {
    if (this.#finished) return this.#temporary;
    await this.#flush();
    await this.#handle.sync();
    const { size } = await this.#handle.stat();
    if (size !== this.#size) {
      const message = `${this.#path}: wrote ${this.#size} bytes, and the disk kept ${size}`;
      throw Object.assign(new Error(message), { code: "EIO", syscall: "write" });
    }
    await this.#handle.close();
    this.#finished = true;
    return this.#temporary;
  }

  /** Gives the file its name; whoever opens that name finds all of it, also after a power cut. */
  async commit(): Promise<void> {
    await this.finish();
    await rename(this.#temporary, this.#path);
    await syncFolder(dirname(this.#path));
  }

  /** Leaves nothing behind; a file that stood under the name stays as it was. */
  async abandon(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    await rm(this.#temporary, { force: true }).catch(() => undefined);
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.from(this.#gathered);
    this.#gathered = "";
    await writeFully(this.#handle, bytes);
    this.#size += bytes.length;
  }
}

/** Writes the text whole or not at all. */
export async function writeWhole(
  path: string,
  chunks: AsyncIterable<string> | Iterable<string>,
  mode?: number,
): Promise<void> {
  const file = await WholeFile.begin(path, mode);
  try {
    for await (const chunk of chunks) await file.write(chunk);
    await file.commit();
  } catch (error) {
    await file.abandon();
    throw error;
  }
}

/** One write may keep less than it was given, as on a disk that is nearly full. */
export async function writeFully(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await handle.write(bytes, at)).bytesWritten;
}

/** Makes a new or renamed entry of a folder last through a power cut. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

// A file under its final name is complete: it is written under another name, synced, its size checked, then renamed.
import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { type FileHandle, lstat, open, readdir, rename, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import type { Place } from "../host/host.ts";
import { isAlive, pid } from "../host/process-host.ts";
import { naming } from "./naming.ts";
import { newFile } from "./ours.ts";

/** Characters that are collected before they are written. */
const bufferSize = 256 * 1024;

export class WholeFile {
  /** For messages. */
  readonly #name: string;
  readonly #path: string;
  readonly #temporary: string;
  readonly #handle: FileHandle;
  #gathered = "";
  #size = 0;
  #finished = false;

  private constructor({ name, path }: Place, temporary: string, handle: FileHandle) {
    this.#name = name;
    this.#path = path;
    this.#temporary = temporary;
    this.#handle = handle;
  }

  /** Starts a file of this mode, which will replace one at the path. `name` is for errors. */
  static async begin(path: string, mode = 0o600, name = path): Promise<WholeFile> {
    const own = `${pid}-${randomBytes(8).toString("hex")}`;
    const temporary = join(dirname(path), `${prefix(path)}${own}${suffix}`);
    return naming(name, async () => {
      await removeLeftovers(path);
      const handle = await open(temporary, constants.O_WRONLY | newFile, mode & 0o700);
      const file = new WholeFile({ name, path }, temporary, handle);
      await handle.chmod(mode).catch(async (error: unknown) => {
        await file.abandon();
        throw error;
      });
      return file;
    });
  }

  async write(data: string | Uint8Array): Promise<void> {
    if (typeof data === "string") {
      this.#gathered += data;
      if (this.#gathered.length >= bufferSize) await this.#flush();
    } else {
      await this.#flush();
      await this.#keep(data);
    }
  }

  /** Writes everything to the disk, still under another name, and returns that name. */
  async finish(): Promise<string> {
    if (this.#finished) return this.#temporary;
    await this.#flush();
    await naming(this.#name, async () => {
      await this.#handle.sync();
      const { size } = await this.#handle.stat();
      if (size !== this.#size) {
        const message = `wrote ${this.#size} bytes, but the disk kept ${size}`;
        throw Object.assign(new Error(message), { syscall: "write" });
      }
      await this.#handle.close();
    });
    this.#finished = true;
    return this.#temporary;
  }

  /** Gives the file its name, under which it is complete, also after a power cut. */
  async commit(): Promise<void> {
    await this.finish();
    await naming(this.#name, async () => {
      await rename(this.#temporary, this.#path);
      await syncEntries(dirname(this.#path));
    });
  }

  /** Removes what was written. An older file of the name stays unchanged. */
  async abandon(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    await rm(this.#temporary, { force: true }).catch(() => undefined);
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.from(this.#gathered);
    this.#gathered = "";
    if (bytes.length > 0) await this.#keep(bytes);
  }

  async #keep(bytes: Uint8Array): Promise<void> {
    await naming(this.#name, () => writeFully(this.#handle, bytes));
    this.#size += bytes.length;
  }
}

// While a file is written it is named `.NAME.HOST.PID-RANDOM.tmp`, in the folder of its final name.
const host = (): string => `.${hostname().replace(/[^\w.-]/g, "-")}.`;
const prefix = (path: string): string => `.${basename(path)}${host()}`;
const suffix = ".tmp";

/** The same text for all names that differ only in a date or a time. */
const undated = (name: string): string => name.replace(/\d/g, "0");

/** Removes what killed processes of this machine left of the file, or of the same file of another day or number. */
export async function removeLeftovers(path: string): Promise<void> {
  const folder = dirname(path);
  const wanted = undated(`.${basename(path)}`);
  for (const name of await readdir(folder).catch(() => [])) {
    const [own, writer] = /(?<=\.)(\d+)(?:-[0-9a-f]+)?(?=\.tmp$)/.exec(name) ?? [];
    const end = `${host()}${own}${suffix}`;
    if (writer === undefined || !name.endsWith(end)) continue;
    if (undated(name.slice(0, -end.length)) === wanted)
      await removeLeft(join(folder, name), Number(writer)).catch(() => undefined);
  }
}

/** A killed process may have had the number of this one, for example in a container. */
async function removeLeft(path: string, writer: number): Promise<void> {
  const left =
    writer === pid ? (await lstat(path)).mtimeMs < performance.timeOrigin : !isAlive(writer);
  if (left) await rm(path, { force: true });
}

/** Writes a complete file, or none. */
export async function writeWhole(
  path: string,
  chunks: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
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

/** One write may keep only a part, for example on a disk that is nearly full. */
export async function writeFully(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await handle.write(bytes, at)).bytesWritten;
}

/** Makes new and renamed entries of a folder durable. */
export function syncFolder(path: string): Promise<void> {
  return naming(path, () => syncEntries(path));
}

async function syncEntries(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

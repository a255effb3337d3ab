// Gives a file its name without losing an older file of that name, which a user may have edited: that one is kept under a
// number.
import { createReadStream } from "node:fs";
import { lstat, rename } from "node:fs/promises";
import { join, parse } from "node:path";
import { sha256Of } from "./sha256.ts";

/** A file that does not have its final name yet. */
export interface Draft {
  finish(): Promise<string>;
  commit(): Promise<void>;
  abandon(): Promise<void>;
}

/**
 * Gives the draft its name. An older file with other content becomes `results.1.csv`, or the next free number; one with
 * the same content stays.
 */
export async function commitKeeping(draft: Draft, path: string): Promise<void> {
  const written = await draft.finish();
  const [found, size] = [await sizeOf(path), await sizeOf(written)];
  if (found === undefined) return draft.commit();
  if (found === size && (await hash(path)) === (await hash(written))) return draft.abandon();
  const aside = await freeName(path);
  await rename(path, aside);
  try {
    await draft.commit();
  } catch (error) {
    await rename(aside, path).catch(() => undefined); // it is still there under its number
    throw error;
  }
}

async function freeName(path: string): Promise<string> {
  const { dir, name, ext } = parse(path);
  for (let n = 1; ; n += 1) {
    const free = join(dir, `${name}.${n}${ext}`);
    if ((await lstat(free).catch(() => undefined)) === undefined) return free;
  }
}

/** Undefined if there is no regular file; anything else makes the renaming fail. */
async function sizeOf(path: string): Promise<number | undefined> {
  const found = await lstat(path).catch(() => undefined);
  return found?.isFile() === true ? found.size : undefined;
}

const hash = (path: string): Promise<string> => sha256Of(createReadStream(path));

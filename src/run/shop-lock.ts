// One run a shop: a lock that the kernel keeps on an open file for exactly as long as its owner lives. The file says
// who that is; it is never deleted, since between a deleting and a creating two could win, and what stands in it
// decides nothing.
import {
  closeSync,
  existsSync,
  fchmodSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import type { tryLock as TryLock } from "fs-native-extensions";
import { setTimeout as sleep } from "node:timers/promises";
import { pid } from "../host/process-host.ts";
import { isCode } from "./run.ts";

export interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly command: string;
  /** ISO 8601, UTC. */
  readonly since: string;
}

export interface ShopLock {
  release(): void;
}

/** There is no build of the locking for this platform. */
export class NoLocking extends Error {}

/** The one byte that is locked, far behind the text, which on Windows nobody could read otherwise. */
const lockedByte = 2 ** 40;
/** Milliseconds that a winner has for writing who it is before somebody else reads it. */
const introduction = 100;
/** Times that the lock is asked for while nobody has said who holds it. */
const mostTries = 3;

/**
 * Takes the lock of this name, or says who holds it, as far as that is known. Throws a NoLocking, and what the
 * system says of a folder or file that cannot be made or locked.
 */
export async function lockShop(
  folder: string,
  name: string,
  command: string,
  now: Date,
): Promise<ShopLock | { readonly holder: Holder | undefined }> {
  const { tryLock } = await locking();
  const { path, fd } = openLock(folder, name);
  try {
    for (let tries = 1; ; tries += 1) {
      if (tryLock(fd, lockedByte, 1)) break;
      await sleep(introduction);
      const holder = readHolder(path);
      if (holder === undefined && tries < mostTries) continue;
      closeSync(fd);
      return { holder };
    }
  } catch (error) {
    closeSync(fd);
    throw error;
  }
  introduce(fd, { pid, host: hostname(), command, since: now.toISOString() });
  return {
    release: () => {
      introduce(fd, undefined); // before the lock is gone: after it the text would be the next one's
      closeSync(fd);
    },
  };
}

/** Whether the lock could be taken now, and who holds it otherwise; throws as `lockShop` does. Nobody is kept out by it. */
export async function whoHolds(
  folder: string,
  name: string,
): Promise<{ readonly free: boolean; readonly holder: Holder | undefined }> {
  const { tryLock } = await locking();
  const { path, fd } = openLock(folder, name);
  try {
    // Held for this instant only: who comes just now asks again before it gives up, since nobody says to be the holder.
    const free = tryLock(fd, lockedByte, 1);
    return { free, holder: free ? undefined : readHolder(path) };
  } finally {
    closeSync(fd);
  }
}

async function locking(): Promise<{ readonly tryLock: typeof TryLock }> {
  return import("fs-native-extensions").catch((error: unknown) => {
    throw new NoLocking(String(error), { cause: error });
  });
}

function openLock(folder: string, name: string): { readonly path: string; readonly fd: number } {
  makeFolder(folder);
  const path = join(folder, `${name}.lock`);
  // A bare descriptor: the garbage collector would close a FileHandle, and the lock would be gone.
  return { path, fd: openSync(path, "a+", 0o600) };
}

/** Node's own `recursive` never returns where a system says ENOENT of a folder that is there, as /proc does. */
function makeFolder(path: string): void {
  if (!existsSync(dirname(path))) makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
  }
}

/** The lock holds also where a full disk has no room for the text. */
function introduce(fd: number, holder: Holder | undefined): void {
  try {
    fchmodSync(fd, 0o600);
    ftruncateSync(fd, 0);
    if (holder !== undefined) writeSync(fd, `${JSON.stringify(holder)}\n`);
  } catch {}
}

function readHolder(path: string): Holder | undefined {
  try {
    const { pid, host, command, since } = JSON.parse(readFileSync(path, "utf8")) as Holder;
    const texts = [host, command, since].every((text) => typeof text === "string");
    return texts && Number.isInteger(pid) ? { pid, host, command, since } : undefined;
  } catch {
    return undefined;
  }
}

// One run per shop: a lock that the kernel keeps on an open file for as long as its process lives. The text in the file
// names the holder, for messages only. The file is never deleted: otherwise two processes could lock two files.
import { hasCode } from "../system-error.ts";
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

/** The package that locks files has no build for this platform. */
export class NoLocking extends Error {}

/** The locked byte. It is far behind the text, since Windows does not let others read a locked range. */
const lockedByte = 2 ** 40;
/** Milliseconds that a new holder has to write its name before others read it. */
const writingTime = 100;
/** Attempts to lock while the file names no holder. */
const mostTries = 3;

/**
 * Takes the lock of this name, or returns who holds it, if known. Throws a NoLocking, and the error of the system if
 * the folder or file cannot be made or locked.
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
      await sleep(writingTime);
      const holder = readHolder(path);
      if (holder === undefined && tries < mostTries) continue;
      closeSync(fd);
      return { holder };
    }
  } catch (error) {
    closeSync(fd);
    throw error;
  }
  writeHolder(fd, { pid, host: hostname(), command, since: now.toISOString() });
  return {
    release: () => {
      writeHolder(fd, undefined); // first, since after the release the text belongs to the next holder
      closeSync(fd);
    },
  };
}

/** Whether the lock is free, and who holds it otherwise; throws like `lockShop`. It does not keep others out. */
export async function whoHolds(
  folder: string,
  name: string,
): Promise<{ readonly free: boolean; readonly holder: Holder | undefined }> {
  const { tryLock } = await locking();
  const { path, fd } = openLock(folder, name);
  try {
    // Locked for a moment only: another process tries again, since the file names no holder.
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
  // Not a FileHandle: the garbage collector would close it and release the lock.
  return { path, fd: openSync(path, "a+", 0o600) };
}

/** Replaces `recursive`, which never returns if the system reports ENOENT for an existing folder, as /proc does. */
function makeFolder(path: string): void {
  if (!existsSync(dirname(path))) makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  }
}

/** Errors do not matter: the lock works even if a full disk has no room for the text. */
function writeHolder(fd: number, holder: Holder | undefined): void {
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

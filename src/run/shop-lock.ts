// One run per shop: a lock that the kernel keeps on an open file for as long as its process lives. The text in the file
// names the holder, for messages only. The file is never deleted: otherwise two processes could lock two files.
import { hasCode } from "../system-error.ts";
import {
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  ftruncateSync,
  mkdirSync,
  readSync,
  writeSync,
} from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import type { tryLock as TryLock } from "fs-native-extensions";
import { setTimeout as sleep } from "node:timers/promises";
import { demandOurFolder, openOurs } from "../disk/ours.ts";
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
  const fd = openLock(folder, name);
  try {
    for (let tries = 1; ; tries += 1) {
      if (tryLock(fd, lockedByte, 1)) break;
      await sleep(writingTime);
      const holder = readHolder(fd);
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
  const fd = openLock(folder, name);
  try {
    // Locked for a moment only: another process tries again, since the file names no holder.
    const free = tryLock(fd, lockedByte, 1);
    return { free, holder: free ? undefined : readHolder(fd) };
  } finally {
    closeSync(fd);
  }
}

async function locking(): Promise<{ readonly tryLock: typeof TryLock }> {
  return import("fs-native-extensions").catch((error: unknown) => {
    throw new NoLocking(String(error), { cause: error });
  });
}

/** Throws a NotOurs if another user could have made the file, or a link in its place. */
function openLock(folder: string, name: string): number {
  makeFolder(folder);
  demandOurFolder(folder);
  // Not a FileHandle: the garbage collector would close it and release the lock.
  return openOurs(
    join(folder, `${name}.lock`),
    constants.O_RDWR | constants.O_APPEND | constants.O_CREAT,
  );
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

/** Bytes; a holder needs some 200. */
const longestText = 4096;

/** Undefined if the text is not one that a holder writes. */
function readHolder(fd: number): Holder | undefined {
  try {
    const bytes = Buffer.alloc(longestText);
    const text = bytes.toString("utf8", 0, readSync(fd, bytes, 0, longestText, 0));
    const { pid, host, command, since } = JSON.parse(text) as Partial<
      Record<keyof Holder, unknown>
    >;
    const isPid = typeof pid === "number" && Number.isSafeInteger(pid) && pid > 0;
    if (!isPid || !isText(host, /^[^\s\p{C}]{1,255}$/u) || !isText(command, /^[a-z-]{1,40}$/)) {
      return undefined;
    }
    return isText(since, /^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/)
      ? { pid, host, command, since }
      : undefined;
  } catch {
    return undefined;
  }
}

const isText = (text: unknown, form: RegExp): text is string =>
  typeof text === "string" && form.test(text);

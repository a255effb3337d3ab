// A run: the folder with a plan, its sheet, its journal and its reports.
import { hasCode } from "../system-error.ts";
import { createHash } from "node:crypto";
import { closeSync, constants, lstatSync, openSync } from "node:fs";
import { mkdir, mkdtemp, rm, rmdir, stat } from "node:fs/promises";
import { join, normalize } from "node:path";
import { readBytes } from "../disk/read.ts";
import { named } from "../disk/naming.ts";
import { demandOurs, noFollow, NotOurs, openOurs } from "../disk/ours.ts";
import { hashed } from "../disk/sha256.ts";
import { syncFolder, writeWhole } from "../disk/whole-file.ts";
import type { Place } from "../host/host.ts";
import { RunError } from "./run-error.ts";

/** Changes that were submitted to the shop as one file, numbered from 1. */
export type SubmissionFile = `submission-${number}.jsonl`;

export const submissionPattern = /^submission-[1-9]\d{0,5}\.jsonl$/;

export const isSubmissionFile = (name: string): name is SubmissionFile =>
  submissionPattern.test(name);

/** The files of a run, and of a group of runs; their names are documented. */
export type RunFile =
  | "group.json"
  | "sheet"
  | "shops.csv"
  | SubmissionFile
  | "sheet.csv"
  | "base.jsonl"
  | "plan.jsonl"
  | "journal.jsonl"
  | "results.csv"
  | "retry.csv"
  | "retry.xlsx"
  | "changes.csv"
  | "report.html"
  | "summary.json";

export interface Run {
  /** The name that the user gave it, for messages. */
  readonly folder: string;
  readonly path: string;
  /** The path of a file. */
  file(name: RunFile): string;
  /** The name of a file in messages. */
  nameOf(name: RunFile): string;
  /** The message of a system error, with the name of the folder instead of its path. */
  messageOf(error: Error): string;
  /**
   * The descriptor of a file, for its caller to close. Throws a RunError if another user could have written a stored
   * run.
   */
  open(name: RunFile): number;
  /** The bytes of a file from its beginning; throws like `open`. */
  read(name: RunFile): AsyncIterable<Buffer>;
}

const runAt = ({ name: folder, path }: Place, openFile: typeof openMade): Run => {
  const file = (name: RunFile): string => join(path, name);
  const nameOf = (name: RunFile): string => join(folder, name);
  const open = (name: RunFile): number => {
    try {
      return openFile(file(name));
    } catch (error) {
      throw refusal(nameOf(name), error);
    }
  };
  return {
    folder,
    path,
    file,
    nameOf,
    messageOf: ({ message }) => message.replaceAll(path, folder),
    open,
    read: async function* (name) {
      const fd = open(name);
      try {
        yield* readBytes(file(name), fd, nameOf(name));
      } finally {
        closeSync(fd);
      }
    },
  };
};

/** Opens a file of a run that this process made. The owner is not checked: some network disks show another one. */
const openMade = (path: string): number => openSync(path, constants.O_RDONLY | noFollow);

function refusal(name: string, error: unknown): Error {
  if (!(error instanceof NotOurs)) return named(name, error);
  return new RunError(name, error.message, ownRunsOnly);
}

const ownRunsOnly =
  "A run is used only if its folder and its files belong to you, and no other user may write to them";

/** Throws a RunError if another user could have put something into the folder. */
export function demandOwnRun({ folder, path }: Run): void {
  try {
    // With a slash at its end a link would be followed.
    const found = lstatSync(normalize(path).replace(/(?<=.)[/\\]+$/, ""));
    if (found.isSymbolicLink()) throw new NotOurs("it is a symbolic link; name the folder itself");
    demandOurs(found, path);
  } catch (error) {
    throw refusal(folder, error);
  }
}

/** Whether the run has such a file. Throws like `open`. */
export function hasFile(run: Run, name: RunFile): boolean {
  try {
    closeSync(run.open(name));
    return true;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return false;
    throw error;
  }
}

/** Keeps the files for the reports open, so that they can be read even if the folder is moved or deleted. */
export function keepRunOpen(run: Run): { readonly run: Run; close(): void } {
  const descriptors = new Map<RunFile, number>();
  const close = (): void => {
    for (const fd of descriptors.values()) closeSync(fd);
  };
  try {
    for (const name of ["sheet.csv", "plan.jsonl"] as const) descriptors.set(name, run.open(name));
  } catch (error) {
    close();
    throw error;
  }
  const read = (name: RunFile): AsyncIterable<Buffer> => {
    const fd = descriptors.get(name);
    return fd === undefined ? run.read(name) : readBytes(run.file(name), fd, run.nameOf(name));
  };
  return { run: { ...run, read }, close };
}

/** A new folder for reports that cannot be written to the folder of their run. */
export async function temporaryRun(inFolder: string): Promise<Run> {
  const path = await mkdtemp(join(inFolder, "inventory-csv-reports-")); // has mode 0700
  return runAt({ name: path, path }, openMade);
}

/** The name of a shop as part of a file name. */
export const shopInNames = (shop: string): string =>
  shop.replace(/\.myshopify\.com$/, "").replace(/[^a-z0-9.-]/gi, "-");

/** Makes a new folder `<UTC time>-<command>-<shop>` in the folder of runs; only its owner may read it. */
export async function createRun(
  runs: Place,
  command: string,
  shop: string,
  now: Date,
): Promise<Run> {
  // Not recursive: a mistyped path should be an error.
  await mkdir(runs.path, { mode: 0o700 }).catch((error: unknown) => {
    if (!hasCode(error, "EEXIST")) throw named(runs.name, error);
  });
  const time = now.toISOString().slice(0, 19).replaceAll(":", "-");
  const name = `${time}Z-${command}-${shopInNames(shop)}`;
  for (let n = 1; ; n += 1) {
    const own = n === 1 ? name : `${name}-${n}`;
    const run = runAt({ name: join(runs.name, own), path: join(runs.path, own) }, openMade);
    try {
      await mkdir(run.path, { mode: 0o700 });
    } catch (error) {
      if (!hasCode(error, "EEXIST")) throw named(run.folder, error);
      continue;
    }
    try {
      await syncFolder(runs.path);
      return run;
    } catch (error) {
      await rmdir(run.path).catch(() => undefined);
      throw error;
    }
  }
}

/** An existing run; undefined if the folder has no complete plan. */
export const openRun = (folder: Place): Promise<Run | undefined> =>
  openFolder(folder, "plan.jsonl");

/** The folder of an existing group of runs; undefined if it is none. */
export const openGroup = (folder: Place): Promise<Run | undefined> =>
  openFolder(folder, "group.json");

async function openFolder(folder: Place, wanted: RunFile): Promise<Run | undefined> {
  const run = runAt(folder, openOurs);
  const found = await stat(run.file(wanted)).catch(() => undefined);
  return found?.isFile() === true ? run : undefined;
}

/** Deletes a run. */
export async function discardRun(run: Run): Promise<void> {
  await rm(run.path, { recursive: true, force: true });
}

/** Stores the bytes of the sheet, so that every later step reads the same; returns their SHA-256. */
export async function keepSheet(run: Run, bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash("sha256");
  await writeWhole(run.file("sheet.csv"), hashed(bytes, hash));
  return hash.digest("hex");
}

/** The SHA-256 of the stored sheet, and whether all of it is UTF-8. */
export async function hashSheet(run: Run): Promise<{ sha256: string; isUtf8: boolean }> {
  const hash = createHash("sha256");
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let isUtf8 = true;
  const decode = (part?: Buffer): void => {
    try {
      if (isUtf8) decoder.decode(part, { stream: part !== undefined });
    } catch {
      isUtf8 = false;
    }
  };
  for await (const chunk of hashed(run.read("sheet.csv"), hash)) decode(chunk);
  decode();
  return { sha256: hash.digest("hex"), isUtf8 };
}

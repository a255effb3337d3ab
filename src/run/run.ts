// A run is a folder that keeps all there is to know of one plan and what became of it.
import { createHash } from "node:crypto";
import { closeSync, openSync } from "node:fs";
import { mkdir, mkdtemp, rm, rmdir, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readBytes } from "../disk/read.ts";
import { syncFolder, writeWhole } from "../disk/whole-file.ts";

/** The files of a run, whose names people know. */
export type RunFile =
  | "sheet.csv"
  | "base.jsonl"
  | "plan.jsonl"
  | "journal.jsonl"
  | "results.csv"
  | "retry.csv"
  | "retry.xlsx"
  | "changes.csv"
  | "summary.json";

export interface Run {
  readonly folder: string;
  file(name: RunFile): string;
  /** The bytes of a file from its beginning. */
  read(name: RunFile): AsyncIterable<Buffer>;
}

const runAt = (folder: string, held?: ReadonlyMap<RunFile, number>): Run => {
  const file = (name: RunFile): string => join(folder, name);
  return { folder, file, read: (name) => readBytes(file(name), held?.get(name)) };
};

/** What a report is made from, kept open, so that it can be read again whatever becomes of the folder meanwhile. */
export function holdRun(run: Run): { readonly run: Run; release(): void } {
  const held = new Map<RunFile, number>();
  const release = (): void => {
    for (const fd of held.values()) closeSync(fd);
  };
  try {
    for (const name of ["sheet.csv", "plan.jsonl"] as const)
      held.set(name, openSync(run.file(name), "r"));
  } catch (error) {
    release();
    throw error;
  }
  return { run: runAt(run.folder, held), release };
}

/** A new folder for reports that their run's own folder cannot take. */
export async function refuge(): Promise<Run> {
  return runAt(await mkdtemp(join(tmpdir(), "inventory-csv-reports-"))); // made 0700
}

/** A shop's name as part of the name of a file. */
export const shopInNames = (shop: string): string =>
  shop.replace(/\.myshopify\.com$/, "").replace(/[^a-z0-9.-]/gi, "-");

/** Makes a new folder `<UTC time>-<command>-<shop>` in the folder of runs, for its owner's eyes only. */
export async function createRun(runs: string, command: string, shop: string): Promise<Run> {
  // Not with its parents: a mistyped path is better told than made.
  await mkdir(runs, { mode: 0o700 }).catch((error: unknown) => {
    if (!isCode(error, "EEXIST")) throw error;
  });
  const time = new Date().toISOString().slice(0, 19).replaceAll(":", "-");
  const name = `${time}Z-${command}-${shopInNames(shop)}`;
  for (let n = 1; ; n += 1) {
    const folder = join(runs, n === 1 ? name : `${name}-${n}`);
    try {
      await mkdir(folder, { mode: 0o700 });
    } catch (error) {
      if (!isCode(error, "EEXIST")) throw error;
      continue;
    }
    try {
      await syncFolder(runs);
      return runAt(folder);
    } catch (error) {
      await rmdir(folder).catch(() => undefined);
      throw error;
    }
  }
}

/** A run that was made before, or undefined where the folder holds no complete plan. */
export async function openRun(folder: string): Promise<Run | undefined> {
  const run = runAt(folder);
  const plan = await stat(run.file("plan.jsonl")).catch(() => undefined);
  return plan?.isFile() === true ? run : undefined;
}

/** Takes back a run that came to nothing. */
export async function discardRun(run: Run): Promise<void> {
  await rm(run.folder, { recursive: true, force: true });
}

/** Keeps the sheet's bytes as they are read, so that every later step sees the same; returns their SHA-256. */
export async function keepSheet(run: Run, bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash("sha256");
  async function* hashed(): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      hash.update(chunk);
      yield chunk;
    }
  }
  await writeWhole(run.file("sheet.csv"), hashed());
  return hash.digest("hex");
}

/** The SHA-256 of the sheet that the run keeps. */
export async function hashSheet(run: Run): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of run.read("sheet.csv")) hash.update(chunk);
  return hash.digest("hex");
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

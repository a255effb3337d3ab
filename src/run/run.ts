// A run is a folder that keeps all there is to know of one plan and what became of it.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, rm, rmdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { syncFolder, writeWhole } from "../disk/whole-file.ts";

/** The files of a run, whose names people know. */
type RunFile =
  | "sheet.csv"
  | "plan.jsonl"
  | "journal.jsonl"
  | "results.csv"
  | "retry.csv"
  | "changes.csv"
  | "summary.json";

export interface Run {
  readonly folder: string;
  file(name: RunFile): string;
}

const runAt = (folder: string): Run => ({ folder, file: (name) => join(folder, name) });

/** Makes a new folder `<UTC time>-<command>-<shop>` in the folder of runs, for its owner's eyes only. */
export async function createRun(runs: string, command: string, shop: string): Promise<Run> {
  // Not with its parents: a mistyped path is better told than made.
  await mkdir(runs, { mode: 0o700 }).catch((error: unknown) => {
    if (!isCode(error, "EEXIST")) throw error;
  });
  const time = new Date().toISOString().slice(0, 19).replaceAll(":", "-");
  const name = `${time}Z-${command}-${shop.replace(/\.myshopify\.com$/, "").replace(/[^a-z0-9.-]/gi, "-")}`;
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
  for await (const chunk of createReadStream(run.file("sheet.csv"))) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

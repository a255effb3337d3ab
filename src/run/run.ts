// A run is a folder that keeps all there is to know of one plan and what became of it.
import { createHash } from "node:crypto";
import { closeSync, createReadStream, openSync, read, type ReadStream } from "node:fs";
import { mkdir, mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { syncFolder } from "../disk/whole-file.ts";

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
  /** The bytes of a file from its beginning. */
  read(name: RunFile): ReadStream;
}

/** A stream that has come to its end closes its descriptor, whatever `autoClose` says. */
const keepOpen = { read, close: (_fd: number, done: (error?: null) => void) => done() };

const runAt = (folder: string, held?: ReadonlyMap<RunFile, number>): Run => {
  const file = (name: RunFile): string => join(folder, name);
  return {
    folder,
    file,
    read: (name) => {
      const fd = held?.get(name);
      return createReadStream(file(name), fd === undefined ? {} : { fd, start: 0, fs: keepOpen });
    },
  };
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
      await syncFolder(runs);
      return runAt(folder);
    } catch (error) {
      if (!isCode(error, "EEXIST")) throw error;
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
  const handle = await open(run.file("sheet.csv"), "wx", 0o600);
  try {
    for await (const chunk of bytes) {
      hash.update(chunk);
      await handle.writeFile(chunk);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return hash.digest("hex");
}

/** The SHA-256 of the sheet that the run keeps. */
export async function hashSheet(run: Run): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of run.read("sheet.csv")) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

/** The complete lines of a JSON-lines file; what a crash left of the last one is not among them. */
export async function* readLines(source: ReadStream): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of source.setEncoding("utf8")) {
    const lines = (rest + String(chunk)).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

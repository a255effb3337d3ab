// Outcomes as they happen, durable: a row counts as done when its line is on the disk. Lines that come while
// another is being synced share the next sync.
import { type FileHandle, open, truncate } from "node:fs/promises";
import { isCode, readLines, type Run } from "../run/run.ts";
import { syncFolder, writeFully } from "../disk/whole-file.ts";
import type { Outcome } from "./outcome.ts";

/** The last outcome of each line of the sheet; empty where there is no journal yet. */
export async function readJournal(run: Run): Promise<Map<number, Outcome>> {
  const outcomes = new Map<number, Outcome>();
  try {
    for await (const text of readLines(run.read("journal.jsonl"))) {
      const outcome = JSON.parse(text) as Outcome;
      outcomes.set(outcome.line, outcome);
    }
  } catch (error) {
    if (!isCode(error, "ENOENT")) throw error;
  }
  return outcomes;
}

export class Journal {
  readonly #handle: FileHandle;
  #waiting: string[] = [];
  #syncing: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  private constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /** Opens the run's journal at its end; what a crash left of the last line is cut off. */
  static async open(run: Run): Promise<Journal> {
    const path = run.file("journal.jsonl");
    let whole = 0;
    const handle = await open(path, "a", 0o600);
    try {
      for await (const line of readLines(run.read("journal.jsonl")))
        whole += Buffer.byteLength(line) + 1;
      await truncate(path, whole);
      await handle.sync();
      await syncFolder(run.folder);
    } catch (error) {
      await handle.close().catch(() => undefined); // the first error is the one to tell
      throw error;
    }
    return new Journal(handle);
  }

  /** Resolves when the outcome is on the disk. */
  record(outcome: Outcome): Promise<void> {
    this.#waiting.push(`${JSON.stringify(outcome)}\n`);
    this.#next ??= this.#syncing = this.#syncing.then(() => this.#flush());
    return this.#next;
  }

  async close(): Promise<void> {
    try {
      await this.#syncing;
    } finally {
      await this.#handle.close();
    }
  }

  async #flush(): Promise<void> {
    const lines = Buffer.from(this.#waiting.join(""));
    this.#waiting = [];
    this.#next = undefined;
    await writeFully(this.#handle, lines);
    await this.#handle.datasync();
  }
}

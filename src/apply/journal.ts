// Outcomes as they happen, durable: a row counts as done when its line is on the disk. Lines that come while
// another is being synced share the next sync.
import { type FileHandle, open, truncate } from "node:fs/promises";
import { isCode, type Run } from "../run/run.ts";
import { readEntries } from "../run/entries.ts";
import { readLines } from "../disk/read.ts";
import { syncFolder, writeFully } from "../disk/whole-file.ts";
import type { Outcome } from "./outcome.ts";

/** A line of the journal that is no outcome: somebody began or ended carrying out the run. */
type Mark = { readonly opened: string } | { readonly closed: string };

export interface Journalled {
  /** The last outcome of each line of the sheet. */
  readonly outcomes: ReadonlyMap<number, Outcome>;
  /** False where the last to carry it out was killed: a row without an outcome may have been sent. */
  readonly closed: boolean;
  /** Whether anybody has begun to carry it out. */
  readonly begun: boolean;
}

/** Nothing, closed, where there is no journal yet. */
export async function readJournal(run: Run): Promise<Journalled> {
  const outcomes = new Map<number, Outcome>();
  let closed = true;
  let begun = true;
  try {
    for await (const entries of readEntries<Outcome | Mark>(run, "journal.jsonl")) {
      for (const entry of entries) {
        if ("outcome" in entry) outcomes.set(entry.line, entry);
        else closed = "closed" in entry;
      }
    }
  } catch (error) {
    if (!isCode(error, "ENOENT")) throw error;
    begun = false;
  }
  return { outcomes, closed, begun };
}

const now = (): string => new Date().toISOString();

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
      for await (const lines of readLines(run.read("journal.jsonl"))) {
        for (const line of lines) whole += Buffer.byteLength(line) + 1;
      }
      await truncate(path, whole);
      const journal = new Journal(handle);
      await journal.#write({ opened: now() });
      await syncFolder(run.folder);
      return journal;
    } catch (error) {
      await handle.close().catch(() => undefined); // the first error is the one to tell
      throw error;
    }
  }

  /** Resolves when the outcome is on the disk. */
  record(outcome: Outcome): Promise<void> {
    return this.#write(outcome);
  }

  /** `orderly`: every row that was under way has its outcome. */
  async close(orderly: boolean): Promise<void> {
    try {
      await this.#syncing;
      if (orderly) await this.#write({ closed: now() });
    } finally {
      await this.#handle.close();
    }
  }

  #write(entry: Outcome | Mark): Promise<void> {
    this.#waiting.push(`${JSON.stringify(entry)}\n`);
    this.#next ??= this.#syncing = this.#syncing.then(() => this.#flush());
    return this.#next;
  }

  async #flush(): Promise<void> {
    const lines = Buffer.from(this.#waiting.join(""));
    this.#waiting = [];
    this.#next = undefined;
    await writeFully(this.#handle, lines);
    await this.#handle.datasync();
  }
}

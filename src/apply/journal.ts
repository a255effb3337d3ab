// Outcomes as they happen, durable: a row counts as done when its line is on the disk. Lines that come while
// another is being synced share the next sync.
import { type FileHandle, open, truncate } from "node:fs/promises";
import { isCode, type Run } from "../run/run.ts";
import { readEntries, RunError } from "../run/entries.ts";
import { readHeading } from "../plan/plan-file.ts";
import { syncFolder, writeFully } from "../disk/whole-file.ts";
import { isFinal, type Outcome } from "./outcome.ts";

/** A line of the journal that is no outcome: somebody began or ended carrying out the plan that was made then. */
type Mark = { readonly opened: string; readonly plan: string } | { readonly closed: string };

export interface Journalled {
  /** The last outcome of each line of the sheet. */
  readonly outcomes: ReadonlyMap<number, Outcome>;
  /**
   * Whether the row of this line may have been sent without an outcome of it: whoever was carrying it out was killed,
   * and nobody has looked at the row since.
   */
  readonly inDoubt: (line: number) => boolean;
  /** Whether anybody has begun to carry it out. */
  readonly begun: boolean;
}

/** Nothing where there is no journal yet; throws a RunError where it is damaged or of another plan. */
export async function readJournal(run: Run): Promise<Journalled> {
  const { made } = await readHeading(run);
  const outcomes = new Map<number, Outcome>();
  const written = new Map<number, number>();
  let entriesRead = 0;
  let open: number | undefined;
  let killed = -1;
  try {
    for await (const entries of readEntries<Outcome | Mark>(run, "journal.jsonl")) {
      for (const entry of entries) {
        entriesRead += 1;
        if ("outcome" in entry) {
          outcomes.set(entry.line, entry);
          written.set(entry.line, entriesRead);
        } else if ("opened" in entry) {
          if (entry.plan !== made)
            throw new RunError(run.nameOf("journal.jsonl"), "it is of another plan");
          killed = open ?? killed;
          open = entriesRead;
        } else open = undefined;
      }
    }
  } catch (error) {
    if (!isCode(error, "ENOENT")) throw error;
  }
  const last = open ?? killed; // where the last one who was killed began
  const inDoubt = (line: number): boolean => {
    const outcome = outcomes.get(line);
    return (outcome === undefined || !isFinal(outcome)) && (written.get(line) ?? 0) < last;
  };
  return { outcomes, inDoubt, begun: entriesRead > 0 };
}

/** Bytes up to the end of the last complete line. */
async function wholeLines(bytes: AsyncIterable<Buffer>): Promise<number> {
  let read = 0;
  let whole = 0;
  for await (const chunk of bytes) {
    const end = chunk.lastIndexOf("\n");
    if (end >= 0) whole = read + end + 1;
    read += chunk.length;
  }
  return whole;
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
    const { made } = await readHeading(run);
    const handle = await open(path, "a", 0o600);
    try {
      await truncate(path, await wholeLines(run.read("journal.jsonl")));
      const journal = new Journal(handle);
      await journal.#write({ opened: now(), plan: made });
      await syncFolder(run.path);
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

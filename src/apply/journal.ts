// The journal of a run: outcomes as they happen. A row counts as done when its line is on the disk. Lines that arrive
// during a sync share the next one.
import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { Run } from "../run/run.ts";
import { hasCode } from "../system-error.ts";
import { noFollow } from "../disk/ours.ts";
import { checked, readEntries } from "../run/entries.ts";
import { type Choice, everything, notChosen } from "../plan/choice.ts";
import { readHeading } from "../plan/plan-file.ts";
import { syncFolder, writeFully } from "../disk/whole-file.ts";
import { type JournalEntry, schemaOf, type SubmissionEntry } from "./journal-entry.ts";
import { isFinal, type Outcome } from "./outcome.ts";
import { fromStored, toStored } from "./stored-choice.ts";
import { type Submission, submissionAfter } from "./submission.ts";

export interface JournalContent {
  /** The last outcome of each line of the sheet. */
  readonly outcomes: ReadonlyMap<number, Outcome>;
  /** Of the process that applied the plan last. */
  readonly choice: Choice;
  /** The line of the journal that has it; 0 if none has. */
  readonly chosenAt: number;
  /**
   * Whether the row of this line may have been sent although it has no outcome: a process was killed while it applied
   * the plan, and the row has not been read since.
   */
  readonly inDoubt: (line: number) => boolean;
  /** Whether any process began to apply the plan; it may have ended before the first row. */
  readonly opened: boolean;
  /** The line of the journal that has the outcome of each line of the sheet. */
  readonly places: ReadonlyMap<number, number>;
  /** The submission that the shop may still be working on. */
  readonly submission?: Submission;
  /** How many were made, with that one. */
  readonly submissions: number;
}

/** Of a run that nobody has begun to apply. */
export const noJournal: JournalContent = {
  outcomes: new Map(),
  choice: everything,
  chosenAt: 0,
  inDoubt: () => false,
  opened: false,
  places: new Map(),
  submissions: 0,
};

/** Empty if there is no journal yet; throws a RunError if a line is damaged, or the journal is of another plan. */
export async function readJournal(run: Run): Promise<JournalContent> {
  const { made } = await readHeading(run);
  const outcomes = new Map<number, Outcome>();
  const written = new Map<number, number>();
  let entriesRead = 0;
  let choice: Choice = everything;
  let chosenAt = 0;
  let open: Begun | undefined;
  const killed: Begun[] = [];
  let submission: Submission | undefined;
  let submissions = 0;
  try {
    const entries = readEntries(run, "journal.jsonl", (found, line, refuse) => {
      const entry = checked(schemaOf(found), found, line, refuse);
      if (entriesRead === 0 && !("opened" in entry)) refuse(line, "does not begin a journal");
      if ("opened" in entry && entry.plan !== made) refuse(line, "belongs to another plan");
      entriesRead += 1;
      if ("submitting" in entry) submissions += 1;
      const refuseHere = (what: string): never => refuse(line, what);
      submission = submissionAfter(submission, entry, entriesRead, refuseHere);
      return entry;
    });
    for await (const some of entries) {
      let at = entriesRead - some.length;
      for (const entry of some) {
        at += 1;
        if ("outcome" in entry) {
          outcomes.set(entry.line, entry);
          written.set(entry.line, at);
        } else if ("opened" in entry) {
          if (open !== undefined) addKilled(killed, open);
          choice = fromStored(entry.choice, choice);
          open = { at, choice };
          chosenAt = at;
        } else if ("closed" in entry) open = undefined;
      }
    }
  } catch (error) {
    if (!hasCode(error, "ENOENT")) throw error;
  }
  if (open !== undefined) addKilled(killed, open);
  const inDoubt = (line: number): boolean => {
    const outcome = outcomes.get(line);
    if (outcome !== undefined && isFinal(outcome)) return false;
    const place = written.get(line) ?? 0;
    return killed.some((begun) => place < begun.at && couldSend(begun, line, choice));
  };
  const sent = submission && { submission };
  const opened = entriesRead > 0;
  const chosen = { choice, chosenAt };
  return { outcomes, ...chosen, inDoubt, opened, places: written, submissions, ...sent };
}

/** A process that began to apply the plan. */
interface Begun {
  /** The line of the journal. */
  readonly at: number;
  readonly choice: Choice;
}

/** Of processes in a row with the same choice the last says all. */
function addKilled(killed: Begun[], begun: Begun): void {
  if (killed.at(-1)?.choice === begun.choice) killed.pop();
  killed.push(begun);
}

/** A row that is released now is a held one, and could be sent only after it was released. */
function couldSend({ choice }: Begun, line: number, now: Choice): boolean {
  if (notChosen(line, choice) !== undefined) return false;
  return !now.released.has(line) || choice.released.has(line);
}

/** The number of bytes up to the end of the last complete line. */
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

export class Journal {
  readonly #handle: FileHandle;
  readonly #now: () => Date;
  #waiting: string[] = [];
  #syncing: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  private constructor(handle: FileHandle, now: () => Date) {
    this.#handle = handle;
    this.#now = now;
  }

  /** Opens the journal at its end; an incomplete last line, left by a crash, is removed. */
  static async open(run: Run, choice: Choice, now: () => Date): Promise<Journal> {
    const path = run.file("journal.jsonl");
    const { made } = await readHeading(run);
    const { O_WRONLY, O_APPEND, O_CREAT } = constants;
    const handle = await open(path, O_WRONLY | O_APPEND | O_CREAT | noFollow, 0o600);
    try {
      await handle.truncate(await wholeLines(run.read("journal.jsonl")));
      const journal = new Journal(handle, now);
      const stored = toStored(choice);
      const begun = { format: 1, opened: now().toISOString(), plan: made } as const;
      await journal.#write({ ...begun, ...(stored && { choice: stored }) });
      await syncFolder(run.path);
      return journal;
    } catch (error) {
      await handle.close().catch(() => undefined); // the first error is the one to report
      throw error;
    }
  }

  /** Resolves when the entry is on the disk. */
  record(entry: Outcome | SubmissionEntry): Promise<void> {
    return this.#write(entry);
  }

  /** `orderly`: every row that was in progress has its outcome. */
  async close(orderly: boolean): Promise<void> {
    try {
      await this.#syncing;
      if (orderly) await this.#write({ closed: this.#now().toISOString() });
    } finally {
      await this.#handle.close();
    }
  }

  #write(entry: JournalEntry): Promise<void> {
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

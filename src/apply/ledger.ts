// What is known of the rows of a run while it is applied: their outcomes, in memory and in the journal. It also knows
// whether the run has to stop.
import { removeLeftovers } from "../disk/whole-file.ts";
import {
  type Choice,
  inChoice,
  isStillHeld,
  notChosen,
  notChosenMessages,
} from "../plan/choice.ts";
import type { Change } from "../plan/decision.ts";
import { readPlan } from "../plan/plan-file.ts";
import type { Run } from "../run/run.ts";
import type { ShopError } from "../shop/shop-error.ts";
import { isSystemError } from "../system-error.ts";
import { Journal, type JournalContent } from "./journal.ts";
import type { SubmissionEntry } from "./journal-entry.ts";
import { isFinal, type Outcome } from "./outcome.ts";

/** A change that may need a request. */
export interface Due {
  readonly change: Change;
  /** Why it must not be sent: then its item is only read, to find out whether it was sent before. */
  readonly onlyRead?: string;
}

interface LedgerOptions {
  readonly run: Run;
  readonly before: JournalContent;
  readonly choice: Choice;
  /** The time of day. */
  readonly now: () => Date;
  /** Called after an outcome is in the journal. */
  readonly onRow: (outcome: Outcome) => void;
}

export class Ledger {
  readonly run: Run;
  readonly before: JournalContent;
  readonly choice: Choice;
  readonly now: () => Date;
  readonly outcomes: Map<number, Outcome>;
  /** Why some outcomes may be missing from the journal. */
  journalError: Error | undefined;
  readonly failures: unknown[] = [];
  readonly #held = new Map<number, Outcome>();
  readonly #onRow: (outcome: Outcome) => void;
  #stop: ShopError | undefined;
  #journal: Journal | undefined;

  constructor({ run, before, choice, now, onRow }: LedgerOptions) {
    this.run = run;
    this.before = before;
    this.choice = choice;
    this.now = now;
    this.outcomes = new Map(before.outcomes);
    this.#onRow = onRow;
  }

  get mustStop(): boolean {
    return this.#stop !== undefined || this.journalError !== undefined || this.failures.length > 0;
  }

  /** What ended the run before its last row. */
  get stop(): ShopError | undefined {
    return this.#stop;
  }

  /** Only the first counts. */
  stopBy(error: ShopError | undefined): void {
    this.#stop ??= error;
  }

  /** Requests for the row of this line so far. */
  attemptsOf(line: number): number {
    return this.outcomes.get(line)?.attempts ?? 0;
  }

  /** Whether the row may have been sent although no outcome shows it. */
  inDoubt(line: number): boolean {
    return this.#wasInDoubt(line) && this.outcomes.get(line) === this.before.outcomes.get(line);
  }

  /** Whether this run may already have changed the item. */
  isDoubtful(line: number): boolean {
    return this.#wasInDoubt(line) || this.outcomes.get(line)?.outcome === "unknown";
  }

  /** A held row that is released only now was never sent. */
  #wasInDoubt(line: number): boolean {
    const isReleasedNow = this.choice.released.has(line) && !this.before.choice.released.has(line);
    return !isReleasedNow && this.before.inDoubt(line);
  }

  isDone(line: number): boolean {
    const outcome = this.outcomes.get(line);
    return outcome !== undefined && isFinal(outcome);
  }

  /** The changes that are to be sent, in the order of the plan. */
  async *pending(): AsyncGenerator<Change> {
    for await (const { change, onlyRead } of this.due()) if (onlyRead === undefined) yield change;
  }

  /** The same, with those that were left out after they may have been sent. */
  async *due(): AsyncGenerator<Due> {
    for await (const decisions of readPlan(this.run)) {
      for (const decision of decisions) {
        const change = inChoice(decision, this.choice);
        if (change.decision !== "change" || this.isDone(change.line)) continue;
        const why = notChosen(change.line, this.choice);
        if (why === undefined) yield { change };
        else if (isStillHeld(decision, this.choice)) continue;
        else if (why === "left_out" && this.isDoubtful(change.line))
          yield { change, onlyRead: notChosenMessages[why] };
      }
    }
  }

  async open(): Promise<void> {
    if (this.#journal !== undefined) return;
    await removeLeftovers(this.run.file("submission-1.jsonl"));
    await this.keepingError(
      async () => void (this.#journal = await Journal.open(this.run, this.choice, this.now)),
    );
  }

  async record(outcome: Outcome): Promise<void> {
    this.outcomes.set(outcome.line, outcome);
    await this.keepingError(async () => this.#journal?.record(outcome));
    if (this.journalError === undefined) this.#onRow(outcome);
  }

  /**
   * The row was found unchanged, and may be sent again before the run ends. In the journal only at its end: a process
   * that is killed meanwhile leaves the row in doubt.
   */
  hold(outcome: Outcome): void {
    this.outcomes.set(outcome.line, outcome);
    this.#held.set(outcome.line, outcome);
  }

  async note(entry: SubmissionEntry): Promise<void> {
    await this.keepingError(async () => this.#journal?.record(entry));
  }

  async close(): Promise<void> {
    const left = [...this.#held].filter(([line, held]) => this.outcomes.get(line) === held);
    await Promise.all(left.map(([, held]) => this.record(held)));
    await this.keepingError(async () => this.#journal?.close(this.failures.length === 0));
  }

  /** Keeps an error of the system; any other is a bug of this program and is thrown again. */
  async keepingError(work: () => Promise<void>): Promise<void> {
    await work().catch((error: unknown) => {
      if (!isSystemError(error)) throw error;
      this.journalError ??= error;
    });
  }
}

// Carries out the changes of a plan that have no outcome yet: re-read in hundreds, PUT, journal. Applying a plan
// for the first time and carrying on with one that was cut short are the same thing.
import type { Item } from "../item/fields.ts";
import type { Change } from "../plan/decision.ts";
import { readPlan } from "../plan/plan-file.ts";
import type { Run } from "../run/run.ts";
import { ShopError } from "../shop/shop-error.ts";
import { hundreds } from "../shop/hundreds.ts";
import type { Shop } from "../shop/shop.ts";
import { stopwatch } from "../shop/stopwatch.ts";
import { carryOut, freshness, type Reading } from "./carry-out.ts";
import { Journal, readJournal } from "./journal.ts";
import { isFinal, type Outcome } from "./outcome.ts";

/** Rows in hand at once; somewhat more than requests under way, so that none of these waits for a row. */
const rowsInHand = 24;

/** Milliseconds: rows that have not been taken in hand by then are read again. At 2 a second a hundred takes 50 s. */
const readAgainAfter = 60_000;

export interface Applied {
  /** The last outcome of each line, also where the journal could not take it. */
  readonly outcomes: ReadonlyMap<number, Outcome>;
  /** Whether the row of a line may have been sent without an outcome of it. */
  readonly inDoubt: (line: number) => boolean;
  /** What ended the run before its last row, where something did, with what to do about it. */
  readonly stopped?: string;
  /** Why some of the outcomes may not be in the journal, where that is so. */
  readonly journalError?: Error;
}

/** Every outcome is in the journal when `onRow` is told of it. */
export async function apply(
  run: Run,
  shop: Shop,
  onRow: (outcome: Outcome) => void,
): Promise<Applied> {
  const before = await readJournal(run);
  const outcomes = new Map(before.outcomes);
  const inDoubt = (line: number): boolean =>
    before.inDoubt(line) && outcomes.get(line) === before.outcomes.get(line);
  const inHand = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let journal: Journal | undefined;
  let journalError: Error | undefined;
  let stop: ShopError | undefined;
  const halted = (): boolean =>
    stop !== undefined || journalError !== undefined || failures.length > 0;
  const inJournal = async (work: () => Promise<void>): Promise<void> =>
    work().catch((error: unknown) => {
      journalError ??= fileError(error);
    });

  const one = async (change: Change, reading: Reading): Promise<void> => {
    try {
      const earlier = outcomes.get(change.line)?.attempts ?? 0;
      const doubtful = before.inDoubt(change.line) || isUnknown(outcomes.get(change.line));
      const { outcome, stop: reason } = await carryOut(change, reading, shop, {
        earlier,
        doubtful,
      });
      stop ??= reason;
      if (outcome.outcome === "not_attempted" && outcome.attempts === earlier) return;
      outcomes.set(outcome.line, outcome);
      await inJournal(async () => journal?.record(outcome));
      if (journalError === undefined) onRow(outcome);
    } catch (error) {
      failures.push(error);
    }
    if (halted() && stop === undefined) shop.halt("was stopped by a fault"); // not one more PUT
  };

  try {
    for await (const changes of hundreds(pending(run, outcomes))) {
      if (journal === undefined)
        await inJournal(async () => void (journal = await Journal.open(run)));
      if (halted()) break;
      let read = await readAll(changes, shop);
      for (const [at, change] of changes.entries()) {
        while (inHand.size >= rowsInHand) await Promise.race(inHand);
        if (halted()) break;
        // At a slow pace a hundred rows outlast their reading.
        if (read.age() > readAgainAfter) read = await readAll(changes.slice(at), shop);
        const reading = { item: read.items.get(change.id), isFresh: read.isFresh };
        const row: Promise<void> = one(change, reading).finally(() => inHand.delete(row));
        inHand.add(row);
      }
    }
  } catch (error) {
    if (!(error instanceof ShopError)) throw error;
    stop ??= error;
  } finally {
    await Promise.all(inHand);
    await inJournal(async () => journal?.close(failures.length === 0));
  }
  if (failures.length > 0) throw failures[0];
  if (journalError !== undefined) return { outcomes, inDoubt, journalError };
  return stop === undefined ? { outcomes, inDoubt } : { outcomes, inDoubt, stopped: stop.message };
}

const isUnknown = (outcome: Outcome | undefined): boolean => outcome?.outcome === "unknown";

interface Hundred {
  readonly items: ReadonlyMap<string, Item>;
  readonly isFresh: () => boolean;
  /** Milliseconds since it was asked for. */
  readonly age: () => number;
}

async function readAll(changes: readonly Change[], shop: Shop): Promise<Hundred> {
  const isFresh = freshness(shop);
  const age = stopwatch();
  return { items: await shop.items(changes.map((change) => change.id)), isFresh, age };
}

/** The error, where it is the system's of a file; any other is a fault of the program and thrown on. */
function fileError(error: unknown): Error {
  if (error instanceof Error && "syscall" in error) return error;
  throw error;
}

/** The changes that are still to be carried out. */
async function* pending(run: Run, done: ReadonlyMap<number, Outcome>): AsyncGenerator<Change> {
  for await (const decisions of readPlan(run)) {
    for (const decision of decisions) {
      const outcome = done.get(decision.line);
      if (decision.decision !== "change" || (outcome !== undefined && isFinal(outcome))) continue;
      yield decision;
    }
  }
}

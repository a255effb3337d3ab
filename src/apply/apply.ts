// Applies the changes of a plan that have no outcome yet: reads their items again, sends what differs, writes the
// journal. Applying a plan and continuing an interrupted one are the same.
import type { Item } from "../item/fields.ts";
import type { Change } from "../plan/decision.ts";
import { readPlan } from "../plan/plan-file.ts";
import type { Run } from "../run/run.ts";
import { ShopError } from "../shop/shop-error.ts";
import { inGroups } from "../shop/batches.ts";
import type { Shop } from "../shop/shop.ts";
import { stopwatch } from "../shop/stopwatch.ts";
import { isSystemError } from "../system-error.ts";
import { carryOut, freshness, type LiveItem } from "./carry-out.ts";
import { Journal, type JournalContent } from "./journal.ts";
import { isFinal, type Outcome } from "./outcome.ts";

/** Rows that are read together, just before they are sent. */
const readTogether = 100;

/** Milliseconds after which rows that still wait are read again. At 2 requests a second a hundred rows take 50 s. */
const readAgainAfter = 60_000;

export interface Applied {
  /** The last outcome of each line, even if it could not be written to the journal. */
  readonly outcomes: ReadonlyMap<number, Outcome>;
  /** Whether the row of this line may have been sent although it has no outcome. */
  readonly inDoubt: (line: number) => boolean;
  /** What ended the run before its last row, and what to do about it. */
  readonly stopped?: string;
  /** Why some outcomes may be missing from the journal. */
  readonly journalError?: Error;
}

/** `onRow` is called after the outcome is in the journal. */
export async function apply(
  run: Run,
  shop: Shop,
  before: JournalContent,
  changes: number,
  onRow: (outcome: Outcome) => void,
): Promise<Applied> {
  const outcomes = new Map(before.outcomes);
  if (changes === 0) return { outcomes, inDoubt: before.inDoubt };
  const inDoubt = (line: number): boolean =>
    before.inDoubt(line) && outcomes.get(line) === before.outcomes.get(line);
  const inProgress = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let journal: Journal | undefined;
  let journalError: Error | undefined;
  let stop: ShopError | undefined;
  const mustStop = (): boolean =>
    stop !== undefined || journalError !== undefined || failures.length > 0;
  const keepJournalError = async (work: () => Promise<void>): Promise<void> =>
    work().catch((error: unknown) => {
      journalError ??= fileError(error);
    });

  const applyChange = async (change: Change, live: LiveItem): Promise<void> => {
    try {
      const earlier = outcomes.get(change.line)?.attempts ?? 0;
      const doubtful = before.inDoubt(change.line) || isUnknown(outcomes.get(change.line));
      const { outcome, stop: reason } = await carryOut(change, live, shop, {
        earlier,
        doubtful,
      });
      stop ??= reason;
      if (outcome.outcome === "not_attempted" && outcome.attempts === earlier) return;
      outcomes.set(outcome.line, outcome);
      await keepJournalError(async () => journal?.record(outcome));
      if (journalError === undefined) onRow(outcome);
    } catch (error) {
      failures.push(error);
    }
    if (mustStop() && stop === undefined) shop.halt("was stopped by an error"); // no more updates
  };

  const { updatesAtOnce } = shop;
  const together = Math.max(readTogether, updatesAtOnce);
  try {
    for await (const changes of inGroups(pendingChanges(run, outcomes), together)) {
      if (journal === undefined)
        await keepJournalError(async () => void (journal = await Journal.open(run)));
      if (mustStop()) break;
      let read = await readLiveItems(changes, shop);
      for (const [at, change] of changes.entries()) {
        while (inProgress.size >= updatesAtOnce) await Promise.race(inProgress);
        if (mustStop()) break;
        if (read.age() > readAgainAfter) read = await readLiveItems(changes.slice(at), shop);
        const live = { item: read.items.get(change.id), isFresh: read.isFresh };
        const row: Promise<void> = applyChange(change, live).finally(() => inProgress.delete(row));
        inProgress.add(row);
      }
    }
  } catch (error) {
    if (!(error instanceof ShopError)) throw error;
    stop ??= error;
  } finally {
    await Promise.all(inProgress);
    await keepJournalError(async () => journal?.close(failures.length === 0));
  }
  if (failures.length > 0) throw failures[0];
  if (journalError !== undefined) return { outcomes, inDoubt, journalError };
  return stop === undefined ? { outcomes, inDoubt } : { outcomes, inDoubt, stopped: stop.message };
}

const isUnknown = (outcome: Outcome | undefined): boolean => outcome?.outcome === "unknown";

interface LiveItems {
  readonly items: ReadonlyMap<string, Item>;
  readonly isFresh: () => boolean;
  /** Milliseconds since they were requested. */
  readonly age: () => number;
}

async function readLiveItems(changes: readonly Change[], shop: Shop): Promise<LiveItems> {
  const isFresh = freshness(shop);
  const age = stopwatch();
  return { items: await shop.items(changes.map((change) => change.id)), isFresh, age };
}

/** The error if it is an error of the system; any other is a bug of this program and is thrown again. */
function fileError(error: unknown): Error {
  if (isSystemError(error)) return error;
  throw error;
}

/** The changes that still have to be applied. */
async function* pendingChanges(
  run: Run,
  done: ReadonlyMap<number, Outcome>,
): AsyncGenerator<Change> {
  for await (const decisions of readPlan(run)) {
    for (const decision of decisions) {
      const outcome = done.get(decision.line);
      if (decision.decision !== "change" || (outcome !== undefined && isFinal(outcome))) continue;
      yield decision;
    }
  }
}

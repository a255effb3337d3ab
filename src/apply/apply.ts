// Carries out the changes of a plan that have no outcome yet: re-read in hundreds, PUT, journal. Applying a plan
// for the first time and carrying on with one that was cut short are the same thing.
import type { Item } from "../item/fields.ts";
import type { Change } from "../plan/decision.ts";
import { readPlan } from "../plan/plan-file.ts";
import type { Run } from "../run/run.ts";
import { ShopError } from "../shop/shop-error.ts";
import { hundreds } from "../shop/hundreds.ts";
import type { Shop } from "../shop/shop.ts";
import { carryOut } from "./carry-out.ts";
import { Journal, readJournal } from "./journal.ts";
import { isFinal, type Outcome } from "./outcome.ts";

/** Rows in hand at once; somewhat more than requests under way, so that none of these waits for a row. */
const rowsInHand = 24;

/**
 * Every outcome is in the journal when this returns; `onRow` is told each as it happens.
 * Returns what ended the run before its last row, where something did, with what to do about it.
 */
export async function apply(
  run: Run,
  shop: Shop,
  onRow: (outcome: Outcome) => void,
): Promise<string | undefined> {
  const before = await readJournal(run);
  const journal = await Journal.open(run);
  const inHand = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let stop: ShopError | undefined;
  const halted = (): boolean => stop !== undefined || failures.length > 0;

  const one = async (change: Change, live: Item | undefined): Promise<void> => {
    try {
      const earlier = before.outcomes.get(change.line)?.attempts ?? 0;
      const doubtful = !before.closed || earlier > 0;
      const { outcome, stop: reason } = await carryOut(change, live, shop, { earlier, doubtful });
      stop ??= reason;
      if (outcome.outcome === "not_attempted" && outcome.attempts === earlier) return;
      await journal.record(outcome);
      onRow(outcome);
    } catch (error) {
      failures.push(error);
      shop.halt("was stopped, since its journal cannot be written"); // not one more PUT
    }
  };

  try {
    for await (const changes of hundreds(pending(run, before.outcomes))) {
      if (halted()) break;
      const live = await shop.items(changes.map((change) => change.id));
      for (const change of changes) {
        while (inHand.size >= rowsInHand) await Promise.race(inHand);
        if (halted()) break;
        const row: Promise<void> = one(change, live.get(change.id)).finally(() =>
          inHand.delete(row),
        );
        inHand.add(row);
      }
    }
  } catch (error) {
    if (!(error instanceof ShopError)) throw error;
    stop ??= error;
  } finally {
    await Promise.all(inHand);
    if (failures.length === 0) await journal.end().catch((error) => failures.push(error));
    await journal.close();
  }
  if (failures.length > 0) throw failures[0];
  return stop?.message;
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

// The changes that are still to do, one request for each: their items are read again in groups, and what differs is sent.
import type { Item } from "../item/fields.ts";
import { inGroups } from "../shop/batches.ts";
import type { Shop } from "../shop/shop.ts";
import { stopwatch } from "../shop/stopwatch.ts";
import { carryOut, freshness, type LiveItem, readTogether } from "./carry-out.ts";
import type { Due, Ledger } from "./ledger.ts";

/** Milliseconds after which rows that still wait are read again. At 2 requests a second a hundred rows take 50 s. */
const readAgainAfter = 60_000;

export async function applyOneByOne(ledger: Ledger, shop: Shop): Promise<void> {
  const inProgress = new Set<Promise<void>>();

  const applyChange = async ({ change, onlyRead }: Due, live: LiveItem): Promise<void> => {
    const { line } = change;
    try {
      const earlier = ledger.attemptsOf(line);
      const doubtful = ledger.isDoubtful(line);
      const { outcome, stop } = await carryOut(change, live, shop, {
        earlier,
        doubtful,
        onlyRead,
      });
      ledger.stopBy(stop);
      const isNews = outcome.outcome !== "not_attempted" || outcome.attempts > earlier;
      if (!isNews && (onlyRead === undefined || outcome.message !== onlyRead)) return;
      await ledger.record(outcome);
    } catch (error) {
      ledger.failures.push(error);
    }
    // no more updates
    if (ledger.mustStop && ledger.stop === undefined) shop.halt("was stopped by an error");
  };

  const { updatesAtOnce } = shop;
  const together = Math.max(readTogether, updatesAtOnce);
  try {
    for await (const group of inGroups(ledger.due(), together)) {
      await ledger.open();
      if (ledger.mustStop) break;
      let read = await readLiveItems(group, shop);
      for (const [at, due] of group.entries()) {
        while (inProgress.size >= updatesAtOnce) await Promise.race(inProgress);
        if (ledger.mustStop) break;
        if (read.age() > readAgainAfter) read = await readLiveItems(group.slice(at), shop);
        const live = { item: read.items.get(due.change.id), isFresh: read.isFresh };
        const row: Promise<void> = applyChange(due, live).finally(() => inProgress.delete(row));
        inProgress.add(row);
      }
    }
  } finally {
    await Promise.all(inProgress);
  }
}

interface LiveItems {
  readonly items: ReadonlyMap<string, Item>;
  readonly isFresh: () => boolean;
  /** Milliseconds since they were requested. */
  readonly age: () => number;
}

async function readLiveItems(group: readonly Due[], shop: Shop): Promise<LiveItems> {
  const isFresh = freshness(shop);
  const age = stopwatch();
  return { items: await shop.items(group.map(({ change }) => change.id)), isFresh, age };
}

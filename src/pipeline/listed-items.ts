// The items of an export, in the order in which they were asked for, and the account of what was asked and found.
import { pMapIterable } from "p-map";
import { ExitError } from "../exit-code.ts";
import type { Item } from "../item/fields.ts";
import type { IdSet } from "../item/id-set.ts";
import { eachOnce } from "../shop/each-once.ts";
import { hundreds } from "../shop/hundreds.ts";
import { idsPerList, type Shop } from "../shop/shop.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** Lists under way at once. */
const listsAhead = 8;

export interface Account {
  readonly asked: IdSet;
  found: number;
  /** Asked for by name, and not known to the shop. */
  readonly missing: string[];
}

/** Without `ids` the whole store; throws an ExitError 1 where that shows no item at all. */
export async function* listedItems(
  ids: IdSet | undefined,
  account: Account,
  shop: Shop,
  terminal: Terminal,
): AsyncGenerator<readonly Item[]> {
  const progress = terminal.progress("Exporting", ids?.size ?? 0);
  try {
    const looked = pMapIterable(
      hundreds(ids ?? eachOnce(shop.ids(), account.asked)),
      async (some) => ({ some, items: await shop.items(some) }),
      { concurrency: listsAhead },
    );
    for await (const { some, items } of looked) {
      const found: Item[] = [];
      for (const id of some) {
        const item = items.get(id);
        if (item === undefined) account.missing.push(id);
        else found.push(item);
      }
      account.found += found.length;
      yield found;
      const left = ids && Math.ceil((ids.size - account.found) / idsPerList);
      progress.update(account.found, left && shop.secondsFor(left));
    }
  } finally {
    progress.stop();
  }
  if (account.asked.size === 0) {
    throw new ExitError(1, "The shop shows no item at any location; nothing was exported");
  }
}

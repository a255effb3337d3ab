// The items of a listing, in the order in which they were asked for, and the account of what was asked and found.
import { ExitError } from "../exit-code.ts";
import type { Item } from "../item/fields.ts";
import { IdSet } from "../item/id-set.ts";
import type { Job } from "../session/job.ts";
import { eachOnce } from "../shop/each-once.ts";
import { lookUpItems } from "../shop/hundreds.ts";
import { idsPerList } from "../shop/shop.ts";
import { CutOffProducts } from "./cut-off-products.ts";
import type { Listing } from "./listing.ts";

export interface Account {
  readonly asked: IdSet;
  found: number;
  /** Asked for, and not known to the shop. */
  readonly missing: string[];
}

export const newAccount = ({ ids }: Listing): Account => ({
  asked: ids ?? new IdSet(),
  found: 0,
  missing: [],
});

/** Without ids the whole store; throws an ExitError 1 where that shows no item at all. */
export async function* listedItems(
  { ids, source }: Listing,
  account: Account,
  label: string,
  { shop, out }: Job,
): AsyncGenerator<readonly Item[]> {
  const progress = out.progress(label, ids?.size ?? 0);
  const cutOff = new CutOffProducts();
  const walk = (): AsyncIterable<string> =>
    eachOnce(
      shop.ids(source, (products) => cutOff.add(products)),
      account.asked,
    );
  try {
    for await (const { ids: group, items } of lookUpItems(shop, ids ?? walk())) {
      const found: Item[] = [];
      for (const id of group) {
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
  const warning = cutOff.warning("the items of those are left out");
  if (warning !== undefined) out.warn(warning);
  if (account.asked.size === 0) {
    const where = source === "locations" ? "at any location" : "in any product";
    throw new ExitError(1, `The shop shows no item ${where}; nothing was written`);
  }
}

// The one walk through a store that turns a sheet's SKUs into ids: all items, since another one may have the same SKU.
import { IdSet } from "../item/id-set.ts";
import type { Job } from "../session/job.ts";
import type { Skus } from "../sheet/skus.ts";
import { eachOnce } from "../shop/each-once.ts";
import { lookUpItems } from "../shop/hundreds.ts";
import { type IdSource, idsPerList } from "../shop/shop.ts";
import { CutOffProducts } from "../export/selected-items.ts";

/** Ids first, so that it is known how long the rest will take; in memory are those and the SKUs of the sheet. */
export function matchingSkus(source: IdSource, job: Job): (skus: Skus) => Promise<void> {
  const { shop, out } = job;
  return async (skus) => {
    if (skus.size === 0) return;
    const before = shop.requests;
    const ids = await allIds(source, job);
    const progress = out.progress("Matching SKUs", ids.size);
    /** Takes the items; returns the ids of those that the shop has not shown. */
    const take = async (asked: Iterable<string>): Promise<string[]> => {
      const unseen: string[] = [];
      for await (const { ids: group, items } of lookUpItems(shop, asked)) {
        for (const item of items.values()) skus.take(item);
        for (const id of group) if (!items.has(id)) unseen.push(id);
        const left = Math.ceil((ids.size - skus.searched) / idsPerList);
        progress.update(skus.searched, shop.secondsFor(left));
      }
      return unseen;
    };
    let unseen: string[];
    try {
      // A list may leave out an item that is there, and it may have the same SKU as another one.
      unseen = await take(await take(ids));
    } finally {
      progress.stop();
    }
    if (unseen.length > 0) {
      const count = `${unseen.length.toLocaleString("en")} ${unseen.length === 1 ? "item is" : "items are"}`;
      out.warn(
        `${count} listed, and the shop does not show them, ${unseen[0]} first; deleted perhaps: if not, another item's SKU may be theirs too`,
      );
    }
    const [matched, all, items, requests] = [
      skus.matched,
      skus.size,
      skus.searched,
      shop.requests - before,
    ].map((count) => count.toLocaleString("en"));
    out.note(
      `SKUs that one item has: ${matched} of ${all}; seen were ${items} items, ${shows[source]}, by ${requests} requests`,
    );
  };
}

const shows: Readonly<Record<IdSource, string>> = {
  locations: "all that are stocked at some location",
  products: "all that products show",
};

async function allIds(source: IdSource, { shop, out }: Job): Promise<IdSet> {
  const ids = new IdSet();
  const cutOff = new CutOffProducts();
  const progress = out.progress("Finding items", 0);
  try {
    const walk = shop.ids(source, (products) => cutOff.add(products));
    for await (const _ of eachOnce(walk, ids)) progress.update(ids.size);
  } finally {
    progress.stop();
  }
  const warning = cutOff.warning("the SKUs of those are not found");
  if (warning !== undefined) out.warn(warning);
  return ids;
}

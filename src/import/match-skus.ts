// Reads the whole store once to match SKUs with items: all of it, since another item may have the same SKU.
import { IdSet } from "../item/id-set.ts";
import type { Job } from "../session/job.ts";
import type { Skus } from "../sheet/skus.ts";
import { eachOnce } from "../shop/each-once.ts";
import { lookUpItems } from "../shop/hundreds.ts";
import { type IdSource, idsPerList } from "../shop/shop.ts";
import { CutOffProducts } from "../export/selected-items.ts";
import { counted, formatCount } from "../words.ts";

/**
 * Shows all items of the store to the SKUs. The ids come first, so that it is known how long the rest will take; in
 * memory are those and the SKUs of the sheet.
 */
export async function matchSkus(
  skus: Skus | undefined,
  source: IdSource = "locations",
  job: Job,
): Promise<void> {
  if (skus === undefined || skus.size === 0) return;
  const { shop, out } = job;
  const before = shop.requests;
  const ids = await allIds(source, job);
  const progress = out.progress("Matching SKUs", ids.size);
  /** Takes the items; returns the ids that the shop did not show. */
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
    // A list may leave out an item that exists, and that item may have the same SKU as another one.
    unseen = await take(await take(ids));
  } finally {
    progress.stop();
  }
  if (unseen.length > 0) {
    out.warn(
      `The shop listed ${counted(unseen.length, "item")} and then did not show ${unseen.length === 1 ? "it" : "them"} (${unseen[0]} first). If not deleted, ${unseen.length === 1 ? "it" : "they"} may have the SKU of another item`,
    );
  }
  const matched = `${formatCount(skus.matched)} of ${counted(skus.size, "SKU")}`;
  const items = `the ${counted(skus.searched, "item")} that ${isAre(skus.searched)} ${listedAs[source]}`;
  out.note(`Matched ${matched} among ${items} (${counted(shop.requests - before, "request")})`);
}

const isAre = (count: number): string => (count === 1 ? "is" : "are");

const listedAs: Readonly<Record<IdSource, string>> = {
  locations: "stocked at a location",
  products: "listed with products",
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

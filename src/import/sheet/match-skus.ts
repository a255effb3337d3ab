// Reads the whole store once to match SKUs with items: all of it, since another item may have the same SKU.
import { IdSet } from "../../item/id-set.ts";
import type { Job } from "../../session/job.ts";
import type { Skus } from "../../sheet/skus.ts";
import type { Batch, IdSource, Shop, Wish } from "../../shop/shop.ts";
import { HiddenVariants, walkItems, warnOfSource } from "../../export/selected-items.ts";
import { counted, formatCount } from "../../words.ts";

/** Shows all items of the store to the SKUs. `folder` is where the result of a bulk operation is kept meanwhile. */
export async function matchSkus(
  skus: Skus | undefined,
  source: IdSource | undefined,
  folder: string,
  job: Job,
): Promise<void> {
  if (skus === undefined || skus.size === 0) return;
  const { shop, out } = job;
  warnOfSource(source, job);
  const before = shop.usage.requests;
  const hidden = new HiddenVariants();
  const bulk = job.bulk === true ? folder : undefined;
  let progress = out.progress(bulk ? "The shop is reading items" : "Finding items", 0);
  /** Takes the items; returns the ids that the shop did not show. */
  const take = async (batches: AsyncIterable<Batch>): Promise<IdSet> => {
    const unseen = new IdSet();
    let isFinding = true;
    for await (const { items, missing, total = 0, hidden: some } of batches) {
      if (isFinding) {
        progress.stop();
        progress = out.progress("Matching SKUs", total);
        isFinding = false;
      }
      for (const item of items) skus.take(item);
      for (const id of missing) unseen.add(id);
      hidden.add(some);
      const left = total === 0 ? undefined : total - skus.searched;
      progress.update(skus.searched, left && shop.forecast({ reads: left }).seconds);
    }
    return unseen;
  };
  const onFound: Wish["onFound"] = (_, found) => progress.update(found);
  let unseen: IdSet;
  try {
    unseen = await take(walkItems({ source, totalFirst: true, bulk, onFound }, shop));
    // A list may leave out an item that exists, and that item may have the same SKU as another one.
    if (unseen.size > 0) unseen = await take(shop.walk({ ids: unseen }));
  } finally {
    progress.stop();
  }
  const warning = hidden.warning("the SKUs of those are not found");
  if (warning !== undefined) out.warn(warning);
  if (unseen.size > 0) {
    out.warn(
      `The shop listed ${counted(unseen.size, "item")} and then did not show ${unseen.size === 1 ? "it" : "them"} (${[...unseen][0]} first). If not deleted, ${unseen.size === 1 ? "it" : "they"} may have the SKU of another item`,
    );
  }
  const matched = `${formatCount(skus.matched)} of ${counted(skus.size, "SKU")}`;
  const items = `the ${counted(skus.searched, "item")} ${whichOf(shop, skus.searched, source)}`;
  out.note(
    `Matched ${matched} among ${items} (${counted(shop.usage.requests - before, "request")})`,
  );
}

/** Which items of the store were read. */
function whichOf({ api }: Shop, count: number, source: IdSource = "locations"): string {
  if (api === "graphql") return "of the shop";
  const where = source === "locations" ? "stocked at a location" : "listed with products";
  return `that ${count === 1 ? "is" : "are"} ${where}`;
}

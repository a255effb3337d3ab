// The items of a walk: those of given ids, or all of the store, page by page in the order of their ids.
import { pMapIterable } from "p-map";
import { inGroups } from "../../batches.ts";
import type { Batch, ListedItem, Wish } from "../../shop.ts";
import { mostIds } from "../documents.ts";
import { type Found, namesOf, type Page } from "./read-items.ts";
import type { Reader } from "./reader.ts";

/** Requests for items by their ids that are under way at the same time. */
export const parallelReads = 8;

export function walk(wish: Wish, reader: Reader): AsyncIterable<Batch> {
  return wish.ids === undefined ? allOf(wish, reader) : among(wish.ids, wish, reader);
}

async function* among(
  ids: Iterable<string> & { readonly size: number },
  { names }: Wish,
  reader: Reader,
): AsyncGenerator<Batch> {
  const read = async (group: readonly string[]): Promise<Batch> => {
    const found = await reader.byIds(group, names === true ? "nodesWithNames" : "nodes");
    const missing = group.filter((id) => !found.has(id));
    const shown = group.flatMap((id) => found.get(id) ?? []);
    return { items: shown.map((each) => listed(each, names)), missing, total: ids.size };
  };
  yield* pMapIterable(inGroups(ids, mostIds), read, { concurrency: parallelReads });
}

/**
 * A page begins after the last id of the page before, so that it does not matter how many items there are. It is
 * requested while the page before is used; more than one at a time cannot be requested, because the ids of a shop are
 * spread unevenly, and ranges of ids would need more pages.
 */
async function* allOf({ names, since }: Wish, reader: Reader): AsyncGenerator<Batch> {
  const filter = since === undefined ? "" : ` ${changedSince(since)}`;
  const document = names === true ? "itemsWithNames" : "items";
  let next: Promise<Page> | undefined = reader.page("0", filter, document);
  while (next !== undefined) {
    const page: Page = await next;
    next = page.more ? reader.page(page.last, filter, document) : undefined;
    next?.catch(() => undefined); // it is awaited later, or not at all if the walk is left
    yield { items: page.found.map((each) => listed(each, names)), missing: [] };
  }
}

/** A search for items. Quoted: otherwise Shopify reads no further than the first colon. */
export const changedSince = (since: Date): string => `updated_at:>='${since.toISOString()}'`;

export function listed({ item, node }: Found, wantNames: boolean | undefined): ListedItem {
  const names = wantNames === true ? namesOf(node) : undefined;
  return names === undefined ? item : { ...item, names };
}

// Ids in groups of as many as one list call can name, and the items of these groups.
import { pMapIterable } from "p-map";
import type { Item } from "../item/fields.ts";
import { idsPerList, type Shop } from "./shop.ts";

/** Parallel list calls. */
const parallelLists = 8;

interface FoundItems {
  readonly ids: readonly string[];
  /** By id; ids that the shop does not know are absent. */
  readonly items: ReadonlyMap<string, Item>;
}

/** The items of the ids, one list call after another, in the order of the ids. */
export function lookUpItems(
  shop: Shop,
  all: Iterable<string> | AsyncIterable<string>,
): AsyncIterable<FoundItems> {
  const lookUp = async (ids: readonly string[]) => ({ ids, items: await shop.items(ids) });
  return pMapIterable(hundreds(all), lookUp, { concurrency: parallelLists });
}

export async function* hundreds<T>(all: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T[]> {
  let group: T[] = [];
  for await (const element of all) {
    group.push(element);
    if (group.length < idsPerList) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

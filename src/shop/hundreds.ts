// What one list call can ask for, a call at a time.
import { pMapIterable } from "p-map";
import type { Item } from "../item/fields.ts";
import { idsPerList, type Shop } from "./shop.ts";

/** Lists under way at once. */
const listsAhead = 8;

interface LookedUp {
  readonly some: readonly string[];
  /** By id; one that the shop does not know is absent. */
  readonly items: ReadonlyMap<string, Item>;
}

/** The items of the ids, a list call at a time and in their order. */
export function lookedUp(
  shop: Shop,
  ids: Iterable<string> | AsyncIterable<string>,
): AsyncIterable<LookedUp> {
  const lookUp = async (some: readonly string[]) => ({ some, items: await shop.items(some) });
  return pMapIterable(hundreds(ids), lookUp, { concurrency: listsAhead });
}

export async function* hundreds<T>(all: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T[]> {
  let some: T[] = [];
  for await (const one of all) {
    some.push(one);
    if (some.length < idsPerList) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

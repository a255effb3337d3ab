// The items of a walk by REST: their ids first, from a list or from the whole store, then the items by their ids.
import { pMapIterable } from "p-map";
import type { Item } from "../../item/fields.ts";
import { IdSet } from "../../item/id-set.ts";
import { inGroups } from "../batches.ts";
import type { Batch, ListedItem, Wish } from "../shop.ts";
import { listsAtOnce } from "./lists.ts";
import { readNames } from "./names.ts";
import type { StoreLists } from "./store.ts";

interface Reading {
  readonly store: StoreLists;
  /** The most ids in one list. */
  readonly size: number;
  readonly items: (ids: readonly string[]) => Promise<ReadonlyMap<string, Item>>;
}

export async function* walk(
  { ids, names: wantNames, source = "locations", totalFirst, onFound }: Wish,
  { store, size, items }: Reading,
): AsyncGenerator<Batch> {
  let hidden: string[] = [];
  const onHidden = (products: readonly string[]): void => void hidden.push(...products);
  const names =
    wantNames === true
      ? await readNames(store.names(), ids, (found) => onFound?.("names", found))
      : undefined;
  if (names !== undefined) onHidden(names.hidden);
  // A walk of the products yields the ids as well, so they are not read a second time.
  let known = ids ?? (source === "products" ? names?.ids : undefined);
  if (totalFirst === true && known === undefined) {
    known = new IdSet();
    for await (const id of store.ids(source, onHidden)) {
      known.add(id);
      onFound?.("items", known.size);
    }
  }
  const total = known && { total: known.size };
  const lookUp = async (
    group: readonly string[],
  ): Promise<{ group: readonly string[]; found: ReadonlyMap<string, Item> }> => ({
    group,
    found: await items(group),
  });
  const groups = inGroups(known ?? store.ids(source, onHidden), size);
  for await (const { group, found } of pMapIterable(groups, lookUp, {
    concurrency: listsAtOnce,
  })) {
    const shown: ListedItem[] = [];
    const missing: string[] = [];
    for (const id of group) {
      const item = found.get(id);
      const named = names?.get(id);
      if (item === undefined) missing.push(id);
      else shown.push(named === undefined ? item : { ...item, names: named });
    }
    yield { items: shown, missing, ...total, ...(hidden.length > 0 && { hidden }) };
    hidden = [];
  }
  if (hidden.length > 0) yield { items: [], missing: [], hidden };
}

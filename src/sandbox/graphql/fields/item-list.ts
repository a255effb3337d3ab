// The connection inventoryItems: all items of the store by id, also those that no location stocks.
import type { Store } from "../../store/store.ts";
import { byNumber } from "../../store/store.ts";
import type { WireItem } from "../../store/wire-item.ts";
import { readCursor, readWindow, Connection, type Window } from "./connection.ts";
import { readItemSearch, type ItemSearch } from "../search/item-search.ts";

export interface ItemListArguments extends Window {
  readonly query?: string | null;
}

export function listItems(
  store: Store,
  args: ItemListArguments,
  onSearch: (search: ItemSearch, query: string) => void,
): Connection<WireItem> {
  const { size, fromEnd } = readWindow(args);
  const isReverse = args.reverse === true;
  const query = typeof args.query === "string" && args.query.trim() !== "" ? args.query : undefined;
  const search = query === undefined ? undefined : readItemSearch(query);
  if (search && query !== undefined) onSearch(search, query);

  // Places from `low` to `high`, in the store's order; the cursors narrow them.
  let low = search?.from === undefined ? 0 : firstPlaceOf(store, search.from);
  let high = search?.to === undefined ? store.places : afterPlaceOf(store, search.to);
  const after = typeof args.after === "string" ? readCursor(args.after) : undefined;
  const before = typeof args.before === "string" ? readCursor(args.before) : undefined;
  const [above, below] = isReverse ? [before, after] : [after, before];
  if (above !== undefined) low = Math.max(low, afterPlaceOf(store, above));
  if (below !== undefined) high = Math.min(high, firstPlaceOf(store, below));

  // Reading from the end of the shown order is reading the store in the other direction.
  const isUpward = isReverse === fromEnd;
  const rows: WireItem[] = [];
  let hasMore = false;
  for (let n = 0; n < high - low; n += 1) {
    const item = store.get(store.idAt(isUpward ? low + n : high - 1 - n));
    if (!item || search?.matches(item) === false) continue;
    if (rows.length === size) {
      hasMore = true;
      break;
    }
    rows.push(item);
  }
  if (fromEnd) rows.reverse();
  const hasNext = fromEnd ? args.before !== undefined && args.before !== null : hasMore;
  const hasPrevious = fromEnd ? hasMore : args.after !== undefined && args.after !== null;
  return new Connection(rows, ({ id }) => id, hasNext, hasPrevious);
}

function firstPlaceOf(store: Store, id: string): number {
  return store.placesBelow((other) => byNumber(other, id) < 0);
}

function afterPlaceOf(store: Store, id: string): number {
  return store.placesBelow((other) => byNumber(other, id) <= 0);
}

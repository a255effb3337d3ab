// What is known of items that were read to be updated: the item, and the variant and product it belongs to. Each is
// forgotten when it is used, because it is then out of date.
import type { Item } from "../../../item/fields.ts";
import type { Owner } from "../read/read-items.ts";

export interface KnownItem {
  readonly item: Item;
  /** Absent if several variants of a product may not be updated by one request. */
  readonly owner?: Owner | undefined;
}

/** Far more than wait to be updated; those that nobody updates must not pile up. */
const mostItems = 10_000;

export class KnownItems {
  readonly #items = new Map<string, KnownItem>();

  remember(known: KnownItem): void {
    const { id } = known.item;
    this.#items.delete(id); // the order is that of the latest reading
    this.#items.set(id, known);
    if (this.#items.size <= mostItems) return;
    for (const [oldest] of this.#items) {
      this.#items.delete(oldest);
      return;
    }
  }

  take(id: string): KnownItem | undefined {
    const known = this.#items.get(id);
    this.#items.delete(id);
    return known;
  }
}

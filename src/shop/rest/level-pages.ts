// Tells a list of inventory levels that never ends: pages repeat, though each link is new.
import { createHash } from "node:crypto";
import { IdSet } from "../../item/id-set.ts";

interface Level {
  readonly inventory_item_id: string;
  readonly location_id?: string | null | undefined;
}

/** Levels that may come twice because the shop changed while it was read. */
const slack = 1_000;

export class LevelPages {
  readonly #locations: number;
  readonly #items = new IdSet();
  readonly #pages = new Set<string>();
  #levels = 0;

  /** `locations` is how many the list is about. */
  constructor(locations: number) {
    this.#locations = locations;
  }

  /** False for a page that was read before, and if there are more levels than the items can have. */
  hasNew(page: readonly Level[]): boolean {
    for (const { inventory_item_id } of page) this.#items.add(inventory_item_id);
    this.#levels += page.length;
    if (page.length === 0 || this.#levels > this.#items.size * this.#locations + slack)
      return false;
    // Without locations a page of the same items may be about another location.
    if (page.some(({ location_id }) => location_id === undefined || location_id === null))
      return true;
    const text = page.map((level) => `${level.inventory_item_id}@${level.location_id}`).join();
    const known = this.#pages.size;
    this.#pages.add(createHash("sha256").update(text).digest("base64"));
    return this.#pages.size > known;
  }
}

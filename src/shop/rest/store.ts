// The ids of a whole store, from its inventory levels or from its products, and the names of its items.
import { z } from "zod";
import { id } from "../../item/id.ts";
import { IdSet } from "../../item/id-set.ts";
import type { IdSource } from "../shop.ts";
import { LevelPages } from "./level-pages.ts";
import { largestPage, type Lists } from "./lists.ts";
import { type ProductPage, productPage } from "./products.ts";

/** The most locations that one call for inventory levels may name. */
const locationsPerCall = 50;

const locationList = z.object({ locations: z.array(z.object({ id: id.wire })) });
const levelList = z.object({
  inventory_levels: z.array(
    z.object({ inventory_item_id: id.wire, location_id: id.wire.nullish() }),
  ),
});
type LocationList = z.infer<typeof locationList>;

export class StoreLists {
  readonly #lists: Lists;
  readonly #apiPath: string;

  constructor(lists: Lists, apiPath: string) {
    this.#lists = lists;
    this.#apiPath = apiPath;
  }

  /** All ids that the source shows, each once. `onHidden` gets products that may have more variants. */
  async *ids(
    source: IdSource,
    onHidden: (products: readonly string[]) => void,
  ): AsyncGenerator<string> {
    const seen = new IdSet();
    const all = source === "locations" ? this.#stocked() : this.#ofVariants(onHidden);
    // An item is stocked at several locations, and a page may come twice.
    for await (const found of all) if (seen.add(found)) yield found;
  }

  /** The names of all items, product by product. */
  names(): AsyncGenerator<ProductPage> {
    return this.#products("id,title,handle,variants");
  }

  async *#stocked(): AsyncGenerator<string> {
    const known = new Set<string>();
    const path = `${this.#apiPath}/locations.json?limit=${largestPage}`;
    const content = { schema: locationList, scope: "read_locations" };
    const hasNew = (list: LocationList): boolean => list.locations.some(({ id }) => !known.has(id));
    for await (const page of this.#lists.pages(path, content, hasNew)) {
      for (const location of page.locations) known.add(location.id);
    }
    const locations = [...known];
    for (let at = 0; at < locations.length; at += locationsPerCall) {
      const group = locations.slice(at, at + locationsPerCall);
      const levels = `${this.#apiPath}/inventory_levels.json?location_ids=${group.join(",")}&limit=${largestPage}`;
      const levelContent = { schema: levelList, scope: "read_inventory" };
      const walk = new LevelPages(group.length);
      for await (const page of this.#lists.pages(levels, levelContent, (list) =>
        walk.hasNew(list.inventory_levels),
      )) {
        for (const level of page.inventory_levels) yield level.inventory_item_id;
      }
    }
  }

  async *#ofVariants(onHidden: (products: readonly string[]) => void): AsyncGenerator<string> {
    for await (const { items, hidden } of this.#products("id,variants")) {
      if (hidden.length > 0) onHidden(hidden);
      for (const { inventory_item_id } of items) yield inventory_item_id;
    }
  }

  #products(fields: string): AsyncGenerator<ProductPage> {
    const path = `${this.#apiPath}/products.json?limit=${largestPage}&fields=${fields}`;
    const content = { schema: productPage, scope: "read_products" };
    const known = new IdSet();
    const hasNew = ({ keys }: ProductPage): boolean =>
      keys.filter((key) => known.add(key)).length > 0;
    return this.#lists.pages(path, content, hasNew);
  }
}

// The interface of a shop: all that the program reads and writes, in its own words. Pages, batches, pace and parallel
// requests are the business of the transport behind it.
import type { Item, Patch } from "../item/fields.ts";
import type { IdSet } from "../item/id-set.ts";
import type { BulkUpdates } from "./bulk-updates.ts";

/** Shopify's two APIs. */
export const apis = ["rest", "graphql"] as const;
export type Api = (typeof apis)[number];

/** The names that people know an item by. */
export interface Names {
  readonly product_title: string;
  /** Empty if the product has only this variant. */
  readonly variant_title: string;
  /** Of the product: the last part of its URL in the shop. */
  readonly handle: string;
}

/** `names` only if they were asked for and the shop has them. */
export type ListedItem = Item & { readonly names?: Names };

/**
 * Where REST finds the ids of a whole store. `locations`, the default, does not show items that are stocked nowhere;
 * `products` does not show variants after the hundredth of a product. They need the scope read_locations or
 * read_products.
 */
export const idSources = ["locations", "products"] as const;
export type IdSource = (typeof idSources)[number];

/** Which items a walk shows. */
export interface Wish {
  /** These, in this order; without it all items of the store, each once. */
  readonly ids?: IdSet | undefined;
  readonly names?: boolean;
  /** Items that were last changed before may be left out; the caller checks again. */
  readonly since?: Date | undefined;
  /** Only for REST. */
  readonly source?: IdSource | undefined;
  /** Finds all items before it shows the first, if it can, so that the total is known. */
  readonly totalFirst?: boolean;
  /** Called while ids or names must be found before the first item is shown. */
  readonly onFound?: (what: "items" | "names", found: number) => void;
}

/** Some items of a walk. */
export interface Batch {
  readonly items: readonly ListedItem[];
  /** Ids that were asked for or listed, and that the shop did not show. */
  readonly missing: readonly string[];
  /** Handles (or ids, if there are no handles) of products that may have more variants than the walk can show. */
  readonly hidden?: readonly string[];
  /** How many items the whole walk has, if that is known. */
  readonly total?: number;
}

/** Rows with their live items. */
export interface Beside<Row> {
  readonly rows: readonly Row[];
  /** By id; ids that the shop does not know are absent. */
  readonly items: ReadonlyMap<string, Item>;
}

export interface Update {
  /** The item after the update, from the shop's answer. */
  readonly item: Item;
  /** Requests that carried this update, with those that were throttled. */
  readonly attempts: number;
  readonly requestId: string | undefined;
}

export interface Forecast {
  readonly seconds: number;
  /** As in `about 4 min, 40 at once and then 2/s`. */
  readonly words: string;
}

/** Which items a bulk walk shows: all of the store, each once. */
export interface BulkWish extends Pick<Wish, "names" | "since"> {
  /** For files that are kept until all items are there; they have no names. */
  readonly folder: string;
  /** Called while the shop works: the items, and their country codes, that it has found so far. */
  readonly onProgress?: (objects: number) => void;
}

/** Work on many items that the shop carries out by itself, outside of its rate limit. */
export interface Bulk {
  /**
   * Shows items when the shop has found all of them. If nothing more is sent meanwhile, the work in the shop is
   * canceled.
   */
  walk(wish: BulkWish): AsyncIterable<Batch>;
}

/** Every method may throw a ShopError; after one of kind `stop` nothing more is sent. */
export interface Shop {
  /** For messages and folders: `acme.myshopify.com`, `sandbox`. */
  readonly name: string;
  readonly api: Api;
  /** As in `2026-01`. */
  readonly version: string;
  /** What was used so far. Only GraphQL counts points. */
  readonly usage: { readonly requests: number; readonly points?: number };
  /** The rows in their order, with their live items; reads ahead. A row without an id needs no item. */
  beside<Row>(
    rows: AsyncIterable<readonly Row[]>,
    idOf: (row: Row) => string | undefined,
  ): AsyncIterable<Beside<Row>>;
  walk(wish: Wish): AsyncIterable<Batch>;
  /** Absent if the API has no such work. */
  readonly bulk?: Bulk;
  /** The items as they are now, by id, to be updated next; ids that the shop does not know are absent. */
  items(ids: readonly string[]): Promise<ReadonlyMap<string, Item>>;
  /** The item; undefined if the shop does not know the id. */
  item(id: string): Promise<Item | undefined>;
  /**
   * Sends the fields of the patch and no others. `mayLeave` is called at the moment when the request would leave; if
   * it returns false, the error is of kind `stale`.
   */
  update(id: string, patch: Patch, mayLeave: () => boolean): Promise<Update>;
  /** Absent if the API has no such work. */
  readonly bulkUpdates?: BulkUpdates;
  /** How many updates should wait at the same time, so that none of them is sent later than it could be. */
  readonly updatesAtOnce: number;
  /** The shop's currency, as in `CAD`; undefined if the shop does not say. Requested once. */
  currency(): Promise<string | undefined>;
  /** The same without a request; undefined also as long as nothing has asked for it. */
  readonly knownCurrency: string | undefined;
  /** How long it takes to read and to update so many items. */
  forecast(work: { readonly reads?: number; readonly updates?: number }): Forecast;
  /** Waits before retry n of something that failed, longer each time. */
  backOff(repeat: number): Promise<void>;
  /** Stops sending: requests under way are completed, waiting and later ones fail with kind `stop`. */
  halt(why: string): void;
  close(): Promise<void>;
}

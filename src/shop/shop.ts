// The interface of a shop: all that the program reads and writes, independent of the transport.
import type { Item, Patch } from "../item/fields.ts";

export interface Update {
  /** The item after the update, from the shop's answer. */
  readonly item: Item;
  /** Requests for this update, with those that were answered with 429. */
  readonly attempts: number;
  readonly requestId: string | undefined;
}

/** An item with the names that people know it by. */
export interface NamedItem {
  readonly inventory_item_id: string;
  readonly product_title: string;
  /** `Default Title` if the product has only one variant. */
  readonly variant_title: string;
  /** Of the product: the last part of its URL in the shop. */
  readonly handle: string;
}

export interface ProductPage {
  /** One id for each product: its own, or that of its first item. */
  readonly keys: readonly string[];
  readonly items: readonly NamedItem[];
  /** Handles (or ids, if there are no handles) of products that may have more variants than a list can show. */
  readonly cutOff: readonly string[];
}

/**
 * Where the ids of a whole store come from. `locations`, the default, does not show items that are stocked nowhere;
 * `products` does not show variants after the hundredth of a product. They need the scope read_locations or
 * read_products.
 */
export const idSources = ["locations", "products"] as const;
export type IdSource = (typeof idSources)[number];

/** Every method may throw a ShopError; after one of kind `stop` nothing more is sent. */
export interface Shop {
  /** For messages and folders: `acme.myshopify.com`, `sandbox`. */
  readonly name: string;
  /** The API version of the requests, as in `2026-01`. */
  readonly version: string;
  /** Requests sent so far, with retries. */
  readonly requests: number;
  /** Items by id; ids that the shop does not know are absent. At most `idsPerList` ids. */
  items(ids: readonly string[]): Promise<ReadonlyMap<string, Item>>;
  /** The item; undefined if the shop does not know the id. */
  item(id: string): Promise<Item | undefined>;
  /**
   * Sends the fields of the patch and no others. `mayLeave` is called at the moment when the request would leave; if
   * it returns false, the error is of kind `stale`.
   */
  update(id: string, patch: Patch, mayLeave: () => boolean): Promise<Update>;
  /**
   * The ids of all items that the source shows, some more than once. `onCutOff` gets the ids of products that may have
   * more variants than a list can show.
   */
  ids(source: IdSource, onCutOff: (products: readonly string[]) => void): AsyncIterable<string>;
  /** The names of all items, product by product; needs the scope read_products. */
  products(): AsyncIterable<ProductPage>;
  /** The shop's currency, as in `CAD`; undefined if the shop does not say. Requested once. */
  currency(): Promise<string | undefined>;
  /** Requests a second that the shop allows without end, as far as is known. */
  readonly rate: number;
  /** Seconds that so many requests will take at that rate. */
  secondsFor(requests: number): number;
  /** Waits before retry n of something that failed, longer each time. */
  backOff(repeat: number): Promise<void>;
  /** Stops sending: requests under way are completed, waiting and later ones fail with kind `stop`. */
  halt(why: string): void;
  close(): Promise<void>;
}

/** The most ids that one list call can name. */
export const idsPerList = 100;

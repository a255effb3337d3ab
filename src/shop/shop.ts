// The shop as a port: all that the program reads and writes of a store, whatever the transport.
import type { Item, Patch } from "../item/fields.ts";

export interface Update {
  /** The item as the shop holds it after the update, by its own answer. */
  readonly item: Item;
  /** Requests that this update took, those answered 429 included. */
  readonly attempts: number;
  readonly requestId: string | undefined;
}

/** What people know an item by. */
export interface NamedItem {
  readonly inventory_item_id: string;
  readonly product_title: string;
  /** `Default Title` where a product has one variant only. */
  readonly variant_title: string;
  /** The product's, as its address in the shop has it. */
  readonly handle: string;
}

export interface ProductPage {
  readonly products: number;
  readonly items: readonly NamedItem[];
  /** Handles, or ids where those were not asked for, of products that show as many variants as a list can show, and may have more. */
  readonly cutOff: readonly string[];
}

/**
 * Where the ids of a whole store come from. By `locations`, which is the default, an item that is stocked nowhere is
 * not seen; by `products`, those of a product's variants beyond the hundredth. Each needs its own scope, read_locations
 * or read_products.
 */
export const idSources = ["locations", "products"] as const;
export type IdSource = (typeof idSources)[number];

/** Every method throws a ShopError, and after one of kind `stop` sends nothing more. */
export interface Shop {
  /** The shop's own name for messages and folders: `acme.myshopify.com`, `sandbox`. */
  readonly name: string;
  /** The version of its API that is asked for, as in `2026-01`. */
  readonly version: string;
  /** Requests sent so far, repeated ones included. */
  readonly requests: number;
  /** Items by id; an id that the shop does not know is absent. At most `idsPerList` ids. */
  items(ids: readonly string[]): Promise<ReadonlyMap<string, Item>>;
  /** The item, or undefined where the shop does not know the id. */
  item(id: string): Promise<Item | undefined>;
  /**
   * Sends the fields of the patch and no others. `mayLeave` is asked at the moment when it would leave; a no is an
   * error of kind `stale`.
   */
  update(id: string, patch: Patch, mayLeave: () => boolean): Promise<Update>;
  /**
   * The ids of all items that the source shows, some of them more than once. `onCutOff` is told the ids of products
   * that show as many variants as a list can show, and may have more.
   */
  ids(source: IdSource, onCutOff: (products: readonly string[]) => void): AsyncIterable<string>;
  /** The names of all items, product by product; needs the scope read_products. */
  products(): AsyncIterable<ProductPage>;
  /** The shop's currency, as in `CAD`; undefined where the shop does not tell. Asked for once. */
  currency(): Promise<string | undefined>;
  /** Requests a second that the shop lets through for ever, as far as it is known. */
  readonly rate: number;
  /** Seconds that so many requests will take at the shop's rate, as far as it is known. */
  secondsFor(requests: number): number;
  /** Waits before the n-th repeat of something that failed, longer each time. */
  backOff(repeat: number): Promise<void>;
  /** Sends nothing more: requests under way come to their end, waiting and later ones fail with kind `stop`. */
  halt(why: string): void;
  close(): Promise<void>;
}

/** What one list call can ask for. */
export const idsPerList = 100;

// The shop as a port: all that the program reads and writes of a store, whatever the transport.
import type { Item, Patch } from "../item/fields.ts";

export interface Update {
  /** The item as the shop holds it after the update, by its own answer. */
  readonly item: Item;
  /** Requests that this update took, those answered 429 included. */
  readonly attempts: number;
  readonly requestId: string | undefined;
}

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
  /** The ids of all stocked items of the store, some of them more than once. */
  ids(): AsyncIterable<string>;
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

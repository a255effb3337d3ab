// The interface of updates that the shop carries out by itself: many at once, in no order, and also when nobody waits
// for them.
import type { FieldName, Item, Patch } from "../item/fields.ts";
import type { ShopError } from "./shop-error.ts";

/** How far the clocks of the shop and of this machine may differ, in milliseconds. */
export const clockDifference = 2 * 86_400_000;

/** Many updates, one a line. Its bytes can be read again. */
export interface BulkFile {
  /** Without a folder. */
  readonly name: string;
  readonly size: number;
  read(): AsyncIterable<Uint8Array>;
}

/** Which item a line of a file updates, and which of its fields. */
export interface BulkLine {
  readonly id: string;
  readonly names: readonly FieldName[];
}

/** What the shop reports of a line: the item after the update, or an error, of kind `refused` if nothing was changed. */
export type BulkAnswer = {
  /** The number of the line, the first being 0; undefined if the shop does not say. */
  readonly line: number | undefined;
} & ({ readonly item: Item } | { readonly error: ShopError });

/** Work that has ended, so that the shop changes nothing more. */
export interface BulkEnd {
  /** As in `bulk operation 720918 failed (TIMEOUT)`. */
  readonly words: string;
  readonly wasCanceled: boolean;
  /**
   * What there is of the result, in no order; lines can be missing. `idOf` gives the item of a line. A download that
   * ends early is repeated: `again` is called then, and what came before does not count. Throws a ShopError if the
   * result cannot be read at all.
   */
  answers(
    idOf: (line: number) => string | undefined,
    again: () => void,
  ): AsyncIterable<readonly BulkAnswer[]>;
}

export interface BulkUpdates {
  /** The most bytes of a file. */
  readonly mostBytes: number;
  /** What the shop is doing for this process now, as in `bulk operation 720918`; undefined if it does nothing. */
  readonly underWay: string | undefined;
  /** A name that no other work has. */
  newName(): string;
  /** The line that sends the fields of the patch and no others; undefined if the patch cannot be part of a file. */
  lineOf(id: string, patch: Patch): string | undefined;
  /** Undefined if it is not a line of a file. */
  readLine(line: string): BulkLine | undefined;
  /** For messages, as in `bulk operation 720918`. */
  wordsFor(id: string): string;
  /**
   * Starts the work, and returns its id. Throws a ShopError; after one of kind `fault`, and no other, the work **may
   * have been started**.
   */
  start(name: string, file: BulkFile): Promise<string>;
  /** The id of the work of this name if it was started at this time or later. */
  find(name: string, since: Date): Promise<string | undefined>;
  /** Waits until the work has ended. Throws a ShopError if it shows no progress for too long. */
  wait(id: string, onProgress: (lines: number) => void): Promise<BulkEnd>;
  /** Asks the shop to end the work before its last line, also after a halt; then the shop can be read again. */
  cancel(id: string): Promise<void>;
  /** Waits, to look again for work that may just have been started. */
  pause(): Promise<void>;
}

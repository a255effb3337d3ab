// Items whose SKU equals one of the sheet if blanks at the beginning and end do not count. SKUs without such blanks, in
// sheet and shop, are not stored here.
import { type Several, together } from "./several.ts";

export class EdgeBlanks {
  /** The SKUs of the sheet that have such blanks, without them. */
  readonly #wanted = new Set<string>();
  readonly #found = new Map<string, string | Several>();

  /** A SKU of the sheet. */
  want(sku: string): void {
    const bare = sku.trim();
    if (bare !== sku) this.#wanted.add(bare);
  }

  /** Takes an item of the shop, each once; `skus` are all SKUs of the sheet. */
  take(id: string, sku: string, skus: ReadonlyMap<string, unknown>): void {
    const bare = sku.trim();
    const isWanted = this.#wanted.has(bare) || (bare !== sku && skus.has(bare));
    if (isWanted) this.#found.set(bare, together(this.#found.get(bare), id));
  }

  itemsOf(sku: string): string | Readonly<Several> | undefined {
    return this.#found.get(sku.trim());
  }
}

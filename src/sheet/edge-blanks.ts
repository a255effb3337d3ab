// Items whose SKU is that of a sheet but for blanks at its edges, of whatever kind. Most SKUs have none, on either side,
// and take no room here.
import { type Several, together } from "./several.ts";

export class EdgeBlanks {
  /** What SKUs of the sheet are without their blanks, where they have some. */
  readonly #wanted = new Set<string>();
  readonly #found = new Map<string, string | Several>();

  /** A SKU of the sheet. */
  want(sku: string): void {
    const bare = sku.trim();
    if (bare !== sku) this.#wanted.add(bare);
  }

  /** An item of the store, each once; `skus` are the sheet's, all of them. */
  take(id: string, sku: string, skus: ReadonlyMap<string, unknown>): void {
    const bare = sku.trim();
    const isWanted = this.#wanted.has(bare) || (bare !== sku && skus.has(bare));
    if (isWanted) this.#found.set(bare, together(this.#found.get(bare), id));
  }

  itemsOf(sku: string): string | Readonly<Several> | undefined {
    return this.#found.get(sku.trim());
  }
}

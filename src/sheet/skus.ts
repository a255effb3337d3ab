// The SKUs that a sheet names, and the items that the shop has under them. It grows with the sheet, not with the store.
import { EdgeBlanks } from "./edge-blanks.ts";
import { LikeSkus } from "./like-skus.ts";
import { type Several, together } from "./several.ts";

export class Skus {
  readonly #found = new Map<string, string | Several | undefined>();
  readonly #edges = new EdgeBlanks();
  #like: LikeSkus | undefined;
  /** Rows of the sheet that name an item by a SKU. */
  rows = 0;
  /** Items of the store that were looked at. */
  searched = 0;

  get size(): number {
    return this.#found.size;
  }

  /** How many of them exactly one item has. */
  get matched(): number {
    let count = 0;
    for (const sku of this.#found.keys()) if (typeof this.itemsOf(sku) === "string") count += 1;
    return count;
  }

  /** Before the first item. */
  want(sku: string): void {
    if (sku.trim() === "") return;
    this.rows += 1;
    this.#found.set(sku, undefined);
    this.#edges.want(sku);
  }

  /** An item of the store, each once. */
  take({ id, sku }: { readonly id: string; readonly sku: string | null }): void {
    this.searched += 1;
    if (sku === null) return;
    this.#edges.take(id, sku, this.#found);
    if (!this.#found.has(sku)) {
      this.#like ??= new LikeSkus(this.#found);
      this.#like.take(sku);
      return;
    }
    this.#found.set(sku, together(this.#found.get(sku), id));
  }

  /**
   * The id of the one item, all there are where it is not one, or undefined for none. Blanks at the edges count only
   * where an item has exactly this SKU.
   */
  itemsOf(sku: string): string | Readonly<Several> | undefined {
    const found = this.#found.get(sku);
    if (found !== undefined) return found;
    const one = this.#edges.itemsOf(sku);
    return typeof one === "string" ? one : undefined;
  }

  /** SKUs of the shop that somebody may have meant by one that it does not have. */
  like(sku: string): readonly string[] {
    return this.#like?.of(sku) ?? [];
  }
}

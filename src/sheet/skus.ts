// The SKUs of a sheet, and the items of the shop with these SKUs. Memory grows with the sheet, not with the shop.
import { EdgeBlanks } from "./edge-blanks.ts";
import { LikeSkus } from "./like-skus.ts";
import { type Several, together } from "./several.ts";

export class Skus {
  readonly #found = new Map<string, string | Several | undefined>();
  readonly #edges = new EdgeBlanks();
  #like: LikeSkus | undefined;
  /** Rows of the sheet that name their item by SKU. */
  rows = 0;
  /** Items of the shop that were compared. */
  searched = 0;

  get size(): number {
    return this.#found.size;
  }

  /** The number of SKUs that exactly one item has. */
  get matched(): number {
    let count = 0;
    for (const sku of this.#found.keys()) if (typeof this.itemsOf(sku) === "string") count += 1;
    return count;
  }

  /** Adds a SKU of the sheet; call this before the first `take`. */
  want(sku: string): void {
    if (sku.trim() === "") return;
    this.rows += 1;
    this.#found.set(sku, undefined);
    this.#edges.want(sku);
  }

  /** Takes an item of the shop, each once. */
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
   * The id if one item has the SKU, several ids if more have it, undefined if none has it. If no item has exactly this
   * SKU, an item whose SKU differs only by blanks at the ends is found, if there is only one.
   */
  itemsOf(sku: string): string | Readonly<Several> | undefined {
    const found = this.#found.get(sku);
    if (found !== undefined) return found;
    const item = this.#edges.itemsOf(sku);
    return typeof item === "string" ? item : undefined;
  }

  /** SKUs of the shop that may be meant by a SKU that it does not have. */
  like(sku: string): readonly string[] {
    return this.#like?.of(sku) ?? [];
  }
}

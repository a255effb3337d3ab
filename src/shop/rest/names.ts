// The names of items: product, variant and handle, found by the item's id. REST can only walk all products, so this is
// done once and the result is kept in memory: 32 bytes an item and the texts of each product once, measured as 8 MB for
// 100,000 items of 25,000 products.
import { IdSet } from "../../item/id-set.ts";
import type { Names } from "../shop.ts";
import type { NamedItem, ProductPage } from "./products.ts";

export interface NameList {
  /** Undefined if no product showed the item. */
  get(id: string): Names | undefined;
  /** The items with names, in the order of the walk. */
  readonly ids: IdSet;
  /** Products that may have more variants than the walk showed. */
  readonly hidden: readonly string[];
}

/** Reads the names of the wanted items, or of all; stops when all are found. `onPage` gets the number found so far. */
export async function readNames(
  pages: AsyncIterable<ProductPage>,
  wanted?: IdSet,
  onPage: (found: number) => void = () => undefined,
): Promise<NameList> {
  const names = new CompactNames();
  const hidden: string[] = [];
  if (wanted?.size !== 0) {
    for await (const page of pages) {
      for (const item of page.items) {
        if (wanted === undefined || wanted.indexOf(item.inventory_item_id) >= 0) names.add(item);
      }
      hidden.push(...page.hidden);
      onPage(names.ids.size);
      if (names.ids.size === wanted?.size) break;
    }
  }
  return { get: (id) => names.get(id), ids: names.ids, hidden };
}

/** Names by id, as numbers that point to texts: an object for each item would take three times the memory. */
class CompactNames {
  readonly ids = new IdSet();
  readonly #products: { readonly title: string; readonly handle: string }[] = [];
  readonly #variants: string[] = [];
  readonly #variantPlaces = new Map<string, number>();
  #pointers = new Uint32Array(2048); // product and variant of each item

  add({ inventory_item_id, product_title, variant_title, handle }: NamedItem): void {
    if (!this.ids.add(inventory_item_id)) return; // a walk can show a product twice
    const at = 2 * (this.ids.size - 1);
    if (at >= this.#pointers.length) {
      const more = new Uint32Array(this.#pointers.length * 2);
      more.set(this.#pointers);
      this.#pointers = more;
    }
    // All items of a product come together.
    const last = this.#products.at(-1);
    if (last?.handle !== handle || last.title !== product_title) {
      this.#products.push({ title: product_title, handle });
    }
    this.#pointers[at] = this.#products.length - 1;
    this.#pointers[at + 1] = this.#variantPlace(variant_title);
  }

  get(id: string): Names | undefined {
    const at = this.ids.indexOf(id) * 2;
    if (at < 0) return undefined;
    const product = this.#products[this.#pointers[at] ?? 0];
    return {
      product_title: product?.title ?? "",
      variant_title: this.#variants[this.#pointers[at + 1] ?? 0] ?? "",
      handle: product?.handle ?? "",
    };
  }

  #variantPlace(title: string): number {
    const known = this.#variantPlaces.get(title);
    if (known !== undefined) return known;
    this.#variantPlaces.set(title, this.#variants.length);
    return this.#variants.push(title) - 1;
  }
}

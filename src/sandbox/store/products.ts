// Products: they group the items and give them names, the same by REST and by GraphQL. Each is computed from its place. An
// extra item is a product with one variant.
import { generatedId, generatedIndex } from "./generated-items.ts";
import { productNames } from "./product-names.ts";
import type { Store } from "./store.ts";
import type { WireItem } from "./wire-item.ts";

const firstProductId = 8_104_632_549_475n;
const idStep = 32_768n;
const fromItemToVariant = 7n;

export const productFacts = {
  vendor: "King Street Goods",
  createdAt: "2026-01-02T09:00:00-05:00",
  updatedAt: "2026-01-29T09:00:00-05:00",
} as const;

export interface Product {
  readonly id: string;
  readonly title: string;
  readonly handle: string;
  /** The ids of its items by position; some may be removed. */
  readonly itemIds: readonly string[];
  readonly variantTitles: readonly string[];
}

export interface Variant {
  readonly id: string;
  readonly title: string;
  /** Counted from 1. */
  readonly position: number;
  readonly itemId: string;
}

export class Products {
  /** The number of places; a place whose items are all removed is empty. */
  readonly places: number;
  readonly #store: Store;
  readonly #size: number;
  readonly #grouped: number;
  /** From an extra item to the place of its product. */
  readonly #extraPlaces: ReadonlyMap<string, number>;

  /** `size` is the number of variants of a product. */
  constructor(store: Store, size: number) {
    this.#store = store;
    this.#size = size;
    this.#grouped = Math.ceil(store.generated / size);
    this.places = this.#grouped + store.extraIds.length;
    this.#extraPlaces = new Map(store.extraIds.map((id, n) => [id, this.#grouped + n]));
  }

  at(place: number): Product | undefined {
    const itemIds = this.#itemIds(place);
    if (!itemIds.some((id) => this.#store.get(id))) return undefined;
    return this.#describe(place, itemIds);
  }

  byId(id: string): Product | undefined {
    if (!/^\d{1,19}$/.test(id)) return undefined;
    const distance = BigInt(id) - firstProductId;
    if (distance < 0n || distance % idStep !== 0n) return undefined;
    const place = distance / idStep;
    return place < BigInt(this.places) ? this.at(Number(place)) : undefined;
  }

  /** The product that an existing item belongs to. */
  ofItem({ id }: WireItem): Product {
    const place = this.#extraPlaces.get(id) ?? Math.floor(generatedIndex(id) / this.#size);
    return this.#describe(place, this.#itemIds(place));
  }

  #itemIds(place: number): readonly string[] {
    const { generated, extraIds } = this.#store;
    if (place >= this.#grouped)
      return extraIds.slice(place - this.#grouped, place - this.#grouped + 1);
    const first = place * this.#size;
    return Array.from({ length: Math.min(this.#size, generated - first) }, (_, n) =>
      generatedId(first + n),
    );
  }

  #describe(place: number, itemIds: readonly string[]): Product {
    const { title, handle, variants } = productNames(place, itemIds.length);
    const id = String(firstProductId + BigInt(place) * idStep);
    return { id, title, handle, itemIds, variantTitles: variants };
  }
}

/** The variant of an item of this product. */
export function variantOf({ itemIds, variantTitles }: Product, itemId: string): Variant {
  const n = itemIds.indexOf(itemId);
  const title = variantTitles[n] ?? `Choice ${n + 1}`;
  return { id: variantIdOf(itemId), title, position: n + 1, itemId };
}

function variantIdOf(itemId: string): string {
  return String(BigInt(itemId) + fromItemToVariant);
}

/** The id of the item that a variant with this id would have. */
export function itemIdOfVariant(id: string): string {
  return String(BigInt(id) - fromItemToVariant);
}

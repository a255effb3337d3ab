// Which product each item belongs to. A product keeps its items, whatever becomes of others.
import type { ForeignItem } from "./values.ts";

export type Product = { id: string; title: string; handle: string; itemIds: string[] };
type Place = { product: Product; variantId: string; variantTitle: string; position: number };
export type Products = {
  /** All items by ascending id. */
  items: () => ForeignItem[];
  /** The products that have an item. */
  all: () => Product[];
  byId: (id: string) => Product | undefined;
  placeOf: (itemId: string) => Place;
};

const ascending = (a: ForeignItem, b: ForeignItem) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1);

export function productsOf(items: Map<string, ForeignItem>, itemsPerProduct: number): Products {
  const products = new Map<string, Product>();
  const places = new Map<string, Place>();
  const sorted = () => [...items.values()].toSorted(ascending);
  function place(): void {
    const unplaced = sorted().filter(({ id }) => !places.has(id));
    let product: Product | undefined;
    for (const [at, { id }] of unplaced.entries()) {
      const position = at % itemsPerProduct;
      if (position === 0 || product === undefined) {
        const number = products.size;
        product = {
          id: `8${id}`,
          title: `Thing ${number}`,
          handle: `thing-${number}`,
          itemIds: [],
        };
        products.set(product.id, product);
      }
      product.itemIds.push(id);
      const variantTitle = position > 0 ? `Choice ${places.size}` : "Default Title";
      places.set(id, { product, variantId: `5${id}`, variantTitle, position });
    }
  }
  function placeOf(itemId: string): Place {
    if (!places.has(itemId)) place();
    const found = places.get(itemId);
    if (found === undefined) throw new Error(`the foreign shop has no item ${itemId}`);
    return found;
  }
  const isLive = ({ itemIds }: Product) => itemIds.some((id) => items.has(id));
  function all(): Product[] {
    place();
    return [...products.values()].filter(isLive);
  }
  function byId(id: string): Product | undefined {
    if (!products.has(id)) place();
    const found = products.get(id);
    return found !== undefined && isLive(found) ? found : undefined;
  }
  return { items: sorted, all, byId, placeOf };
}

// Products and variants as the resolvers hand them on.
import type { WireItem } from "../../store/wire-item.ts";
import { itemIdOfVariant, variantOf, type Product, type Variant } from "../../store/products.ts";
import type { Visit } from "../visit.ts";

export interface VariantNode {
  readonly variant: Variant;
  readonly product: Product;
}

export function variantOfItem(item: WireItem, { shop }: Visit): VariantNode {
  const product = shop.products.ofItem(item);
  return { product, variant: variantOf(product, item.id) };
}

export function variantById(id: string, visit: Visit): VariantNode | undefined {
  if (!/^\d{1,19}$/.test(id)) return undefined;
  const item = visit.draft.get(itemIdOfVariant(id));
  return item && variantOfItem(item, visit);
}

/** The variants whose items are there, by position. */
export function variantsOf(product: Product, { draft }: Visit): VariantNode[] {
  return product.itemIds
    .filter((id) => draft.get(id))
    .map((id) => ({ product, variant: variantOf(product, id) }));
}

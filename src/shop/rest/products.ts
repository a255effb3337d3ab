// A page of products: the ids and the names of the items of its variants.
import { z } from "zod";
import { id } from "../../item/id.ts";
import { variantTitle } from "../../item/variant-title.ts";
import type { Names } from "../shop.ts";

/** The most variants of one product that a list shows; a product can have 2,048. */
const variantsShown = 100;

export type NamedItem = Names & { readonly inventory_item_id: string };

export interface ProductPage {
  /** One id for each product: its own, or that of its first item. */
  readonly keys: readonly string[];
  readonly items: readonly NamedItem[];
  /** Handles (or ids, if there are no handles) of products that may have more variants than a list can show. */
  readonly hidden: readonly string[];
}

const name = z
  .string()
  .nullish()
  .transform((text) => text ?? "");

const listedProducts = z.object({
  products: z.array(
    z.object({
      id: id.wire.nullish(),
      title: name,
      handle: name,
      variants: z.array(z.object({ title: name, inventory_item_id: id.wire.nullish() })).nullish(),
    }),
  ),
});

export const productPage: z.ZodType<ProductPage> = listedProducts.transform(({ products }) => {
  const items: NamedItem[] = [];
  const hidden: string[] = [];
  const keys: string[] = [];
  for (const { id: product, title, handle, variants } of products) {
    const key = product ?? variants?.find((each) => each.inventory_item_id)?.inventory_item_id;
    if (typeof key === "string") keys.push(key);
    if (variants?.length === variantsShown) hidden.push(handle || (product ?? ""));
    for (const variant of variants ?? []) {
      const { inventory_item_id } = variant;
      if (inventory_item_id === undefined || inventory_item_id === null) continue;
      const variant_title = variantTitle(variant.title);
      items.push({ inventory_item_id, product_title: title, variant_title, handle });
    }
  }
  return { keys, items, hidden };
});

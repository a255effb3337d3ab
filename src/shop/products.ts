// What a page of products tells of the items behind its variants: their ids, and what people know them by.
import { z } from "zod";
import { id } from "../item/id.ts";
import type { NamedItem, ProductPage } from "./shop.ts";

/** Variants of one product that a list shows; it can have 2,048. */
const variantsShown = 100;

const name = z
  .string()
  .nullish()
  .transform((text) => text ?? "");

const listedProducts = z.object({
  products: z.array(
    z.object({
      title: name,
      handle: name,
      variants: z.array(z.object({ title: name, inventory_item_id: id.wire.nullish() })).nullish(),
    }),
  ),
});

const listedVariants = z.object({
  products: z.array(
    z.object({
      id: id.wire,
      variants: z.array(z.object({ inventory_item_id: id.wire.nullish() })).nullish(),
    }),
  ),
});

export interface VariantPage {
  readonly products: number;
  readonly itemIds: readonly string[];
  /** Ids of products that show as many variants as a list can show, and may have more. */
  readonly cutOff: readonly string[];
}

export const variantPage: z.ZodType<VariantPage> = listedVariants.transform(({ products }) => ({
  products: products.length,
  itemIds: products.flatMap(({ variants }) =>
    (variants ?? []).flatMap(({ inventory_item_id }) => inventory_item_id ?? []),
  ),
  cutOff: products
    .filter(({ variants }) => variants?.length === variantsShown)
    .map((product) => product.id),
}));

export const productPage: z.ZodType<ProductPage> = listedProducts.transform(({ products }) => {
  const items: NamedItem[] = [];
  const cutOff: string[] = [];
  for (const { title, handle, variants } of products) {
    if (variants?.length === variantsShown) cutOff.push(handle);
    for (const { title: variant_title, inventory_item_id } of variants ?? []) {
      if (inventory_item_id === undefined || inventory_item_id === null) continue;
      items.push({ inventory_item_id, product_title: title, variant_title, handle });
    }
  }
  return { items, cutOff };
});

// A page of products: the ids and the names of the items of its variants.
import { z } from "zod";
import { id } from "../../item/id.ts";
import type { NamedItem, ProductPage } from "../shop.ts";

/** The most variants of one product that a list shows; a product can have 2,048. */
const variantsShown = 100;

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
  const cutOff: string[] = [];
  const keys: string[] = [];
  for (const { id: product, title, handle, variants } of products) {
    const key = product ?? variants?.find((each) => each.inventory_item_id)?.inventory_item_id;
    if (typeof key === "string") keys.push(key);
    if (variants?.length === variantsShown) cutOff.push(handle || (product ?? ""));
    for (const { title: variant_title, inventory_item_id } of variants ?? []) {
      if (inventory_item_id === undefined || inventory_item_id === null) continue;
      items.push({ inventory_item_id, product_title: title, variant_title, handle });
    }
  }
  return { keys, items, cutOff };
});

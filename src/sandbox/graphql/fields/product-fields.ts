// The fields of Product and ProductVariant.
import { productFacts, type Product } from "../../store/products.ts";
import { utcTime } from "../../store/shop-time.ts";
import { windowOf, type Window } from "./connection.ts";
import type { Fields } from "./fields.ts";
import { gidOf } from "./gid.ts";
import { variantsOf, type VariantNode } from "./product-node.ts";

export const productFields: Fields<Product> = {
  id: ({ id }) => gidOf("Product", id),
  legacyResourceId: ({ id }) => id,
  title: ({ title }) => title,
  handle: ({ handle }) => handle,
  status: () => "ACTIVE",
  productType: () => "",
  vendor: () => productFacts.vendor,
  createdAt: () => utcTime(productFacts.createdAt),
  updatedAt: () => utcTime(productFacts.updatedAt),
  variants: (product, args, visit) =>
    windowOf(variantsOf(product, visit), args as Window, ({ variant }) => variant.id),
  variantsCount: (product, _args, visit) => ({
    count: variantsOf(product, visit).length,
    precision: "EXACT",
  }),
};

export const variantFields: Fields<VariantNode> = {
  id: ({ variant }) => gidOf("ProductVariant", variant.id),
  legacyResourceId: ({ variant }) => variant.id,
  title: ({ variant }) => variant.title,
  displayName: ({ product, variant }) => `${product.title} - ${variant.title}`,
  position: ({ variant }) => variant.position,
  sku: ({ variant }, _args, { draft }) => draft.get(variant.itemId)?.sku ?? null,
  product: ({ product }) => product,
  inventoryItem: ({ variant }, _args, { draft }) => draft.get(variant.itemId),
  createdAt: () => utcTime(productFacts.createdAt),
  updatedAt: () => utcTime(productFacts.updatedAt),
};

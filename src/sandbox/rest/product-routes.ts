// The Product resource of REST: a list with the variants of each product, of which it shows at most a hundred.
import { ok, type Answer } from "../answer.ts";
import type { Call, Route, Shop } from "../call.ts";
import { readPageRequest, takePage } from "./paging.ts";
import { productFacts, variantOf, type Product } from "../store/products.ts";
import type { WireItem } from "../store/wire-item.ts";
import type { JsonObject } from "../wire-json.ts";

// A product can have more variants; the list does not show them.
const variantsShown = 100;

export const productRoutes: readonly Route[] = [
  { method: "GET", path: /^products\.json$/, scope: "read_products", handle: listProducts },
];

function listProducts({ query, url }: Call, { store, products }: Shop): Answer {
  const request = readPageRequest(query);
  const fields = request.fields?.split(",").map((field) => field.trim());

  const page = takePage(request, url, products.places, (place) => {
    const found = products.at(place);
    return (
      found &&
      only(
        productToJson(found, (id) => store.get(id)),
        fields,
      )
    );
  });
  return {
    ...ok({ products: page.rows }),
    headers: {
      "X-Shopify-API-Deprecated-Reason":
        "https://shopify.dev/changelog/deprecation-of-the-rest-product-and-variant-endpoints",
      ...page.headers,
    },
  };
}

function productToJson(product: Product, itemBy: (id: string) => WireItem | undefined): JsonObject {
  const { id, title, handle, itemIds } = product;
  return {
    id: BigInt(id),
    title,
    vendor: productFacts.vendor,
    product_type: "",
    created_at: productFacts.createdAt,
    updated_at: productFacts.updatedAt,
    handle,
    status: "active",
    tags: "",
    admin_graphql_api_id: `gid://shopify/Product/${id}`,
    variants: itemIds
      .flatMap((itemId) => itemBy(itemId) ?? [])
      .slice(0, variantsShown)
      .map((item) => variantToJson(product, item)),
  };
}

function variantToJson(product: Product, item: WireItem): JsonObject {
  const { id, title, position } = variantOf(product, item.id);
  return {
    id: BigInt(id),
    product_id: BigInt(product.id),
    title,
    position,
    sku: item.sku,
    inventory_item_id: BigInt(item.id),
    requires_shipping: item.requires_shipping,
    admin_graphql_api_id: `gid://shopify/ProductVariant/${id}`,
  };
}

function only(row: JsonObject, fields: readonly string[] | undefined): JsonObject {
  if (!fields) return row;
  return Object.fromEntries(Object.entries(row).filter(([name]) => fields.includes(name)));
}

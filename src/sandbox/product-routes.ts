// Products: they group the items and give them names. An extra item is a product with one variant.
import { ok, type Answer } from "./answer.ts";
import type { Call, Route, Shop } from "./call.ts";
import { generatedId } from "./store/generated-items.ts";
import { readPageRequest, takePage } from "./paging.ts";
import { productNames } from "./store/product-names.ts";
import type { Store } from "./store/store.ts";
import type { WireItem } from "./store/wire-item.ts";
import type { JsonObject } from "./wire-json.ts";

const firstProductId = 8_104_632_549_475;
const idStep = 32_768;
// A product can have more variants; the list does not show them.
const variantsShown = 100;

export const productRoutes: readonly Route[] = [
  { method: "GET", path: /^products\.json$/, scope: "read_products", handle: listProducts },
];

function listProducts({ query, url }: Call, { store, variantsPerProduct }: Shop): Answer {
  const request = readPageRequest(query);
  const fields = request.fields?.split(",").map((field) => field.trim());
  const grouped = Math.ceil(store.generated / variantsPerProduct);

  const page = takePage(request, url, grouped + store.extraIds.length, (place) => {
    const items = itemsOf(store, place, grouped, variantsPerProduct);
    return items.some(Boolean) ? only(product(place, items), fields) : undefined;
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

/** The items of the product by position; undefined for removed ones. */
function itemsOf(
  store: Store,
  place: number,
  grouped: number,
  size: number,
): (WireItem | undefined)[] {
  const ids =
    place < grouped
      ? Array.from({ length: Math.min(size, store.generated - place * size) }, (_, n) =>
          generatedId(place * size + n),
        )
      : store.extraIds.slice(place - grouped, place - grouped + 1);
  return ids.map((id) => store.get(id));
}

function product(place: number, items: readonly (WireItem | undefined)[]): JsonObject {
  const id = BigInt(firstProductId + place * idStep);
  const { title, handle, variants: names } = productNames(place, items.length);
  return {
    id,
    title,
    vendor: "King Street Goods",
    product_type: "",
    created_at: "2026-01-02T09:00:00-05:00",
    updated_at: "2026-01-29T09:00:00-05:00",
    handle,
    status: "active",
    tags: "",
    admin_graphql_api_id: `gid://shopify/Product/${id}`,
    variants: items
      .flatMap((item, n) => (item ? [variant(id, item, n, names[n] ?? `Choice ${n + 1}`)] : []))
      .slice(0, variantsShown),
  };
}

function variant(productId: bigint, item: WireItem, n: number, title: string): JsonObject {
  const inventoryItemId = BigInt(item.id);
  const id = inventoryItemId + 7n;
  return {
    id,
    product_id: productId,
    title,
    position: n + 1,
    sku: item.sku,
    inventory_item_id: inventoryItemId,
    requires_shipping: item.requires_shipping,
    admin_graphql_api_id: `gid://shopify/ProductVariant/${id}`,
  };
}

function only(row: JsonObject, fields: readonly string[] | undefined): JsonObject {
  if (!fields) return row;
  return Object.fromEntries(Object.entries(row).filter(([name]) => fields.includes(name)));
}

// Items, variants and products as GraphQL shows them. A field that needs a scope or a list is a function.
import { connectionOf, type Page } from "./connection.ts";
import { demand, gidOf, type Store, type Weight } from "./store.ts";
import type { Product } from "./products.ts";
import { type Code, type ForeignItem, hs } from "./values.ts";

const byNumber = (a: string, b: string) => Number(BigInt(a) - BigInt(b));
const utc = (time: string) => `${new Date(time).toISOString().slice(0, 19)}Z`;
/** Both forms of an amount are seen: every other item has the one without padding. */
const amountOf = ({ id, cost }: ForeignItem) =>
  /[02468]$/.test(id) ? cost?.replace(/0$/, "") : cost;

export function nodesOf(store: Store) {
  const { items, products, unstocked } = store;
  const weights = new Map<string, Weight>();
  const admin = `https://admin.shopify.com/store/${store.domain.replace(/\..*/, "")}`;

  function itemNode(item: ForeignItem) {
    const { id, sku } = item;
    const locations = unstocked.has(id) ? [] : store.locations;
    const needs = (field: string) => demand(store, field, ["read_inventory"]);
    const place = () => products.placeOf(id);
    const variant = () => {
      demand(store, "variant", ["read_products"]);
      return variantNode(item);
    };
    const reversed = item.country_harmonized_system_codes.toSorted((a, b) =>
      a.country_code < b.country_code ? 1 : -1,
    );
    const levels = (page: Page) => {
      needs("inventoryLevels");
      const keyed = { rows: locations, keyOf: (each: { id: string }) => each.id };
      return connectionOf(keyed, byNumber, page, (location) => ({
        __typename: "InventoryLevel",
        updatedAt: utc(item.updated_at),
        location: {
          name: location.name,
          isActive: true,
          id: gidOf("Location", location.id),
        },
        item: () => itemNode(item),
        id: `${gidOf("InventoryLevel", location.id)}?inventory_item_id=${id}`,
      }));
    };
    return {
      __typename: "InventoryItem",
      updatedAt: utc(item.updated_at),
      createdAt: utc(item.created_at),
      id: gidOf("InventoryItem", id),
      legacyResourceId: id,
      sku,
      tracked: item.tracked,
      trackedEditable: { reason: null, locked: false },
      requiresShipping: item.requires_shipping,
      harmonizedSystemCode: item[hs],
      countryCodeOfOrigin: item.country_code_of_origin,
      provinceCodeOfOrigin: item.province_code_of_origin,
      unitCost:
        item.cost === null ? null : { currencyCode: store.currency, amount: amountOf(item) },
      countryHarmonizedSystemCodes: (page: Page) =>
        connectionOf(
          { rows: reversed, keyOf: (code: Code) => code.country_code },
          (a, b) => (a === b ? 0 : a < b ? 1 : -1),
          page,
          (code) => ({ harmonizedSystemCode: code[hs], countryCode: code.country_code }),
        ),
      measurement: {
        weight: weights.get(id) ?? { value: 0, unit: "KILOGRAMS" },
        id: gidOf("InventoryItemMeasurement", id),
      },
      duplicateSkuCount() {
        needs("duplicateSkuCount");
        if (sku === null) return 0;
        return [...items.values()].filter((other) => other.sku === sku).length - 1;
      },
      inventoryHistoryUrl() {
        needs("inventoryHistoryUrl");
        const { product, variantId } = place();
        return `${admin}/products/${product.id}/variants/${variantId}/inventory_history`;
      },
      inventoryLevels: levels,
      locationsCount() {
        needs("locationsCount");
        return { precision: "EXACT", count: locations.length };
      },
      variant,
      variants(page: Page) {
        const keyed = { rows: [place().variantId], keyOf: (each: string) => each };
        demand(store, "variants", ["read_products"]);
        return connectionOf(keyed, byNumber, page, () => variantNode(item));
      },
    };
  }
  function variantNode(item: ForeignItem) {
    const { product, variantId, variantTitle, position } = products.placeOf(item.id);
    return {
      __typename: "ProductVariant",
      title: variantTitle,
      displayName: `${product.title} - ${variantTitle}`,
      sku: item.sku,
      position: position + 1,
      legacyResourceId: variantId,
      id: gidOf("ProductVariant", variantId),
      product: () => productNode(product),
      inventoryItem: () => itemNode(item),
    };
  }
  function productNode(product: Product) {
    return {
      __typename: "Product",
      vendor: "Foreign Works",
      title: product.title,
      status: "ACTIVE",
      handle: product.handle,
      legacyResourceId: product.id,
      id: gidOf("Product", product.id),
      variants(page: Page) {
        const rows = product.itemIds.flatMap((id) => items.get(id) ?? []);
        const keyed = { rows, keyOf: ({ id }: ForeignItem) => id };
        return connectionOf(keyed, byNumber, page, variantNode);
      },
    };
  }
  const itemOfVariant = (variantId: string) =>
    variantId.startsWith("5") ? items.get(variantId.slice(1)) : undefined;
  return { itemNode, variantNode, productNode, itemOfVariant, weights };
}
export type Nodes = ReturnType<typeof nodesOf>;

import { expect, test } from "vitest";
import { graphql } from "./caller.ts";
import { open } from "../sandbox/caller.ts";

test.each([
  [
    "read_products",
    '{ inventoryItem(id: "gid://shopify/InventoryItem/44871419625635") { sku } }',
    undefined,
  ],
  [
    "read_inventory",
    '{ inventoryItem(id: "gid://shopify/InventoryItem/44871419625635") { sku } }',
    undefined,
  ],
  [
    "write_inventory",
    '{ inventoryItem(id: "gid://shopify/InventoryItem/44871419625635") { sku } }',
    undefined,
  ],
  [
    "read_locations",
    '{ inventoryItem(id: "gid://shopify/InventoryItem/1") { sku } }',
    [
      "inventoryItem",
      "`read_inventory` access scope or `read_products` access scope.",
      { inventoryItem: null },
    ],
  ],
  [
    "read_locations",
    "{ shop { name } inventoryItems(first: 1) { nodes { id } } }",
    ["inventoryItems", "`read_inventory` access scope or `read_products` access scope.", null],
  ],
  [
    "read_inventory",
    '{ product(id: "gid://shopify/Product/1") { id } }',
    ["product", "`read_products` access scope.", { product: null }],
  ],
  [
    "read_inventory",
    '{ inventoryItem(id: "gid://shopify/InventoryItem/44871419625635") { variant { id } } }',
    ["variant", "`read_products` access scope.", { inventoryItem: null }],
  ],
  [
    "read_products",
    '{ inventoryItem(id: "gid://shopify/InventoryItem/44871419625635") { locationsCount { count } } }',
    [
      "locationsCount",
      "`read_inventory` access scope.",
      { inventoryItem: { locationsCount: null } },
    ],
  ],
  [
    "read_products",
    '{ inventoryItem(id: "gid://shopify/InventoryItem/44871419625635") { inventoryHistoryUrl } }',
    [
      "inventoryHistoryUrl",
      "`read_inventory` access scope.",
      { inventoryItem: { inventoryHistoryUrl: null } },
    ],
  ],
  [
    "read_inventory",
    'mutation { inventoryItemUpdate(id: "gid://shopify/InventoryItem/1", input: {}) { userErrors { field } } }',
    [
      "inventoryItemUpdate",
      "`write_inventory` access scope. Also: The user must have a permission to update an inventory item.",
      { inventoryItemUpdate: null },
    ],
  ],
  [
    "write_inventory",
    'mutation { productVariantsBulkUpdate(productId: "gid://shopify/Product/1", variants: []) { userErrors { field } } }',
    [
      "productVariantsBulkUpdate",
      "`write_products` access scope. Also: The user must have a permission to update product variants.",
      { productVariantsBulkUpdate: null },
    ],
  ],
] as const)("with the scope %s, %s", async (scope, query, denied) => {
  const { errors, data } = await graphql(await open({ scopes: [scope] }), query);
  if (denied === undefined) {
    expect([errors, data]).toEqual([undefined, { inventoryItem: { sku: "TEA-GREEN-50" } }]);
    return;
  }
  const [field, requiredAccess, left] = denied;
  expect(data).toEqual(left);
  expect(errors).toMatchObject([
    {
      message: `Access denied for ${field} field. Required access: ${requiredAccess}`,
      path: expect.arrayContaining([field]) as string[],
      extensions: {
        code: "ACCESS_DENIED",
        documentation: "https://shopify.dev/api/usage/access-scopes",
        requiredAccess,
      },
    },
  ]);
});

test("a root that is refused leaves the data of the others", async () => {
  const sandbox = await open({ scopes: ["read_inventory"] });
  const { errors, data } = await graphql(
    sandbox,
    '{ shop { name } product(id: "gid://shopify/Product/1") { id } }',
  );
  expect(data).toEqual({ shop: { name: "King Street Goods" }, product: null });
  expect(errors).toHaveLength(1);
});

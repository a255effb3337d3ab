// Clients that nobody here wrote read and write the foreign shop by GraphQL, as they do the real one.
import { createAdminApiClient } from "@shopify/admin-api-client";
import Shopify from "shopify-api-node";
import { expect, test } from "vitest";
import { documents } from "../foreign/documents.ts";
import { gid } from "../foreign/gids.ts";
import type { ForeignShop } from "../support/foreign-shop.ts";
import { openForeignShop } from "../support/shops.ts";

function nodeClient(shop: ForeignShop, maxRetries: number): Shopify {
  const client = new Shopify({
    shopName: "foreign",
    accessToken: shop.token,
    apiVersion: "2026-01",
    maxRetries,
  });
  const { protocol, hostname, port } = new URL(shop.origin);
  return Object.assign(client, { baseUrl: { protocol, hostname, port } });
}

test("shopify-api-node reads, writes, and waits for points as long as the answer says", async () => {
  // Enough for two updates: the third is throttled, and succeeds after the wait that its answer asks for.
  const points = { size: 40, restore: 50 };
  const shop = await openForeignShop(3, undefined, undefined, { points });
  const client = nodeClient(shop, 5);
  const written: unknown[] = [];
  for (const cost of ["1", "2", "3", "4", "5"])
    written.push(await client.graphql(documents.update ?? "", { id: gid(1), input: { cost } }));
  expect(written.at(-1)).toMatchObject({
    inventoryItemUpdate: { userErrors: [], inventoryItem: { unitCost: { amount: "5.0" } } },
  });
  const refused = client.graphql("{ shop { colour } }");
  await expect(refused).rejects.toThrow("Field 'colour' doesn't exist on type 'Shop'");
});

test("Shopify's own client reads, writes, and shows user errors", async () => {
  const shop = await openForeignShop(3);
  const client = createAdminApiClient({
    storeDomain: "foreign.myshopify.com",
    apiVersion: "2026-10",
    accessToken: shop.token,
    customFetchApi: async (url, init) => fetch(url.replace(/^https:\/\/[^/]+/, shop.origin), init),
  });
  const update = async (input: object) =>
    client.request(documents.update ?? "", { variables: { id: gid(0), input } });
  expect((await update({ cost: "9.99" })).data).toMatchObject({
    inventoryItemUpdate: { inventoryItem: { unitCost: { amount: "9.99" } } },
  });
  expect((await update({ cost: "-1" })).data).toMatchObject({
    inventoryItemUpdate: { inventoryItem: null, userErrors: [{ field: ["input", "cost"] }] },
  });
  expect((await update({ countryCodeOfOrigin: "UK" })).errors?.graphQLErrors).toMatchObject([
    { extensions: { code: "INVALID_VARIABLE" } },
  ]);
});

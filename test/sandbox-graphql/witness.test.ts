// Clients that nobody here wrote: what they read and write on the sandbox, they would on a real shop.
import { createAdminApiClient } from "@shopify/admin-api-client";
import Shopify from "shopify-api-node";
import { expect, test } from "vitest";
import type { Sandbox, SandboxOptions } from "../../src/sandbox/sandbox.ts";
import { itemGid } from "./caller.ts";
import { idsOf, open } from "../sandbox/caller.ts";

const readText = `query Read($ids: [ID!]!) {
  nodes(ids: $ids) { ... on InventoryItem { id sku unitCost { amount } } }
}`;
const updateText = `mutation Update($id: ID!, $input: InventoryItemInput!) {
  inventoryItemUpdate(id: $id, input: $input) {
    inventoryItem { id unitCost { amount } }
    userErrors { field message }
  }
}`;

async function apiNode(options?: SandboxOptions): Promise<[Shopify, Sandbox]> {
  const sandbox = await open(options);
  const shopify = new Shopify({
    shopName: "sandbox",
    accessToken: sandbox.token,
    apiVersion: "2026-01",
    autoLimit: false,
    maxRetries: 3,
  });
  const { hostname, port } = new URL(sandbox.origin);
  // It knows https on port 443 only; every request is built on this field.
  Object.assign(shopify, { baseUrl: { hostname, port, protocol: "http:" } });
  return [shopify, sandbox];
}

async function adminClient(
  options?: SandboxOptions,
): Promise<[ReturnType<typeof createAdminApiClient>, Sandbox]> {
  const sandbox = await open(options);
  const client = createAdminApiClient({
    storeDomain: "sandbox.myshopify.com",
    apiVersion: "2026-01",
    accessToken: sandbox.token,
    retries: 2,
    // It knows https only.
    customFetchApi: async (url, init) => {
      const { pathname } = new URL(url);
      return await fetch(sandbox.origin + pathname, init);
    },
  });
  return [client, sandbox];
}

test("shopify-api-node reads and writes items", async () => {
  const [shopify, sandbox] = await apiNode();
  const [id = ""] = idsOf(sandbox);
  expect(await shopify.graphql(readText, { ids: [itemGid(id), itemGid("1")] })).toEqual({
    nodes: [{ id: itemGid(id), sku: "TEA-GREEN-50", unitCost: { amount: "2.1" } }, null],
  });
  expect(await shopify.graphql(updateText, { id: itemGid(id), input: { cost: "4.50" } })).toEqual({
    inventoryItemUpdate: {
      inventoryItem: { id: itemGid(id), unitCost: { amount: "4.5" } },
      userErrors: [],
    },
  });
  expect(sandbox.item(id)?.cost).toBe("4.50");
});

test("shopify-api-node reads the points, waits when it is throttled, and then succeeds", async () => {
  const [shopify, sandbox] = await apiNode({ points: { size: 1000, restore: 20, level: 990 } });
  const [id = ""] = idsOf(sandbox);
  const limits: unknown[] = [];
  shopify.on("callGraphqlLimits", (each) => limits.push({ ...each }));
  for (const cost of ["1", "2"]) {
    await shopify.graphql(updateText, { id: itemGid(id), input: { cost } });
  }
  expect(limits[0]).toMatchObject({ max: 1000, restoreRate: 20, remaining: 0 });
  expect(sandbox.item(id)?.cost).toBe("2.00");
  expect(sandbox.requests.map(({ graphql }) => graphql?.cost.actualQueryCost === null)).toEqual([
    false,
    true,
    false,
  ]);
});

test("shopify-api-node throws the message of an error", async () => {
  const [shopify] = await apiNode();
  await expect(shopify.graphql("{ nope }")).rejects.toThrow(
    "Field 'nope' doesn't exist on type 'QueryRoot'",
  );
  await expect(
    shopify.graphql(updateText, { id: itemGid("1"), input: { countryCodeOfOrigin: "UK" } }),
  ).rejects.toThrow(
    /^Variable \$input of type InventoryItemInput! was provided invalid value for /,
  );
});

test("the client of Shopify itself reads and writes items", async () => {
  const [client, sandbox] = await adminClient();
  const [id = ""] = idsOf(sandbox);
  const read = await client.request(readText, { variables: { ids: [itemGid(id)] } });
  expect([read.errors, read.data]).toEqual([
    undefined,
    { nodes: [{ id: itemGid(id), sku: "TEA-GREEN-50", unitCost: { amount: "2.1" } }] },
  ]);
  expect(read.extensions).toMatchObject({ cost: { requestedQueryCost: 1, actualQueryCost: 1 } });
  const input = { cost: "-1" };
  const refused = await client.request(updateText, { variables: { id: itemGid(id), input } });
  expect(refused.data).toEqual({
    inventoryItemUpdate: {
      inventoryItem: null,
      userErrors: [
        { field: ["input", "cost"], message: "Cost must be greater than or equal to 0" },
      ],
    },
  });
});

test("the client of Shopify itself shows errors as those of GraphQL", async () => {
  const [client, sandbox] = await adminClient({ points: { size: 20, restore: 0.001 } });
  sandbox.spendPoints(20);
  const throttled = await client.request("{ shop { name } }");
  expect(throttled.errors).toMatchObject({
    networkStatusCode: 200,
    graphQLErrors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }],
  });
  expect((await client.request("{ nope }")).errors).toMatchObject({
    networkStatusCode: 200,
    graphQLErrors: [{ extensions: { code: "undefinedField" } }],
  });
  sandbox.revoke(sandbox.token);
  expect((await client.request("{ shop { name } }")).errors).toMatchObject({
    networkStatusCode: 401,
  });
});

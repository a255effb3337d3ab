// The same work as an import does, by GraphQL, done the ways that people pace it with what is on npm: all items in
// pages of 250 ids, the changed ones again, a mutation for each of these. A throttled request is sent again.
import Bottleneck from "bottleneck";
import Shopify from "shopify-api-node";
import { Agent, request } from "undici";
import { atOnce, Throttled } from "./rivals.ts";
import type { Client, Work } from "./scenes.ts";

const nodes = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on InventoryItem { id sku unitCost { amount } } } }`;
const update = `mutation ($id: ID!, $input: InventoryItemInput!) { inventoryItemUpdate(id: $id, input: $input) {
  inventoryItem { id unitCost { amount } } userErrors { field message } } }`;
/** Points of one update. */
const updateCost = 10;

type Ask = (query: string, variables: object) => Promise<unknown>;
const gidOf = (id: string): string => `gid://shopify/InventoryItem/${id}`;

/** All that the work asks for, so many requests at the same time. */
async function carryOut({ ids, costs }: Work, ask: Ask): Promise<undefined> {
  const pages = (all: readonly string[]): (() => Promise<unknown>)[] =>
    Array.from(
      { length: Math.ceil(all.length / 250) },
      (_, at) => () => ask(nodes, { ids: all.slice(at * 250, at * 250 + 250).map(gidOf) }),
    );
  await atOnce(pages(ids));
  await atOnce(pages([...costs.keys()]));
  await atOnce(
    [...costs].map(
      ([id, cost]) =>
        () =>
          ask(update, { id: gidOf(id), input: { cost } }),
    ),
  );
}

export const graphqlRivals: Readonly<Record<string, Client>> = {
  // Its autoLimit ignores GraphQL; its README recommends maxRetries, which waits as long as the answer says.
  "shopify-api-node maxRetries": (work, _, { origin, token }) => {
    const shopify = new Shopify({
      shopName: "bench",
      accessToken: token,
      apiVersion: "2026-01",
      maxRetries: 10,
    });
    const { hostname, port } = new URL(origin);
    // It knows https on port 443 only; every request is built on this field.
    Object.assign(shopify, { baseUrl: { hostname, port, protocol: "http:" } });
    return carryOut(work, async (query, variables) => {
      try {
        return await shopify.graphql(query, variables);
      } catch (error) {
        if (String(error).includes("Throttled")) throw new Throttled(1);
        throw error;
      }
    });
  },
  "bottleneck, fixed minTime": async (work, { rate }, { origin, token }) => {
    const limiter = new Bottleneck({ maxConcurrent: 16, minTime: (1000 * updateCost) / rate });
    const dispatcher = new Agent({ connections: 16, pipelining: 1 });
    const ask: Ask = (query, variables) =>
      limiter.schedule(async () => {
        const { body } = await request(`${origin}/admin/api/2026-01/graphql.json`, {
          dispatcher,
          method: "POST",
          headers: { "x-shopify-access-token": token, "content-type": "application/json" },
          body: JSON.stringify({ query, variables }),
        });
        const { data, errors = [] } = (await body.json()) as { data?: unknown; errors?: unknown[] };
        const told = JSON.stringify(errors);
        if (told.includes("THROTTLED")) throw new Throttled(1);
        if (errors.length > 0) throw new Error(told);
        return data;
      });
    await carryOut(work, ask);
    await limiter.disconnect();
    await dispatcher.close();
    return undefined;
  },
};

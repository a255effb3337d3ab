// A client that nobody here wrote: what shopify-api-node understands of the sandbox, a real shop
// would have to say in the same way.
import Shopify from "shopify-api-node";
import { expect, test } from "vitest";
import type { Sandbox, SandboxOptions } from "../../src/sandbox/sandbox.ts";
import { idsOf, open } from "./caller.ts";

async function witness(
  options?: SandboxOptions,
  config?: { accessToken?: string; maxRetries?: number },
): Promise<[Shopify, Sandbox]> {
  const sandbox = await open(options);
  const shopify = new Shopify({
    shopName: "sandbox",
    accessToken: sandbox.token,
    apiVersion: "2026-01",
    autoLimit: false,
    ...config,
  });
  const { hostname, port } = new URL(sandbox.origin);
  // It knows https on port 443 only; every request is built on this field.
  Object.assign(shopify, { baseUrl: { hostname, port, protocol: "http:" } });
  return [shopify, sandbox];
}

/** What its HTTP layer says of a refusal. */
async function refusal(
  asked: Promise<unknown>,
): Promise<{ name: string; status: number; body: unknown }> {
  const error = (await asked.then(
    () => {
      throw new Error("It was not refused");
    },
    (reason: unknown) => reason,
  )) as Error & { response: { statusCode: number; body: unknown } };
  return { name: error.name, status: error.response.statusCode, body: error.response.body };
}

test("it lists by ids, and pages with the parameters that it reads from Link", async () => {
  const [shopify, sandbox] = await witness();
  const ids = idsOf(sandbox).slice(0, 100);
  const first = await shopify.inventoryItem.list({ ids: ids.join(",") });
  expect(first.length).toBe(50);
  const second = await shopify.inventoryItem.list(first.nextPageParameters);
  expect([...first, ...second].map(({ id }) => String(id))).toEqual(ids);
  expect(second.nextPageParameters).toBeUndefined();
  const back = await shopify.inventoryItem.list(second.previousPageParameters);
  expect([...back]).toEqual([...first]);
});

test("it gets an item with every field of its own type for one", async () => {
  const [shopify, sandbox] = await witness();
  const id = idsOf(sandbox)[11] ?? "";
  const item = await shopify.inventoryItem.get(Number(id));
  const typed: Record<keyof Shopify.IInventoryItem, unknown> = item;
  expect(typed).toMatchObject({ id: Number(id), sku: "SHIRT-XL", cost: "7.50", tracked: true });
  expect(Object.keys(item)).toEqual(
    expect.arrayContaining([
      "created_at",
      "updated_at",
      "admin_graphql_api_id",
      "harmonized_system_code",
    ]),
  );
});

test("it updates an item, reads the answer and reads it back", async () => {
  const [shopify, sandbox] = await witness();
  const id = idsOf(sandbox)[0] ?? "";
  const answer = await shopify.inventoryItem.update(Number(id), {
    cost: "4.5",
    harmonized_system_code: "0902.10",
  });
  expect(answer).toMatchObject({
    id: Number(id),
    cost: "4.50",
    harmonized_system_code: "090210",
    sku: "TEA-GREEN-50",
  });
  expect(await shopify.inventoryItem.get(Number(id))).toEqual(answer);
});

test("it reads the bucket from each answer", async () => {
  const [shopify] = await witness({ bucket: { size: 80, leak: 4 } });
  await shopify.shop.get();
  await shopify.location.list();
  expect(shopify.callLimits).toEqual({ remaining: 78, current: 2, max: 80 });
});

test("it finds the items of a store by levels and by products", async () => {
  const [shopify, sandbox] = await witness({ items: 30 });
  const places = await shopify.location.list();
  const levels = await shopify.inventoryLevel.list({
    location_ids: places.map(({ id }) => id).join(","),
    limit: 250,
  });
  const products = await shopify.product.list({ limit: 250, fields: "id,variants" });
  const variants = products.flatMap(({ variants: each }) => each);
  const expected = new Set(idsOf(sandbox));
  expect(levels.length).toBe(60);
  expect(new Set(levels.map((level) => String(level.inventory_item_id)))).toEqual(expected);
  expect(new Set(variants.map((each) => String(each.inventory_item_id)))).toEqual(expected);
  expect((await shopify.accessScope.list()).map(({ handle }) => handle)).toContain(
    "write_inventory",
  );
});

test("it recognises each refusal as an HTTP error with the shop's body", async () => {
  const [shopify, sandbox] = await witness({ bucket: { size: 40, leak: 0.001 } });
  const id = Number(idsOf(sandbox)[0]);
  expect(await refusal(shopify.inventoryItem.get(1))).toEqual({
    name: "HTTPError",
    status: 404,
    body: { errors: "Not Found" },
  });
  expect(await refusal(shopify.inventoryItem.update(id, { cost: "-1" }))).toEqual({
    name: "HTTPError",
    status: 422,
    body: { errors: { cost: ["must be greater than or equal to 0"] } },
  });
  expect(await refusal(shopify.inventoryItem.list({ limit: 251 }))).toMatchObject({ status: 400 });
  sandbox.spend(40);
  expect(await refusal(shopify.inventoryItem.get(id))).toMatchObject({ status: 429 });
  const [stranger] = await witness({}, { accessToken: "shpat_wrong" });
  expect(await refusal(stranger.inventoryItem.get(id))).toMatchObject({ status: 401 });
});

test("it waits out a 429 by its Retry-After and then succeeds", async () => {
  const [shopify, sandbox] = await witness(
    { bucket: { size: 20, leak: 2, level: 20 } },
    { maxRetries: 2 },
  );
  const [id = ""] = idsOf(sandbox);
  expect((await shopify.inventoryItem.get(Number(id))).sku).toBe("TEA-GREEN-50");
  const [refused, kept] = sandbox.requests;
  expect(sandbox.requests.map(({ status }) => status)).toEqual([429, 200]);
  expect((kept?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(995);
});

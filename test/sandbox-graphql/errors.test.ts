import { expect, test } from "vitest";
import { graphql, itemGid } from "./caller.ts";
import { ask, open, V } from "../sandbox/caller.ts";

test.each([
  [
    "a product for an item",
    '{ inventoryItem(id: "gid://shopify/Product/1") { id } }',
    "inventoryItem",
    "gid://shopify/Product/1",
  ],
  [
    "an item for a product",
    '{ product(id: "gid://shopify/InventoryItem/1") { id } }',
    "product",
    "gid://shopify/InventoryItem/1",
  ],
  [
    "an item for a variant",
    '{ productVariant(id: "gid://shopify/InventoryItem/1") { id } }',
    "productVariant",
    "gid://shopify/InventoryItem/1",
  ],
  [
    "a variant for an item to update",
    'mutation { inventoryItemUpdate(id: "gid://shopify/ProductVariant/1", input: {}) { userErrors { field } } }',
    "inventoryItemUpdate",
    "gid://shopify/ProductVariant/1",
  ],
])("the id of %s is not found", async (_name, query, root, id) => {
  const answer = await graphql(await open(), query);
  expect(answer).toMatchObject({
    errors: [
      { message: `Invalid id: ${id}`, path: [root], extensions: { code: "RESOURCE_NOT_FOUND" } },
    ],
    data: { [root]: null },
  });
});

test.each([
  ["{ inventoryItems { nodes { id } } }", "you must provide one of first or last"],
  [
    "{ inventoryItems(first: 1, last: 1) { nodes { id } } }",
    "providing both first and last is not supported",
  ],
  ["{ inventoryItems(first: 251) { nodes { id } } }", "first cannot exceed 250"],
  ["{ inventoryItems(last: -1) { nodes { id } } }", "last cannot be less than 0"],
  ['{ inventoryItems(first: 1, after: "x") { nodes { id } } }', "Malformed cursor"],
])("%s is a bad request", async (query, message) => {
  expect(await graphql(await open(), query)).toMatchObject({
    errors: [{ message, path: ["inventoryItems"], extensions: { code: "BAD_REQUEST" } }],
    data: null,
  });
});

test.each([
  ["nodes", "query($list: [ID!]!) { a: nodes(ids: $list) { id } }", itemGid("1"), ["a", "ids"]],
  [
    "variants",
    'mutation($list: [ProductVariantsBulkInput!]!) { productVariantsBulkUpdate(productId: "gid://shopify/Product/1", variants: $list) { userErrors { field } } }',
    {},
    ["productVariantsBulkUpdate", "variants"],
  ],
  [
    "codes",
    'mutation($list: [CountryHarmonizedSystemCodeInput!]!) { inventoryItemUpdate(id: "gid://shopify/InventoryItem/1", input: {countryHarmonizedSystemCodes: $list}) { userErrors { field } } }',
    { countryCode: "CA", harmonizedSystemCode: "123456" },
    ["inventoryItemUpdate", "input", "countryHarmonizedSystemCodes"],
  ],
])("a list of 250 %s is taken, and one of 251 is not", async (_name, query, entry, path) => {
  const sandbox = await open();
  const list = Array.from({ length: 251 }, () => entry);
  expect((await graphql(sandbox, query, { list: list.slice(1) })).errors).toBeUndefined();
  const refused = await graphql(sandbox, query, { list });
  expect(refused).toMatchObject({
    errors: [
      {
        message: "The input array size of 251 is greater than the maximum allowed of 250.",
        path,
        extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" },
      },
    ],
    extensions: { cost: { actualQueryCost: null } },
  });
  expect(refused).not.toHaveProperty("data");
});

test.each([
  [{}, "An operation name is required"],
  [{ operationName: "Missing" }, 'No operation named "Missing"'],
  [{ operationName: "B" }, undefined],
])("of two operations, %o", async (more, message) => {
  const text = "query A { shop { name } } query B { shop { email } }";
  const answer = await graphql(await open(), text, {}, more);
  expect(answer).toMatchObject(
    message === undefined
      ? { data: { shop: { email: "shop@example.com" } } }
      : { errors: [{ message }] },
  );
});

test.each([
  [
    "no token",
    "/admin/api/2026-01/graphql.json",
    { "X-Shopify-Access-Token": "" },
    '{"query":"{ shop { name } }"}',
    401,
    { errors: expect.stringContaining("[API] Invalid API key or access token") as string },
  ],
  [
    "no such version",
    "/admin/api/2020-13/graphql.json",
    {},
    '{"query":"{ shop { name } }"}',
    404,
    { errors: "Not Found" },
  ],
  [
    "no query",
    `${V}/graphql.json`,
    {},
    "{}",
    400,
    { errors: { query: "Required parameter missing or invalid" } },
  ],
  ["no JSON", `${V}/graphql.json`, {}, "{ shop { name } }", 400, { errors: "Bad Request" }],
  [
    "a form",
    `${V}/graphql.json`,
    { "Content-Type": "text/plain" },
    "x",
    415,
    { errors: "Unsupported Media Type" },
  ],
])("%s has a status of its own", async (_name, path, headers, body, status, answer) => {
  const got = await ask(await open(), path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body,
  });
  expect([got.status, got.body]).toEqual([status, answer]);
});

test("a document alone is a request, too", async () => {
  const { body } = await ask(await open(), `${V}/graphql.json`, {
    method: "POST",
    headers: { "Content-Type": "application/graphql" },
    body: "{ shop { ianaTimezone } }",
  });
  expect(body).toMatchObject({ data: { shop: { ianaTimezone: "America/Panama" } } });
});

test("the shop says the same by both APIs", async () => {
  const sandbox = await open();
  const { body } = await ask(sandbox, `${V}/shop.json`);
  const { data } = await graphql(
    sandbox,
    "{ shop { name email myshopifyDomain currencyCode ianaTimezone plan { publicDisplayName } } }",
  );
  const { shop } = body as { shop: Record<string, unknown> };
  expect(data).toEqual({
    shop: {
      name: shop["name"],
      email: shop["email"],
      myshopifyDomain: shop["myshopify_domain"],
      currencyCode: shop["currency"],
      ianaTimezone: shop["iana_timezone"],
      plan: { publicDisplayName: shop["plan_display_name"] },
    },
  });
});

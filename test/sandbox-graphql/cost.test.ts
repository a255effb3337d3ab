import { expect, test } from "vitest";
import { graphql, itemGid } from "./caller.ts";
import { ask, idsOf, open, put, V } from "../sandbox/caller.ts";

const scalars = "id sku tracked updatedAt unitCost { amount currencyCode }";
const codes = (first: number): string =>
  `countryHarmonizedSystemCodes(first: ${first}) { nodes { countryCode harmonizedSystemCode } pageInfo { hasNextPage } }`;
const page = (fields: string): string =>
  `{ inventoryItems(first: 250) { nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`;
const byIds = (fields: string): string =>
  `{ nodes(ids: ["gid://shopify/InventoryItem/1"]) { ... on InventoryItem { ${fields} } } }`;
const change = (fields: string): string =>
  `mutation { inventoryItemUpdate(id: "gid://shopify/InventoryItem/1", input: {sku: "A"}) { inventoryItem { ${fields} } userErrors { field message } } }`;
const variants = (fields: string): string =>
  `mutation { productVariantsBulkUpdate(productId: "gid://shopify/Product/1", variants: []) { product { id } productVariants { id ${fields} } userErrors { field message code } } }`;
const measured = "measurement { weight { value unit } }";

test.each([
  ["a page of scalars and costs", page(scalars), 13],
  ["with up to 5 codes an item", page(`${scalars} ${codes(5)}`), 68],
  ["with up to 10 codes an item", page(`${scalars} ${codes(10)}`), 79],
  ["with up to 50 codes an item", page(`${scalars} ${codes(50)}`), 112],
  ["with up to 250 codes an item", page(`${scalars} ${codes(250)}`), 156],
  [
    "with names, a weight and a number of others",
    page(
      `${scalars} ${codes(50)} variant { title product { title } } ${measured} duplicateSkuCount`,
    ),
    134,
  ],
  [
    "and the number of locations",
    page(
      `${scalars} ${codes(50)} variant { title product { title } } ${measured} duplicateSkuCount locationsCount { count }`,
    ),
    145,
  ],
  ["nodes with scalars", byIds(scalars), 1],
  ["nodes with up to 10 codes", byIds(`${scalars} ${codes(10)}`), 7],
  ["nodes with up to 50 codes", byIds(`${scalars} ${codes(50)}`), 10],
  [
    "nodes with codes and names",
    byIds(`${scalars} ${codes(50)} variant { product { title } }`),
    12,
  ],
  [
    "the dearest kind of nodes",
    "{ nodes(ids: []) { ... on Product { id } ... on ProductVariant { product { id } } } }",
    2,
  ],
  ["an update with its scalars", change(`${scalars} ${measured}`), 10],
  ["an update with 5 codes", change(codes(5)), 15],
  ["an update with 10 codes", change(codes(10)), 16],
  ["an update with 50 codes", change(codes(50)), 19],
  ["an update with 250 codes", change(codes(250)), 23],
  ["an update with the product", change("id variant { product { id } }"), 12],
  ["variants without items", variants(""), 10],
  ["variants with items", variants(`inventoryItem { ${scalars} }`), 11],
  ["variants with items and codes", variants(`inventoryItem { id ${codes(10)} }`), 17],
  ["one node", '{ node(id: "gid://shopify/InventoryItem/1") { id } }', 1],
  ["no rows", "{ inventoryItems(first: 0) { nodes { id } } }", 2],
  [
    "rows in both ways",
    "{ inventoryItems(first: 5) { nodes { id } edges { cursor node { id } } } }",
    8,
  ],
  ["rows counted from the end", "{ inventoryItems(last: 10) { nodes { id } } }", 6],
  [
    "the variants of a product",
    '{ product(id: "gid://shopify/Product/1") { variants(first: 250) { nodes { inventoryItem { id tracked } } } } }',
    25,
  ],
  [
    "the scopes and the shop",
    "{ currentAppInstallation { accessScopes { handle } } shop { currencyCode } }",
    3,
  ],
  [
    "a fragment, and a field twice",
    "query { shop { ...S name } } fragment S on Shop { plan { publicDisplayName } plan { shopifyPlus } }",
    2,
  ],
  ["a field that is skipped", "{ shop { plan @skip(if: true) { shopifyPlus } name } }", 1],
])("the requested cost of %s", async (_name, query, cost) => {
  const sandbox = await open();
  const { extensions } = await graphql(sandbox, query);
  expect(extensions?.cost?.requestedQueryCost).toBe(cost);
});

test.each([
  [250, 300, 13],
  [50, 300, 9],
  [20, 300, 7],
  [10, 300, 6],
  [1, 300, 3],
  [5, 0, 2],
  [250, 62, 5],
  [250, 208, 11],
])("of %i rows asked for in a store of %i the cost is %i", async (first, items, cost) => {
  const sandbox = await open({ items });
  const { extensions } = await graphql(
    sandbox,
    `{ inventoryItems(first: ${first}) { nodes { id } } }`,
  );
  expect(extensions?.cost?.actualQueryCost).toBe(cost);
});

test.each([
  [
    "an unknown item",
    '{ inventoryItem(id: "gid://shopify/InventoryItem/1") { variant { id } } }',
    2,
    1,
  ],
  ["an update of an unknown item", change("variant { id }"), 11, 10],
  ["an update of an unknown product", variants("inventoryItem { id }"), 11, 10],
])("%s costs less than requested", async (_name, query, requested, actual) => {
  const { extensions } = await graphql(await open(), query);
  expect(extensions?.cost).toMatchObject({
    requestedQueryCost: requested,
    actualQueryCost: actual,
  });
});

test("the bucket has what was not used again, and fills with time", async () => {
  let now = 0;
  const sandbox = await open({ items: 10, clock: () => now });
  const available = async (): Promise<number | undefined> => {
    const { extensions } = await graphql(
      sandbox,
      "{ inventoryItems(first: 250) { nodes { id } } }",
    );
    return extensions?.cost?.throttleStatus.currentlyAvailable;
  };
  expect(await available()).toBe(1998); // 2 for ten of 250 rows
  now += 10;
  expect(await available()).toBe(1997);
  now += 10_000;
  expect(await available()).toBe(1998);
});

test("a request that finds too few points is throttled, and pays nothing", async () => {
  let now = 0;
  const sandbox = await open({
    points: { size: 100, restore: 10, level: 80 },
    clock: () => now,
  });
  const update = change("id variant { product { id } }");
  const throttled = {
    errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }],
    extensions: {
      cost: {
        requestedQueryCost: 12,
        actualQueryCost: null,
        throttleStatus: { maximumAvailable: 100, restoreRate: 10 },
      },
    },
  };
  expect((await graphql(sandbox, update)).errors).toBeUndefined(); // 20 are there, 10 are used
  for (const wait of [0, 199]) {
    now += wait;
    const answer = await graphql(sandbox, update);
    expect(answer).toMatchObject(throttled);
    expect(answer).not.toHaveProperty("data");
    expect(answer.extensions?.cost?.throttleStatus.currentlyAvailable).toBe(wait === 0 ? 10 : 11);
  }
  now += 1;
  expect((await graphql(sandbox, update)).errors).toBeUndefined();
  sandbox.spendPoints(100);
  expect((await graphql(sandbox, update)).errors?.[0]?.message).toBe("Throttled");
  expect(sandbox.requests.map(({ graphql: seen }) => seen?.cost.actualQueryCost)).toEqual([
    10,
    null,
    null,
    10,
    null,
  ]);
});

test("while an answer is on its way, its requested cost is not there", async () => {
  const sandbox = await open({
    items: 1,
    points: { size: 25, restore: 0.001 },
    latency: { from: 300, to: 301 },
  });
  const query = "{ inventoryItems(first: 250) { nodes { id } } }";
  const answers = await Promise.all([graphql(sandbox, query), graphql(sandbox, query)]);
  const codesSeen = answers.map(({ errors }) => errors?.[0]?.extensions?.["code"]);
  expect(codesSeen.toSorted()).toEqual(["THROTTLED", undefined]);
  expect((await graphql(sandbox, query)).errors).toBeUndefined();
});

test("a request above 1,000 points is never answered, and pays nothing", async () => {
  const sandbox = await open();
  const query = `{ inventoryItems(first: 250) { nodes { a: ${codes(250)} b: ${codes(250)} c: ${codes(250)} d: ${codes(250)} e: ${codes(250)} f: ${codes(250)} g: ${codes(250)} } } }`;
  const answer = await graphql(sandbox, query);
  const cost = 2 + 11 * (1 + 7 * 13);
  expect(answer.errors?.[0]?.message).toMatch(
    `Query cost is ${cost}, which exceeds the single query max cost limit (1000).`,
  );
  expect(answer).toMatchObject({
    errors: [{ extensions: { code: "MAX_COST_EXCEEDED", cost, maxCost: 1000 } }],
    extensions: { cost: { actualQueryCost: null, throttleStatus: { currentlyAvailable: 2000 } } },
  });
  expect(answer).not.toHaveProperty("data");
});

test("each API has its own bucket", async () => {
  const sandbox = await open({ bucket: { size: 40, leak: 0.001 } });
  const id = idsOf(sandbox)[0] ?? "";
  const query = `{ inventoryItem(id: "${itemGid(id)}") { sku } }`;
  const read = await ask(sandbox, `${V}/graphql.json`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query }),
  });
  expect([...read.headers.keys()]).not.toContain("x-shopify-shop-api-call-limit");
  expect((await put(sandbox, id, { cost: "1" })).headers.get("x-shopify-shop-api-call-limit")).toBe(
    "1/40",
  );
  sandbox.spend(40);
  expect((await put(sandbox, id, { cost: "1" })).status).toBe(429);
  expect((await graphql(sandbox, query)).data).toEqual({ inventoryItem: { sku: "TEA-GREEN-50" } });
});

test.each([
  [{ size: 40, leak: 2 }, 2000, 100],
  [{ size: 80, leak: 4 }, 4000, 200],
  [{ size: 400, leak: 20 }, 20_000, 1000],
])(
  "a shop with the calls %o has %i points, of which %i come back in a second",
  async (bucket, size, restore) => {
    const { extensions } = await graphql(await open({ bucket }), "{ shop { name } }");
    expect(extensions?.cost?.throttleStatus).toMatchObject({
      maximumAvailable: size,
      restoreRate: restore,
    });
  },
);

// The foreign shop's points against the recorded facts: what a document costs, and what happens without points.
import { expect, test } from "vitest";
import { askGraphql, postGraphql } from "../graphql/ask-graphql.ts";
import { bulk, codes, items, nodes, updates } from "../foreign/asked.ts";
import { gid, idAt } from "../foreign/gids.ts";
import type { ForeignShop } from "../support/foreign-shop.ts";
import { openForeignShop } from "../support/shops.ts";

const ask = (shop: ForeignShop, query: string, variables: Record<string, unknown> = {}) =>
  askGraphql(shop, query, variables);

const names =
  "variant { product { title } } measurement { weight { unit value } } duplicateSkuCount";

test.each<[name: string, document: string, requested: number]>([
  ["250 items", items(""), 13],
  ["250 items with 5 codes each", items(codes(5)), 68],
  ["250 items with 10 codes each", items(codes(10)), 79],
  ["250 items with 50 codes each", items(codes(50)), 112],
  ["250 items with 250 codes each", items(codes(250)), 156],
  ["250 items with no codes", items(codes(0)), 35],
  ["250 items with codes and names", items(`${codes(50)} ${names}`), 134],
  ["250 items with a count", items(`${codes(50)} ${names} locationsCount { count }`), 145],
  [
    "both edges and nodes",
    "{ inventoryItems(first: 250) { nodes { id } edges { node { variant { id } } } } }",
    24,
  ],
  ["nodes", nodes(""), 1],
  ["nodes with 10 codes each", nodes(codes(10)), 7],
  ["nodes with 50 codes each", nodes(codes(50)), 10],
  ["nodes with codes and names", nodes(`${codes(50)} variant { product { title } }`), 12],
  ["what is skipped", nodes(`... on InventoryItem @skip(if: true) { ${codes(50)} }`), 1],
  [
    "the dearest branch",
    `query($ids: [ID!]!) { nodes(ids: $ids) { ...a } }
     fragment a on Node { id ... on InventoryItem { variant { id } } ... on Product { id } }`,
    2,
  ],
  ["an update", updates(1, ""), 10],
  ["an update with 5 codes", updates(1, codes(5)), 15],
  ["an update with 10 codes", updates(1, codes(10)), 16],
  ["an update with 50 codes", updates(1, codes(50)), 19],
  ["an update with 250 codes", updates(1, codes(250)), 23],
  ["25 updates with 10 codes", updates(25, codes(10)), 400],
  ["62 updates with 10 codes", updates(62, codes(10)), 992],
  ["100 updates", updates(100, ""), 1000],
  ["an update of variants", bulk(""), 11],
  ["an update of variants with 10 codes", bulk(codes(10)), 17],
  [
    "shop and scopes",
    "{ currentAppInstallation { accessScopes { handle } } shop { currencyCode } }",
    3,
  ],
])("%s: the cost is the one of the formula", async (_, document, requested) => {
  const shop = await openForeignShop(3);
  const { extensions, errors } = await ask(
    shop,
    document,
    document.includes("$ids") ? { ids: [gid(0)] } : {},
  );
  expect(errors).toBeUndefined();
  expect(extensions?.cost?.requestedQueryCost).toBe(requested);
  expect(extensions?.cost?.actualQueryCost).toBeLessThanOrEqual(requested);
});

test("what was not needed is given back, and an empty bucket answers THROTTLED with 200", async () => {
  const shop = await openForeignShop(3, undefined, undefined, {
    points: { size: 100, restore: 0.001 },
  });
  const first = await postGraphql(shop, JSON.stringify({ query: items(codes(10)) }));
  expect(first.headers.get("content-type")).toBe("application/json; charset=utf-8");
  const text = await first.text();
  expect(text).toContain('"maximumAvailable":100.0');
  expect(text).toContain('"currentlyAvailable":98.0');
  expect(text).toContain('"actualQueryCost":2,"requestedQueryCost":79');
  for (let left = 98; left >= 10; left -= 10) await ask(shop, updates(1, ""));
  const none = await postGraphql(shop, JSON.stringify({ query: updates(1, "") }));
  expect(none.status).toBe(200);
  expect(await none.json()).toMatchObject({
    errors: [{ message: "Throttled", extensions: { code: "THROTTLED" } }],
    extensions: {
      cost: {
        requestedQueryCost: 10,
        actualQueryCost: null,
        throttleStatus: { currentlyAvailable: 8 },
      },
    },
  });
});

test("more than 1,000 points are refused for good, and nothing is done", async () => {
  const shop = await openForeignShop(1);
  const before = shop.items.get(idAt(0));
  const { data, errors } = await ask(shop, updates(63, codes(10)));
  expect(data).toBeUndefined();
  expect(errors).toMatchObject([
    {
      message: expect.stringMatching(/^Query cost is 1008, which exceeds .* \(1000\)\./),
      extensions: { code: "MAX_COST_EXCEEDED", cost: 1008, maxCost: 1000 },
    },
  ]);
  expect(shop.items.get(idAt(0))).toEqual(before);
});

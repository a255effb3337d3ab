// The foreign shop's GraphQL against the recorded facts: what it reads, and in which form.
import { expect, test } from "vitest";
import { askGraphql } from "../graphql/ask-graphql.ts";
import { documents } from "../foreign/documents.ts";
import { gid, idAt, variantGid } from "../foreign/gids.ts";
import { foreignItems, type ForeignShop } from "../support/foreign-shop.ts";
import { openForeignShop } from "../support/shops.ts";

const ask = (shop: ForeignShop, name: string, variables: Record<string, unknown> = {}) =>
  askGraphql(shop, documents[name] ?? "", variables);

test("an item is shown with all its fields, in the forms of GraphQL", async () => {
  const shop = await openForeignShop(9);
  const { data } = await ask(shop, "item", { id: gid(0) });
  expect(data?.inventoryItem).toMatchObject({
    id: gid(0),
    legacyResourceId: idAt(0),
    createdAt: "2026-01-09T22:04:11Z",
    updatedAt: "2026-01-09T22:04:11Z",
    unitCost: { amount: "25.00", currencyCode: "USD" },
    countryHarmonizedSystemCodes: { nodes: [] },
    duplicateSkuCount: 0,
    locationsCount: { count: 2, precision: "EXACT" },
    trackedEditable: { locked: false, reason: null },
    measurement: { weight: { unit: "KILOGRAMS", value: 0 } },
    inventoryLevels: {
      nodes: [{ location: { name: "Place 0" } }, { location: { name: "Place 1" } }],
    },
    variants: {
      nodes: [
        {
          id: variantGid(0),
          displayName: "Thing 0 - Default Title",
          position: 1,
          product: {
            title: "Thing 0",
            handle: "thing-0",
            variants: { nodes: [{ sku: "SKU-0" }, { title: "Choice 1" }, { title: "Choice 2" }] },
          },
        },
      ],
    },
  });
  const others = await ask(shop, "nodes", { ids: [gid(1), gid(2), gid(3)] });
  expect(others.data?.nodes).toMatchObject([
    { unitCost: { amount: "0.0" } },
    { unitCost: null },
    { unitCost: { amount: "4.5" } },
  ]);
});

test("the products are those of REST, also after one of their items is gone", async () => {
  const shop = await openForeignShop(10, undefined, undefined, { itemsPerProduct: 4 });
  const listed = async () => {
    const url = `${shop.origin}/admin/api/2026-01/products.json`;
    const answer = await fetch(url, { headers: { "X-Shopify-Access-Token": shop.token } });
    return ((await answer.json()) as { products: { title: string; variants: unknown[] }[] })
      .products;
  };
  const sizes = async () => (await listed()).map(({ title, variants }) => [title, variants.length]);
  expect(await sizes()).toEqual([
    ["Thing 0", 4],
    ["Thing 1", 4],
    ["Thing 2", 2],
  ]);
  shop.items.delete(idAt(0));
  shop.items.delete(idAt(8));
  shop.items.delete(idAt(9));
  expect(await sizes()).toEqual([
    ["Thing 0", 3],
    ["Thing 1", 4],
  ]);
  const { data } = await ask(shop, "item", { id: gid(5) });
  expect(data?.inventoryItem).toMatchObject({
    variants: { nodes: [{ position: 2, product: { title: "Thing 1" } }] },
  });
});

test("GraphQL shows what REST does not: an item that is stocked nowhere, and the 101st variant", async () => {
  const unstocked = [idAt(101)];
  const shop = await openForeignShop(102, undefined, undefined, {
    itemsPerProduct: 102,
    unstocked,
  });
  const rest = async (path: string) => {
    const url = `${shop.origin}/admin/api/2026-01/${path}`;
    return (await fetch(url, { headers: { "X-Shopify-Access-Token": shop.token } })).text();
  };
  const [variants, levels] = [
    await rest("products.json"),
    await rest("inventory_levels.json?limit=250&location_ids=655441491"),
  ];
  const ids = (text: string) => text.match(/"inventory_item_id":\d+/g) ?? [];
  expect([ids(variants).length, ids(levels).length]).toEqual([100, 101]);
  const { data } = await ask(shop, "item", { id: gid(101) });
  expect(data?.inventoryItem).toMatchObject({
    locationsCount: { count: 0 },
    inventoryLevels: { nodes: [] },
    variants: { nodes: [{ position: 102 }] },
  });
});

test("nodes keeps the order asked, with null for an unknown id or kind, and refuses 251", async () => {
  const shop = await openForeignShop(3);
  const unknown = ["gid://shopify/InventoryItem/1", "gid://shopify/Metaobject/1"];
  const { data } = await ask(shop, "nodes", { ids: [gid(2), ...unknown, gid(0)] });
  expect(data?.nodes).toMatchObject([{ id: gid(2) }, null, null, { id: gid(0) }]);
  const long = await ask(shop, "nodes", { ids: Array.from({ length: 251 }, (_, at) => gid(at)) });
  expect(long.data).toBeUndefined();
  expect(long.extensions?.cost?.actualQueryCost).toBeNull();
  expect(long.errors).toMatchObject([
    {
      message: "The input array size of 251 is greater than the maximum allowed of 250.",
      path: ["nodes", "ids"],
      extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" },
    },
  ]);
});

test("shop, scopes and versions are shown", async () => {
  const shop = await openForeignShop(0, undefined, undefined, { scopes: ["read_products"] });
  const { data } = await ask(shop, "shop");
  expect(data).toMatchObject({
    shop: { currencyCode: "USD", myshopifyDomain: "foreign.myshopify.com" },
    currentAppInstallation: { accessScopes: [{ handle: "read_products" }] },
  });
  expect(data?.publicApiVersions).toContainEqual({ handle: "2026-10", supported: true });
});

test("pages follow each other by cursor, and a full last page has no next one", async () => {
  const shop = await openForeignShop(6);
  type Items = { nodes: { id: string }[]; pageInfo: Record<string, unknown> };
  const page = async (variables: Record<string, unknown>) =>
    (await ask(shop, "items", variables)).data?.inventoryItems as Items;
  const ids = ({ nodes }: Items) => nodes.map(({ id }) => id);
  const one = await page({ first: 3 });
  expect(ids(one)).toEqual([gid(0), gid(1), gid(2)]);
  expect(one.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  // The place in the list stays where it is when items before it are deleted.
  shop.items.delete(idAt(1));
  shop.items.delete(idAt(2));
  const two = await page({ first: 3, after: one.pageInfo.endCursor });
  expect(ids(two)).toEqual([gid(3), gid(4), gid(5)]);
  expect(two.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  const back = await page({ last: 1, before: two.pageInfo.startCursor });
  expect(ids(back)).toEqual([gid(0)]);
  expect(back.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  expect(ids(await page({ first: 2, reverse: true }))).toEqual([gid(5), gid(4)]);
});

test.each([
  [{}, "you must provide one of first or last"],
  [{ first: 1, last: 1 }, "providing both first and last is not supported"],
  [{ first: 251 }, "The value 251 of first or last is not between 0 and 250."],
  [{ first: 1, after: "x" }, "Malformed cursor"],
])("the page %j is a bad request, and data is null", async (variables, message) => {
  const shop = await openForeignShop(1);
  const { errors, data, extensions } = await ask(shop, "items", variables);
  expect(errors).toMatchObject([
    { message, path: ["inventoryItems"], extensions: { code: "BAD_REQUEST" } },
  ]);
  expect(data).toBeNull();
  expect(extensions?.cost).toBeDefined();
});

const searched = foreignItems(6).map((item, at) => ({
  ...item,
  sku: ["A-1", "a-1", "A-1-X", "B", null, "A"][at] ?? null,
  updated_at: `2026-01-0${at + 1}T12:00:00-05:00`,
}));
test.each<[query: string, found: number[], warned: string[]]>([
  ["", [0, 1, 2, 3, 4, 5], []],
  [`id:${idAt(2)}`, [2], []],
  [`id:>${idAt(2)} id:<=${idAt(4)}`, [3, 4], []],
  [`id:${idAt(0)} OR id:${idAt(5)}`, [0, 5], []],
  [`(id:${idAt(0)} OR id:${idAt(5)}) AND sku:'A'`, [0, 5], []],
  [`id:<${idAt(2)} -id:${idAt(0)}`, [1], []],
  ["sku:'A-1'", [0, 1, 2], []],
  ['sku:"B"', [3], []],
  ["sku:B*", [3], []],
  ["updated_at:>='2026-01-05T17:00:00Z'", [4, 5], []],
  ["updated_at:<'2026-01-02T17:00:00Z'", [0], []],
  ["created_at:>'2026-01-09T22:04:11Z'", [], []],
  ["updated_at:>=2026-01-05", [4, 5], []],
  // Cut at its first colon, a time without quotes is midnight in the shop's zone, and the rest is an unknown field.
  ["updated_at:>2026-01-05T17:00:00Z", [4, 5], ["00"]],
  ["tracked:false", [0, 1, 2, 3, 4, 5], ["tracked"]],
  ["tracked:false sku:'B'", [3], ["tracked"]],
])("the search %s finds %j and warns of %j", async (query, found, warned) => {
  const shop = await openForeignShop(searched);
  const { data, extensions } = await ask(shop, "items", { first: 250, query });
  expect(data?.inventoryItems).toMatchObject({ nodes: found.map((at) => ({ id: gid(at) })) });
  const warnings = warned.map((field) => ({ field, code: "invalid_field" }));
  expect(extensions?.search ?? []).toMatchObject(
    warned.length > 0 ? [{ path: ["inventoryItems"], query, warnings }] : [],
  );
});

test("a search is shown as it was taken, as recorded", async () => {
  const shop = await openForeignShop(1);
  const query = "updated_at:<2000-01-01T00:00:00Z sku:'A-1'";
  const { extensions } = await ask(shop, "items", { first: 1, query });
  expect(extensions?.search?.[0]?.parsed).toEqual({
    and: [
      { field: "updated_at", range_lte: "2000-01-01T00:00:00-05:00" },
      { field: "00", match_all: "00Z" },
      { field: "sku", match_phrase: "A-1" },
    ],
  });
});

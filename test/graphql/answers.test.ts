// What follows from each kind of answer to a GraphQL request: who fails, with which words, and what is sent again.
import { describe, expect, onTestFinished, test } from "vitest";
import { graphqlShop } from "../../src/shop/graphql/graphql.ts";
import { readNodes, readPage } from "../../src/shop/graphql/read/read-items.ts";
import { RequestBug, ShopError } from "../../src/shop/shop-error.ts";
import type { Shop } from "../../src/shop/shop.ts";
import { foreignItems } from "../support/foreign-shop.ts";
import { openForeignShop } from "../support/shops.ts";
import { transportOptions } from "../support/transport-options.ts";

type Intervention = NonNullable<ReturnType<NonNullable<Parameters<typeof openForeignShop>[1]>>>;

const items = foreignItems(300);
const [id = "", other = ""] = items.map((item) => item.id);

/** A shop whose answers to requests with this word are replaced, so many times. */
async function shopWith(
  word: string,
  intervention: Intervention,
  times = 1,
): Promise<{ shop: Shop; sent: () => number }> {
  let sent = 0;
  const foreign = await openForeignShop(items, ({ body }) => {
    if (!JSON.stringify(body ?? "").includes(word)) return undefined;
    sent += 1;
    return sent <= times ? intervention : undefined;
  });
  const shop = graphqlShop(transportOptions(foreign));
  onTestFinished(() => shop.close());
  return { shop, sent: () => sent };
}

const answer = (body: unknown, status = 200): Intervention => ({ status, body });
const errors = (code: string, extra: object = {}, rest: object = {}): Intervention =>
  answer({ errors: [{ message: `It was ${code}.`, extensions: { code, ...extra } }], ...rest });
const cost = (requested: number, available: number): object => ({
  extensions: {
    cost: {
      requestedQueryCost: requested,
      actualQueryCost: null,
      throttleStatus: {
        maximumAvailable: 2000.0,
        currentlyAvailable: available,
        restoreRate: 1000,
      },
    },
  },
});
const denied = errors(
  "ACCESS_DENIED",
  { requiredAccess: "`write_inventory` access scope." },
  { data: { inventoryItemUpdate: null } },
);
const edited =
  (edit: (data: Record<string, Record<string, unknown>>, body: Record<string, unknown>) => void) =>
  (shown: { status: number; body?: unknown }) => {
    const body = structuredClone(shown.body) as Record<string, unknown>;
    edit(body.data as Record<string, Record<string, unknown>>, body);
    return { ...shown, body };
  };

describe("an update that is answered", () => {
  test.each<[name: string, Intervention, kind: string, words: RegExp]>([
    ["with a missing scope", denied, "stop", /give the app the scope write_inventory and install/],
    ["of a closed shop", errors("SHOP_INACTIVE"), "stop", /the shop is closed or frozen/],
    ["with 401", answer({ errors: "[API] Invalid API key" }, 401), "stop", /401: \[API\] Invalid/],
    ["with 402", answer({ errors: "Unavailable Shop" }, 402), "stop", /frozen until its bill/],
    ["with 423", answer({ errors: "Locked" }, 423), "stop", /has locked this shop/],
    ["with 404", answer("Not Found", 404), "stop", /version of its API does not exist/],
    [
      "with a redirect",
      { status: 301, headers: { location: "https://elsewhere.example/" } },
      "stop",
      /redirects are not followed/,
    ],
    ["with 503", answer("<h1>Busy</h1>", 503), "fault", /answered 503: Busy/],
    ["with HTML", answer("<html><body>Hello</body></html>"), "fault", /not JSON: <html>/],
    ["with half of it", "half-body", "fault", /got no complete answer/],
    ["never, after it was made", "reset-after", "fault", /got no complete answer/],
    ["with no data", answer({ data: null }), "fault", /unexpected content: no data/],
    ["with a list", answer([]), "fault", /unexpected content: no object of GraphQL/],
    ["with a text as errors", answer({ errors: "Oops" }), "fault", /answered 200: Oops/],
    [
      "with an error of Shopify",
      errors("INTERNAL_SERVER_ERROR", { requestId: "abc-1" }, { data: null }),
      "fault",
      /answered: It was INTERNAL_SERVER_ERROR\. \(request id /,
    ],
    ["with an unknown code", errors("STRANGE"), "fault", /It was STRANGE/],
    [
      "with a result and an error beside it",
      edited((_, body) => {
        body.errors = [
          {
            message: "Access denied for x",
            path: ["inventoryItemUpdate", "inventoryItem", "sku"],
            extensions: { code: "ACCESS_DENIED" },
          },
        ];
      }),
      "fault",
      /Access denied for x/,
    ],
    [
      "with another item",
      edited(({ inventoryItemUpdate: result = {} }) => {
        result.inventoryItem = {
          ...(result.inventoryItem as object),
          id: `gid://shopify/InventoryItem/${other}`,
        };
      }),
      "fault",
      /unexpected content: another item/,
    ],
    [
      "with a product",
      edited(({ inventoryItemUpdate: result = {} }) => {
        result.inventoryItem = {
          ...(result.inventoryItem as object),
          id: `gid://shopify/Product/${id}`,
        };
      }),
      "fault",
      /unexpected content: another item/,
    ],
    [
      "with an item without its cost",
      edited(({ inventoryItemUpdate: result = {} }) => {
        result.inventoryItem = { ...(result.inventoryItem as object), unitCost: undefined };
      }),
      "fault",
      /an item without unitCost/,
    ],
    [
      "with neither item nor error",
      edited(({ inventoryItemUpdate: result = {} }) => {
        result.inventoryItem = null;
      }),
      "fault",
      /unexpected content: no item/,
    ],
    [
      "without userErrors",
      edited(({ inventoryItemUpdate: result = {} }) => {
        delete result.userErrors;
      }),
      "fault",
      /a result without userErrors/,
    ],
    [
      "with a wrong value",
      errors("INVALID_VARIABLE", {
        problems: [{ path: ["countryCodeOfOrigin"], explanation: "Expected XX to be a country" }],
      }),
      "refused",
      /answered: country_code_of_origin: Expected XX to be a country/,
    ],
  ])("%s", async (_, intervention, kind, words) => {
    const { shop, sent } = await shopWith("inventoryItemUpdate", intervention);
    await shop.item(id);
    const error: unknown = await shop.update(id, { cost: "1.00" }, () => true).catch((e) => e);
    expect(error).toBeInstanceOf(ShopError);
    expect(error).toMatchObject({ kind, message: expect.stringMatching(words), attempts: 1 });
    expect(String(error)).toContain(`inventoryItemUpdate ${id} `);
    expect(sent()).toBe(1);
    if (kind === "stop") await expect(shop.item(id)).rejects.toMatchObject({ kind: "stop" });
    else expect(await shop.item(id)).toMatchObject({ id });
  });

  test.each([
    errors("MAX_COST_EXCEEDED"),
    errors("undefinedField"),
    errors("PARSE_ERROR"),
    errors("BAD_REQUEST"),
  ])("as a document that the shop does not understand is a bug of ours", async (intervention) => {
    const { shop } = await shopWith("inventoryItemUpdate", intervention);
    await expect(shop.update(id, { cost: "1.00" }, () => true)).rejects.toBeInstanceOf(RequestBug);
  });

  test.each<[string, Intervention, number]>([
    ["with THROTTLED", errors("THROTTLED", {}, cost(10, 9)), 6],
    ["with THROTTLED and no figures", errors("THROTTLED"), 1],
    ["with 429", { status: 429, headers: { "retry-after": "0.2" }, body: {} }, 2],
  ])("%s waits, and is sent again", async (_, intervention, times) => {
    const { shop } = await shopWith("inventoryItemUpdate", intervention, times);
    await shop.items([id]);
    const update = shop.update(id, { cost: "1.00" }, () => true);
    const found = await update.catch((error: unknown) => String(error));
    expect(found).toMatchObject({ attempts: times + 1, item: { cost: "1.00" } });
  });
});

test.each<[string, Intervention]>([
  ["HTML", answer("<html></html>")],
  ["half of it", "half-body"],
  ["an error of Shopify", errors("INTERNAL_SERVER_ERROR")],
  ["one node less", edited((data) => (data.nodes as unknown as unknown[]).pop())],
  ["no room", errors("THROTTLED", {}, cost(9, 0))],
])("a reading that is answered with %s is repeated", async (_, intervention) => {
  const { shop, sent } = await shopWith("nodes(ids", intervention);
  expect([...(await shop.items([id, other])).keys()]).toEqual([id, other]);
  expect(sent()).toBe(2);
});

test("a reading that is answered with a warning about the search fails at once", async () => {
  const search = [{ warnings: [{ field: "x", message: "is not a field" }] }];
  const intervention = edited((_, body) => (body.extensions = { search }));
  const { shop, sent } = await shopWith("inventoryItems(", intervention, 5);
  const [first] = [shop.walk({})[Symbol.asyncIterator]()];
  const found = await first.next().catch((error: unknown) => String(error));
  expect(found).toEqual(expect.stringMatching(/a warning about the search: x is not a field/));
  expect(sent()).toBe(1);
});

const node = {
  id: `gid://shopify/InventoryItem/${id}`,
  sku: null,
  unitCost: { amount: "25.0" },
  tracked: true,
  requiresShipping: true,
  countryCodeOfOrigin: null,
  provinceCodeOfOrigin: null,
  harmonizedSystemCode: null,
  countryHarmonizedSystemCodes: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } },
  createdAt: "2026-01-09T22:04:11Z",
  updatedAt: "2026-01-09T22:04:11Z",
};
const later = { ...node, id: `gid://shopify/InventoryItem/${other}` };
const last = { hasNextPage: false };
const utc = (time: string): string => time;

test.each<[name: string, content: unknown, words: string]>([
  ["of one less", [node], "1 nodes; 2 were requested"],
  ["in another order", [later, node], "another item than requested"],
  [
    "with a product",
    [{ ...node, id: `gid://shopify/Product/${id}` }, later],
    "another item than requested",
  ],
  ["with a text", ["x", later], "a node that is no object"],
  ["that are no list", { nodes: [] }, "nodes that are no list"],
])("nodes %s are no answer", (_, content, words) => {
  expect(() => readNodes(content, [id, other])).toThrow(words);
});

test.each<[name: string, content: unknown, words: RegExp]>([
  ["has an item twice", { nodes: [node, node], pageInfo: last }, /^item 44\d+ after item 44\d+$/],
  ["goes back", { nodes: [later, node], pageInfo: last }, /^item 44\d+ after item 44\d+$/],
  ["is empty before another one", { nodes: [], pageInfo: { hasNextPage: true } }, /^an empty page/],
  ["does not say whether it is the last", { nodes: [node], pageInfo: {} }, /^a list without page/],
  ["has a node of another kind", { nodes: [null], pageInfo: last }, /^a page without nodes$/],
  [
    "has a flag that is none",
    { nodes: [{ ...node, tracked: "x" }], pageInfo: last },
    /^0\.tracked: /,
  ],
  [
    "has an item without a cost",
    { nodes: [{ ...node, unitCost: undefined }], pageInfo: last },
    /^an item without unitCost$/,
  ],
  [
    "has a cost without an amount",
    { nodes: [{ ...node, unitCost: {} }], pageInfo: last },
    /^0\.cost: /,
  ],
])("a page that %s is no answer", (_, content, words) => {
  expect(() => readPage(content, "44000000000000", utc)).toThrow(words);
});

test("a page that begins before the last one ended is no answer", () => {
  expect(() => readPage({ nodes: [node], pageInfo: last }, id, utc)).toThrow(`item ${id} after`);
});

test.each([
  ["25.0", "25.00"],
  ["25", "25.00"],
  ["0.5", "0.50"],
  ["1234.5678", "1234.5678"],
  [25.5, "25.50"],
])("a cost of %j is read as %s", (amount, cost) => {
  const { found } = readPage(
    { nodes: [{ ...node, unitCost: { amount } }], pageInfo: last },
    "1",
    utc,
  );
  expect(found.map(({ item }) => item.cost)).toEqual([cost]);
});

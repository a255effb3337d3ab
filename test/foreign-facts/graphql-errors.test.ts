// The foreign shop's GraphQL against the recorded facts: refusals, and what a test can do to its answers.
import { expect, test } from "vitest";
import { askGraphql, postGraphql } from "../graphql/ask-graphql.ts";
import { bulk, items, update, updates } from "../foreign/asked.ts";
import { documents } from "../foreign/documents.ts";
import { gid, idAt } from "../foreign/gids.ts";
import type { ForeignShop } from "../support/foreign-shop.ts";
import { openForeignShop } from "../support/shops.ts";

const ask = (shop: ForeignShop, query: string, variables: Record<string, unknown> = {}) =>
  askGraphql(shop, query, variables);

const input = (fields: object) => [documents.update ?? "", { id: gid(0), input: fields }] as const;
test.each<[query: string, variables: Record<string, unknown>, message: RegExp, path: unknown[]]>([
  [
    ...input({ countryCodeOfOrigin: "UK" }),
    /countryCodeOfOrigin \(Expected "UK" to be one of: AC, /,
    ["countryCodeOfOrigin"],
  ],
  [
    ...input({ countryCodeOfOrigin: "ca" }),
    /countryCodeOfOrigin \(Expected "ca"/,
    ["countryCodeOfOrigin"],
  ],
  [...input({ cost: "12,50" }), /cost \(invalid decimal '12,50'\)$/, ["cost"]],
  [
    ...input({ tracked: "yes" }),
    /tracked \(Could not coerce value "yes" to Boolean\)$/,
    ["tracked"],
  ],
  [...input({ price: "1" }), /price \(Field is not defined on InventoryItemInput\)$/, ["price"]],
  [
    ...input({ measurement: { weight: { unit: "STONES", value: 1 } } }),
    /measurement\.weight\.unit \(Expected "STONES" to be one of: GRAMS, KILOGRAMS, OUNCES, POUNDS\)$/,
    ["measurement", "weight", "unit"],
  ],
  [
    ...input({ countryHarmonizedSystemCodes: [{ countryCode: "CA", harmonizedSystemCode: null }] }),
    /countryHarmonizedSystemCodes\.0\.harmonizedSystemCode \(Expected value to not be null\)$/,
    ["countryHarmonizedSystemCodes", 0, "harmonizedSystemCode"],
  ],
  [
    documents.update ?? "",
    { id: gid(0) },
    /^Variable \$input of type InventoryItemInput! was provided invalid value$/,
    [],
  ],
  [
    documents.update ?? "",
    { id: "7", input: {} },
    /^Variable \$id of type ID! was provided invalid value$/,
    [],
  ],
])(
  "the variables of %# are refused as a whole: no data, no cost",
  async (query, variables, message, path) => {
    const shop = await openForeignShop(1);
    const { errors, ...rest } = await ask(shop, query, variables);
    expect(rest).toEqual({});
    expect(errors).toMatchObject([
      {
        message: expect.stringMatching(message),
        extensions: { code: "INVALID_VARIABLE", problems: [{ path }] },
      },
    ]);
  },
);

test.each<[query: string, code: string, message: string]>([
  ["query A { shop {", "PARSE_ERROR", "syntax error, Expected Name, found <EOF>. at [1, 17]"],
  [
    "query A { shop }",
    "selectionMismatch",
    "Field must have selections (field 'shop' returns Shop but has no selections. Did you mean 'shop { ... }'?)",
  ],
  ["query A { shop { colour } }", "undefinedField", "Field 'colour' doesn't exist on type 'Shop'"],
  [
    "query A { shop { name { x } } }",
    "selectionMismatch",
    "Selections can't be made on scalars (field 'name' returns String but has selections)",
  ],
  [
    "query A { shop(id: 1) { name } }",
    "argumentNotAccepted",
    "Field 'shop' doesn't accept argument 'id'",
  ],
  [
    "query A { inventoryItem { id } }",
    "missingRequiredArguments",
    "Field 'inventoryItem' is missing required arguments: id",
  ],
  [
    "query A($x: Int) { shop { name } }",
    "variableNotUsed",
    "Variable $x is declared by A but not used",
  ],
  [
    "query A { node(id: $x) { id } }",
    "variableNotDefined",
    "Variable $x is used by A but not declared",
  ],
  [
    "query A($x: ID) { node(id: $x) { id } }",
    "variableMismatch",
    "Type mismatch on variable $x (ID / ID!)",
  ],
  ['query A { node(id: "x") { id } }', "argumentLiteralsIncompatible", "Invalid global id 'x'"],
  [
    `mutation A { ${update("")} ${update("").replace("message", "code")} }`,
    "undefinedField",
    "Field 'code' doesn't exist on type 'UserError'",
  ],
])("the document %s is refused as %s: no data, no cost", async (query, code, message) => {
  const shop = await openForeignShop(1);
  const { errors, ...rest } = await ask(shop, query);
  expect(rest).toEqual({});
  expect(errors).toContainEqual(
    expect.objectContaining({ message, extensions: expect.objectContaining({ code }) }),
  );
});

test("of several operations one has to be named", async () => {
  const shop = await openForeignShop(0);
  const query = "query A { shop { id } } query B { shop { name } }";
  const errors = async (operationName?: string) =>
    (await postGraphql(shop, JSON.stringify({ query, operationName }))).json();
  expect(await errors()).toEqual({ errors: [{ message: "An operation name is required" }] });
  expect(await errors("C")).toEqual({ errors: [{ message: 'No operation named "C"' }] });
  expect(await errors("B")).toMatchObject({ data: { shop: { name: "Foreign" } } });
});

const one = `inventoryItem(id: "${gid(0)}")`;
test.each<[scopes: string[], query: string, data: unknown, denied: unknown[]]>([
  [
    [],
    `{ shop { name } ${one} { id } }`,
    { shop: { name: "Foreign" }, inventoryItem: null },
    ["inventoryItem"],
  ],
  [[], items(""), null, ["inventoryItems"]],
  [[], `{ nodes(ids: ["${gid(0)}"]) { id } }`, { nodes: [null] }, ["nodes", 0]],
  [
    ["read_products"],
    `{ ${one} { sku locationsCount { count } } }`,
    { inventoryItem: { sku: "SKU-0", locationsCount: null } },
    ["inventoryItem", "locationsCount"],
  ],
  [
    ["read_products"],
    `{ ${one} { duplicateSkuCount } }`,
    { inventoryItem: null },
    ["inventoryItem", "duplicateSkuCount"],
  ],
  [
    ["write_inventory"],
    `{ ${one} { variant { id } } }`,
    { inventoryItem: null },
    ["inventoryItem", "variant"],
  ],
  [["read_inventory"], updates(1, ""), { a0: null }, ["a0"]],
  [
    ["write_inventory", "read_products"],
    bulk(""),
    { productVariantsBulkUpdate: null },
    ["productVariantsBulkUpdate"],
  ],
])("the scopes %j do not allow %s", async (scopes, query, data, path) => {
  const shop = await openForeignShop(1, undefined, undefined, { scopes });
  const answer = await ask(shop, query);
  expect(answer.data).toEqual(data);
  expect(answer.errors).toMatchObject([
    {
      path,
      message: expect.stringMatching(
        /^Access denied for \w+ field\. Required access: `\w+` access scope/,
      ),
      extensions: { code: "ACCESS_DENIED", requiredAccess: expect.any(String) },
    },
  ]);
});

test("a wrong token, address, version or body is answered by HTTP", async () => {
  const shop = await openForeignShop(0);
  const body = JSON.stringify({ query: "{ shop { name } }" });
  const denied = await postGraphql({ origin: shop.origin, token: "x" }, body);
  expect([denied.status, await denied.json()]).toEqual([
    401,
    { errors: "[API] Invalid API key or access token (unrecognized login or wrong password)" },
  ]);
  const versions = ["2026-10", "unstable", "2019-04"].map(async (version) => {
    const { headers } = await postGraphql(shop, body, version);
    return headers.get("x-shopify-api-version");
  });
  expect(await Promise.all(versions)).toEqual(["2026-10", "unstable", "2025-10"]);
  expect((await postGraphql(shop, body, "2030-01")).status).toBe(404);
  expect((await postGraphql(shop, body, "2026-02")).status).toBe(404);
  const empty = await postGraphql(shop, "{}");
  expect([empty.status, await empty.json()]).toEqual([
    400,
    { errors: { query: "Required parameter missing or invalid" } },
  ]);
});

test("a test sees the request and answers instead, cuts the line, or changes the answer", async () => {
  const seen: unknown[] = [];
  const internal = { data: null, errors: [{ message: "Internal error." }] };
  const wishes = [
    "reset",
    "reset-after",
    "half-body",
    { status: 502, body: "<p>" },
    ({ status }: { status: number }) => ({ status, body: internal }),
    undefined,
  ] as const;
  const shop = await openForeignShop(1, ({ method, url, body }) => {
    seen.push([method, url, body]);
    return wishes[seen.length - 1];
  });
  const costs: unknown[] = [];
  for (const cost of ["1", "2", "3", "4", "5", "6"]) {
    const variables = { id: gid(0), input: { cost } };
    const body = JSON.stringify({ query: documents.update, variables });
    const sent = postGraphql(shop, body).then(async (got) => (await got.text()) && got.status);
    costs.push([await sent.catch(() => "cut"), shop.items.get(idAt(0))?.cost]);
    expect(seen.at(-1)).toEqual([
      "POST",
      "/admin/api/2026-01/graphql.json",
      { query: documents.update, variables },
    ]);
  }
  expect(costs).toEqual([
    ["cut", "25.00"],
    ["cut", "2.00"],
    ["cut", "3.00"],
    [502, "3.00"],
    [200, "5.00"],
    [200, "6.00"],
  ]);
});

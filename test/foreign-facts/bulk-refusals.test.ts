// What the foreign shop's bulk operations refuse, in the recorded words and order; how they are found, canceled and
// what they cost.
import { expect, test } from "vitest";
import { askGraphql } from "../graphql/ask-graphql.ts";
import {
  type Answer,
  ask,
  bulkDocuments,
  carried,
  formOf,
  keyOf,
  poll,
  runMutation,
  runQuery,
  type Shown,
  stage,
  startMutation,
  startQuery,
  upload,
} from "../foreign/bulk/asking.ts";
import type { BulkOptions } from "../foreign/bulk/life.ts";
import { gid } from "../foreign/gids.ts";
import type { ForeignShop } from "../support/foreign-shop.ts";
import { openForeignShop } from "../support/shops.ts";

const open = (bulk: BulkOptions = {}) => openForeignShop(2, undefined, undefined, { bulk });
const line = `${JSON.stringify({ id: gid(0), input: { cost: "1.00" } })}\n`;
const edges = (fields: string) => `edges { node { ${fields} } }`;
const items = (fields: string) => `inventoryItems { ${edges(fields)} }`;
const code = "countryHarmonizedSystemCodes";
const levels = (fields: string) => `inventoryLevels { ${edges(fields)} }`;
const variants = (fields: string) => `variants { ${edges(fields)} }`;
const five = `a: ${code} { ${edges("countryCode")} } ${levels("id")} b: ${levels("id")} c: ${levels("id")}`;
const deep = variants(`id product { ${variants(`id inventoryItem { ${levels("id")} }`)} }`);
const byNodes = (name: string) =>
  `All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: '${name} { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: '${name}'.`;

test.each<[query: string, messages: (string | RegExp)[]]>([
  ["", ["Invalid bulk query: syntax error, unexpected end of file"]],
  ["{ shop ", [/^Invalid bulk query: syntax error, .*/]],
  ["{ shop { colour } }", ["Invalid bulk query: Field 'colour' doesn't exist on type 'Shop'"]],
  [carried.update, ["Invalid operation type. Only `query` operations are supported."]],
  ["{ shop { id } }", ["Bulk queries must contain at least one connection."]],
  [`{ inventoryItems { nodes { id } } }`, [byNodes("inventoryItems")]],
  [`{ ${items(`id ${code} { nodes { countryCode } }`)} }`, [byNodes(code)]],
  [
    `{ node(id: "${gid(0)}") { id } }`,
    [
      "Bulk queries cannot contain a top level `node` field.",
      "Bulk queries must contain at least one connection.",
    ],
  ],
  [`{ ${items(`id ${five} d: ${levels("id")}`)} }`, [/^Bulk queries cannot contain more than 5/]],
  [`{ ${items(`id ${deep}`)} }`, [/^Bulk queries .* with a nesting depth greater than 2\.$/]],
  [
    `{ ${items(`own: id ${levels("id")}`)} }`,
    [/ Connection fields without 'id': inventoryItems\.$/],
  ],
  [`{ ${items("id")} shop { id } }`, [/more than one top level field/]],
  [
    `{ ${items("id")} #${"x".repeat(65_535)}\n }`,
    [/^Query is too large \(\d+ bytes; maximum is 6/],
  ],
])("the bulk query %j is refused", async (query, messages) => {
  const shop = await open();
  const { bulkOperation, userErrors } = await startQuery(shop, query);
  expect(bulkOperation).toBeNull();
  expect(userErrors).toEqual(
    messages.map((message) => ({
      field: ["query"],
      message: typeof message === "string" ? message : expect.stringMatching(message),
      code: "INVALID",
    })),
  );
  expect(shop.bulk.operations).toEqual([]);
});

test.each([
  `{ ${items(`id ${five}`)} }`,
  `{ ${items("id ...F")} } fragment F on InventoryItem { ${levels("id")} }`,
])("the bulk query %j is taken", async (query) => {
  expect(await startQuery(await open(), query)).toMatchObject({ userErrors: [] });
});

test("a shop may refuse a connection of what is no node, and names it", async () => {
  const shop = await open({ refusesNonNodes: true });
  const { userErrors } = await startQuery(shop, carried.items);
  expect(userErrors).toMatchObject([{ code: "INVALID", message: expect.stringContaining(code) }]);
  expect(await startQuery(shop, `{ ${items(`id ${levels("id")}`)} }`)).toMatchObject({
    userErrors: [],
  });
});

const update = `inventoryItemUpdate(id: "${gid(0)}", input: {}) { userErrors { message } }`;
const echo = (fields: string) =>
  `mutation { inventoryItemUpdate(id: "${gid(0)}", input: {}) { inventoryItem { ${fields} } } }`;
test.each<[mutation: string, field: string[] | null, code: string | null, message: RegExp]>([
  ["mutation { not", null, "INVALID_MUTATION", /^Failed to parse the mutation - syntax error, /],
  ["{ shop { id } }", null, "INVALID_MUTATION", /^Invalid operation type\. Only `mutation` oper/],
  [`mutation { ${update} b: ${update} }`, ["mutation"], null, /^You must specify a single top l/],
  [bulkDocuments.runQuery, ["mutation"], null, /^You must use an allowed mutation name\.$/],
  [
    echo(`${levels("id")} ${code}(first: 1) { nodes { countryCode } }`),
    ["mutation"],
    null,
    /^Bulk mutations cannot contain more than 1 connection\.$/,
  ],
  [echo(`id #${"x".repeat(65_535)}\n`), ["query"], "INVALID_MUTATION", /^is too large \(\d+ bytes/],
  [echo("id"), null, "NO_SUCH_FILE", /^The JSONL file could not be found\. Try uploading the file/],
])(
  "the bulk mutation %j is refused before its file is looked for",
  async (text, field, code, why) => {
    const shop = await open();
    shop.bulk.occupy("MUTATION");
    const { bulkOperation, userErrors } = await startMutation(shop, "tmp/no/file", text);
    expect(bulkOperation).toBeNull();
    expect(userErrors).toEqual([{ field, code, message: expect.stringMatching(why) }]);
  },
);

test.each<[identifier: string, message: string | undefined]>([
  ["123456789", "is too short (minimum is 10 characters)"],
  ["x".repeat(256), "is too long (maximum is 255 characters)"],
  ["1234567890", undefined],
])("the client's identifier %j is answered by %j", async (identifier, message) => {
  const shop = await open();
  const answer = await startMutation(shop, await upload(shop, line), undefined, identifier);
  expect(answer.userErrors).toEqual(
    message ? [{ field: ["clientIdentifier"], message, code: "INVALID_MUTATION" }] : [],
  );
});

test("five at once of each type; the sixth is refused by all their ids until one is over", async () => {
  const shop = await open({ running: 2 });
  const path = await upload(shop, line);
  for (let at = 0; at < 5; at += 1) await startMutation(shop, path);
  const ids = shop.bulk.operations.map(({ id }) => id);
  const sixth = await startMutation(shop, path);
  expect(sixth).toEqual({
    bulkOperation: null,
    userErrors: [
      {
        field: null,
        code: "OPERATION_IN_PROGRESS",
        message: `A bulk mutation operation for this app and shop is already in progress: ${ids.join(", ")}.`,
      },
    ],
  });
  await runQuery(shop, carried.items);
  shop.bulk.advance(10);
  expect(await startMutation(shop, path)).toMatchObject({ userErrors: [] });
  shop.bulk.occupy("QUERY", { running: 1 });
  const refused = await startQuery(shop, carried.items);
  expect(refused.userErrors).toMatchObject([{ code: "OPERATION_IN_PROGRESS" }]);
});

const cancel = (shop: ForeignShop, id: string) => ask<Answer>(shop, bulkDocuments.cancel, { id });
test("a canceled operation does a little more, and is over later", async () => {
  const shop = await open({ running: 4 });
  const lines = [0, 1].map((at) => line.replace(gid(0), gid(at))).join("");
  const { id } = await runMutation(shop, lines.repeat(4));
  shop.bulk.advance(3);
  const [operation] = shop.bulk.operations;
  const { length } = operation?.done ?? [];
  expect(await cancel(shop, id)).toMatchObject({
    bulkOperation: { id, status: "CANCELING", url: null, completedAt: null },
    userErrors: [],
  });
  expect((await poll(shop, { id })).status).toBe("CANCELING");
  const over = await poll(shop, { id });
  expect(over).toMatchObject({
    status: "CANCELED",
    completedAt: null,
    partialDataUrl: null,
    objectCount: String(length + 1),
  });
  expect(await (await fetch(over.url ?? "")).text()).toContain("__lineNumber");
  expect(operation?.done).toHaveLength(length + 1);
  expect(await cancel(shop, id)).toMatchObject({
    bulkOperation: { status: "CANCELED" },
    userErrors: [
      { field: null, message: "A bulk operation cannot be canceled when it is canceled" },
    ],
  });
});

test.each([
  [1, 1],
  [0, 0],
  [9, 2],
])(
  "canceled before it ran, with %j lines to do while canceling: %i are done",
  async (linesWhileCanceling, count) => {
    const shop = await open({ created: 9, linesWhileCanceling });
    const { id } = await runMutation(shop, line.repeat(2));
    await cancel(shop, id);
    shop.bulk.advance(9);
    expect(await poll(shop, { id })).toMatchObject({
      status: "CANCELED",
      objectCount: String(count),
      fileSize: null,
    });
  },
);

test("what is over cannot be canceled, and what is unknown does not exist", async () => {
  const shop = await open({ created: 0, running: 0 });
  const { id } = await runMutation(shop, line);
  expect((await poll(shop, { id })).status).toBe("COMPLETED");
  expect(await cancel(shop, id)).toMatchObject({
    bulkOperation: { status: "COMPLETED" },
    userErrors: [
      { field: null, message: "A bulk operation cannot be canceled when it is completed" },
    ],
  });
  const unknown = "gid://shopify/BulkOperation/1";
  expect(await cancel(shop, unknown)).toEqual({
    bulkOperation: null,
    userErrors: [{ field: ["id"], message: "Bulk operation does not exist" }],
  });
  expect(await poll(shop, { id: unknown })).toBeNull();
});

test("operations are searched, sorted and paged, and are nodes", async () => {
  const shop = await open({ lifeOf: (_, number) => (number > 0 ? { running: Infinity } : {}) });
  const first = await runQuery(shop, carried.items);
  shop.bulk.advance(9);
  const second = await runMutation(shop, line);
  const third = await runMutation(shop, line);
  const list = async (variables: Record<string, unknown>) =>
    (await ask<{ nodes: Shown[] }>(shop, bulkDocuments.list, variables)).nodes.map(({ id }) => id);
  expect(await list({})).toEqual([first.id, second.id, third.id]);
  expect(await list({ reverse: true, first: 1 })).toEqual([third.id]);
  expect(await list({ sortKey: "COMPLETED_AT" })).toEqual([second.id, third.id, first.id]);
  const page = await ask<{ pageInfo: { endCursor: string } }>(shop, bulkDocuments.list, {
    first: 2,
  });
  expect(await list({ after: page.pageInfo.endCursor })).toEqual([third.id]);
  expect(await list({ query: "operation_type:mutation" })).toEqual([second.id, third.id]);
  expect(await list({ query: "status:completed" })).toEqual([first.id]);
  expect(await list({ query: `id:${third.id.replace(/\D/g, "")}` })).toEqual([third.id]);
  expect(await list({ query: "created_at:>'2020-01-01'" })).toHaveLength(3);
  expect(await list({ query: "completed_at:>'2020-01-01'" })).toEqual([first.id]);
  const wrong = await askGraphql(shop, bulkDocuments.list, { query: "type:MUTATION" });
  expect(wrong.extensions?.search).toMatchObject([{ warnings: [{ field: "type" }] }]);
  const expired = await askGraphql(shop, bulkDocuments.list, { query: "status:EXPIRED" });
  expect(expired).toMatchObject({
    data: { bulkOperations: { nodes: [] } },
    extensions: { search: [{ warnings: [{ code: "invalid_value" }] }] },
  });
  const noTime = await askGraphql(shop, bulkDocuments.list, { query: "created_at:'soon'" });
  expect(noTime.errors).toMatchObject([{ extensions: { code: "BAD_REQUEST" } }]);
  const product = { id: "gid://shopify/Product/1" };
  const alien = await askGraphql(shop, bulkDocuments.poll, product);
  expect(alien.errors).toMatchObject([{ message: `Invalid id: ${product.id}` }]);
  const text =
    "query($id: ID!) { node(id: $id) { id ... on BulkOperation { query type } } nodes(ids: [$id]) { id } }";
  const { data } = await askGraphql(shop, text, { id: first.id });
  const { id } = first;
  expect(data).toEqual({ node: { id, query: carried.items, type: "QUERY" }, nodes: [{ id }] });
  const latest = await ask<Shown>(shop, "{ currentBulkOperation(type: MUTATION) { id } }");
  expect(latest).toEqual({ id: third.id });
});

test("a file that changes while it is worked through fails the operation", async () => {
  const shop = await open({ running: 2 });
  const target = await stage(shop);
  const post = (text: string) => fetch(target.url, { method: "POST", body: formOf(target, text) });
  await post(line.repeat(3));
  const { bulkOperation } = await startMutation(shop, keyOf(target));
  shop.bulk.advance(2);
  await post(line);
  expect(await poll(shop, bulkOperation as Shown)).toMatchObject({
    status: "FAILED",
    errorCode: "INTERNAL_SERVER_ERROR",
  });
});

test.each<[name: keyof typeof bulkDocuments, cost: number]>([
  ["stage", 11],
  ["runMutation", 10],
  ["runQuery", 10],
  ["poll", 1],
  ["cancel", 10],
])("%s costs %i points, and the lines none", async (name, cost) => {
  const shop = await open();
  const input = [{ resource: "BULK_MUTATION_VARIABLES", filename: "a", mimeType: "text/jsonl" }];
  const path = await upload(shop, line);
  const { id } = await runQuery(shop, carried.items);
  const all = { input, mutation: carried.update, path, query: carried.items, id };
  const { extensions } = await askGraphql(shop, bulkDocuments[name], all);
  expect(extensions?.cost).toMatchObject({ requestedQueryCost: cost, actualQueryCost: cost });
});

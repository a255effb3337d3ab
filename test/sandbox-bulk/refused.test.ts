// Bulk operations that the sandbox does not start, and the order in which it finds the reasons.
import { buildSchema } from "graphql";
import { expect, test } from "vitest";
import { sdl } from "../../src/sandbox/graphql/sdl.ts";
import { officialSchema } from "../graphql/official-schema.ts";
import {
  changesOf,
  openBulk,
  runMutation,
  runQuery,
  stage,
  keyOf,
  startChanges,
  updateText,
  upload,
} from "./caller.ts";
import { graphql } from "../sandbox-graphql/caller.ts";
import { schemaDifferences } from "../graphql/schema-differences.ts";

const noFile =
  "The JSONL file could not be found. Try uploading the file again, and check that you've entered the URL correctly for the stagedUploadPath mutation argument.";
const tooLongText = (text: string): string => `${text}#${"a".repeat(65_535 - text.length)}`;
const item = "inventoryItem { id }";

test.each<[string, string, string[] | null, string, string | null]>([
  [
    "a text that ends early",
    "mutation { not parseable",
    null,
    "Failed to parse the mutation - syntax error, unexpected end of file at [1, 16]",
    "INVALID_MUTATION",
  ],
  [
    "a query",
    "query { shop { id } }",
    null,
    "Invalid operation type. Only `mutation` operations are supported.",
    "INVALID_MUTATION",
  ],
  [
    "two mutations",
    `mutation($id: ID!, $input: InventoryItemInput!) { a: inventoryItemUpdate(id: $id, input: $input) { ${item} } b: inventoryItemUpdate(id: $id, input: $input) { ${item} } }`,
    ["mutation"],
    "You must specify a single top level mutation.",
    null,
  ],
  [
    "a bulk operation in a bulk operation",
    "mutation($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { id } } }",
    ["mutation"],
    "You must use an allowed mutation name.",
    null,
  ],
  [
    "an unknown mutation",
    "mutation { somethingElse { id } }",
    ["mutation"],
    "You must use an allowed mutation name.",
    null,
  ],
  [
    "two connections",
    "mutation($id: ID!, $input: InventoryItemInput!) { inventoryItemUpdate(id: $id, input: $input) { inventoryItem { countryHarmonizedSystemCodes(first: 1) { edges { node { countryCode } } } variants(first: 1) { edges { node { id } } } } } }",
    ["mutation"],
    "Bulk mutations cannot contain more than 1 connection.",
    null,
  ],
  [
    "an unknown field",
    "mutation($id: ID!, $input: InventoryItemInput!) { inventoryItemUpdate(id: $id, input: $input) { inventoryItem { colour } } }",
    ["mutation"],
    "Field 'colour' doesn't exist on type 'InventoryItem'",
    "INVALID_MUTATION",
  ],
  ["a file that was never uploaded", updateText, null, noFile, "NO_SUCH_FILE"],
])("a mutation is refused: %s", async (_name, text, field, message, code) => {
  const { sandbox } = await openBulk();
  const { bulkOperation, userErrors } = await runMutation(sandbox, "tmp/1/bulk/x/valid", text);
  expect(bulkOperation).toBeNull();
  expect(userErrors).toEqual([{ field, message, code }]);
});

test.each<[string, string, string | undefined, string[], string]>([
  [
    "a text that is too large",
    tooLongText(updateText),
    undefined,
    ["query"],
    "is too large (65536 bytes; maximum is 65535 bytes)",
  ],
  [
    "a short identifier",
    updateText,
    "123456789",
    ["clientIdentifier"],
    "is too short (minimum is 10 characters)",
  ],
  [
    "a long identifier",
    updateText,
    "x".repeat(256),
    ["clientIdentifier"],
    "is too long (maximum is 255 characters)",
  ],
])("a mutation with a file is refused: %s", async (_name, text, identifier, field, message) => {
  const { sandbox, ids } = await openBulk();
  const path = await upload(sandbox, changesOf(ids.slice(0, 1)));
  const { userErrors } = await runMutation(sandbox, path, text, identifier);
  expect(userErrors).toEqual([{ field, message, code: "INVALID_MUTATION" }]);
});

test("an empty file is refused, also one that is never started", async () => {
  const { sandbox } = await openBulk();
  const target = await stage(sandbox, "PUT");
  const path = decodeURIComponent(new URL(target.url).pathname.slice(1));
  expect((await fetch(target.url, { method: "PUT", body: "" })).status).toBe(200);
  expect((await runMutation(sandbox, path)).userErrors).toEqual([
    { field: null, message: "The input file is empty.", code: "INVALID_STAGED_UPLOAD_FILE" },
  ]);
});

const nodesOf = (name: string): string =>
  `All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: '${name} { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: '${name}'.`;
const code = (alias: string): string =>
  `${alias}: countryHarmonizedSystemCodes { edges { node { countryCode } } }`;
const items = (inside: string): string => `{ inventoryItems { edges { node { ${inside} } } } }`;

test.each<[string, string, string[]]>([
  ["nothing", "", ["Invalid bulk query: syntax error, unexpected end of file"]],
  [
    "a mutation",
    "mutation { inventoryItemUpdate { inventoryItem { id } } }",
    ["Invalid operation type. Only `query` operations are supported."],
  ],
  ["no connection", "{ shop { id } }", ["Bulk queries must contain at least one connection."]],
  [
    "a node at the top",
    '{ node(id: "gid://shopify/InventoryItem/1") { id } }',
    [
      "Bulk queries cannot contain a top level `node` field.",
      "Bulk queries must contain at least one connection.",
    ],
  ],
  ["nodes", "{ inventoryItems { nodes { id } } }", [nodesOf("inventoryItems")]],
  [
    "nodes further down",
    items("id countryHarmonizedSystemCodes { nodes { countryCode } }"),
    [nodesOf("countryHarmonizedSystemCodes")],
  ],
  [
    "a parent without an id",
    items(`sku ${code("a")}`),
    [
      "The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': inventoryItems.",
    ],
  ],
  [
    "six connections",
    items(`id ${["a", "b", "c", "d", "e"].map(code).join(" ")}`),
    ["Bulk queries cannot contain more than 5 connections."],
  ],
  [
    "three levels below the first",
    items(
      "id variants { edges { node { id product { variants { edges { node { id product { variants { edges { node { id } } } } } } } } } } }",
    ),
    ["Bulk queries cannot contain connections with a nesting depth greater than 2."],
  ],
  [
    "an unknown field",
    items("id colour"),
    ["Invalid bulk query: Field 'colour' doesn't exist on type 'InventoryItem'"],
  ],
  [
    "a variable",
    "query($q: String!) { inventoryItems(query: $q) { edges { node { id } } } }",
    ["Invalid bulk query: Variable $q of type String! was provided invalid value"],
  ],
  [
    "a text that is too large",
    tooLongText(items("id")),
    ["Query is too large (65536 bytes; maximum is 65535 bytes)"],
  ],
])("a query is refused: %s", async (_name, query, messages) => {
  const { sandbox } = await openBulk();
  const { bulkOperation, userErrors } = await runQuery(sandbox, query);
  expect(bulkOperation).toBeNull();
  const wanted = messages.map((message) => ({ field: ["query"], message, code: "INVALID" }));
  expect(userErrors).toEqual(wanted);
});

test("five of a type run at once; a sixth is refused with their ids, unless its file is missing", async () => {
  const { sandbox, ids, move } = await openBulk({ bulk: { linesPerSecond: 1 } });
  const started = await Promise.all(
    ids.slice(0, 5).map((id) => startChanges(sandbox, [id, ids[9] ?? ""])),
  );
  const path = await upload(sandbox, changesOf(ids.slice(5, 6)));
  const sixth = await runMutation(sandbox, path);
  expect(sixth.userErrors).toMatchObject([{ field: null, code: "OPERATION_IN_PROGRESS" }]);
  const message = sixth.userErrors[0]?.message ?? "";
  const named = /already in progress: (.*)\.$/.exec(message)?.[1]?.split(", ");
  expect(named?.toSorted()).toEqual(started.toSorted());
  expect((await runMutation(sandbox, `${path}x`)).userErrors).toMatchObject([
    { code: "NO_SUCH_FILE" },
  ]);
  const query = items("id");
  for (let n = 0; n < 5; n += 1) expect((await runQuery(sandbox, query)).userErrors).toEqual([]);
  expect((await runQuery(sandbox, query)).userErrors).toMatchObject([
    { message: expect.stringContaining("A bulk query operation") as string },
  ]);
  move(3000);
  expect((await runMutation(sandbox, path)).userErrors).toEqual([]);
});

test("points: 11 for a staged upload, 10 for a start, 1 for a look, 10 for a cancel", async () => {
  const { sandbox, ids } = await openBulk({ bulk: { linesPerSecond: 1 } });
  const id = await startChanges(sandbox, ids.slice(0, 3));
  await graphql(sandbox, "query($id: ID!) { bulkOperation(id: $id) { status } }", { id });
  await graphql(
    sandbox,
    "query($id: ID!) { node(id: $id) { ... on BulkOperation { status url } } }",
    { id },
  );
  await graphql(
    sandbox,
    "mutation($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { field } } }",
    { id },
  );
  const costs = sandbox.requests.map(({ graphql: seen }) => seen?.cost.requestedQueryCost);
  expect(costs).toEqual([11, 10, 1, 1, 10]);
});

test.each(["2026-01", "2026-10"] as const)(
  "the types of the sandbox are those of the official schema of %s",
  async (version) => {
    const differences = schemaDifferences(buildSchema(sdl), await officialSchema(version));
    expect(differences).toEqual([]);
  },
);

test("a path is the key of an upload to the letter", async () => {
  const { sandbox, ids } = await openBulk();
  const target = await stage(sandbox);
  const other = await upload(sandbox, changesOf(ids.slice(0, 1)));
  expect(keyOf(target)).toMatch(/^tmp\/\d+\/bulk\/[0-9a-f-]{36}\/changes\.jsonl$/);
  expect((await runMutation(sandbox, keyOf(target))).userErrors).toMatchObject([
    { code: "NO_SUCH_FILE" },
  ]);
  expect((await runMutation(sandbox, other.toUpperCase())).userErrors).toMatchObject([
    { code: "NO_SUCH_FILE" },
  ]);
});

// How the sandbox lists its bulk operations.
import { expect, test } from "vitest";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { openBulk, runQuery, startChanges } from "./caller.ts";
import { graphql, rootOf, type GraphqlBody } from "../sandbox-graphql/caller.ts";

const idsIn = (body: GraphqlBody, root = "bulkOperations"): string[] =>
  (rootOf(body, root) as { nodes: { id: string }[] }).nodes.map(({ id }) => id);

const list = (sandbox: Sandbox, args: string): Promise<GraphqlBody> =>
  graphql(
    sandbox,
    `{ bulkOperations(${args}) { nodes { id } pageInfo { hasNextPage endCursor } } }`,
  );

/** Four operations: `a`, a mutation, and `b`, a query, are completed, and `c` and `d` run; `b` was completed first. */
async function four(): Promise<{ sandbox: Sandbox; a: string; b: string; c: string; d: string }> {
  const { sandbox, ids, move } = await openBulk({ bulk: { linesPerSecond: 1 } });
  const a = await startChanges(sandbox, ids.slice(0, 5));
  move(1000);
  const query = `{ inventoryItems(query: "id:${ids[0]}") { edges { node { id } } } }`;
  const b = (await runQuery(sandbox, query)).bulkOperation?.id ?? "";
  move(2000);
  await list(sandbox, "first: 1");
  move(3000);
  const c = await startChanges(sandbox, ids.slice(5));
  move(1000);
  const d =
    (await runQuery(sandbox, "{ inventoryItems { edges { node { id } } } }")).bulkOperation?.id ??
    "";
  return { sandbox, a, b, c, d };
}

test("the newest come first, or last, or by their completion; pages follow each other", async () => {
  const { sandbox, a, b, c, d } = await four();
  expect(idsIn(await list(sandbox, "first: 9"))).toEqual([d, c, b, a]);
  expect(idsIn(await list(sandbox, "first: 9, reverse: true"))).toEqual([a, b, c, d]);
  expect(idsIn(await list(sandbox, "first: 2, sortKey: COMPLETED_AT"))).toEqual([a, b]);
  const page = rootOf(await list(sandbox, "first: 3"), "bulkOperations") as {
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
  expect(page.pageInfo.hasNextPage).toBe(true);
  expect(idsIn(await list(sandbox, `first: 3, after: "${page.pageInfo.endCursor}"`))).toEqual([a]);
});

test.each<[string, (keyof Awaited<ReturnType<typeof four>>)[]]>([
  ["status:running", ["d", "c"]],
  ["status:CREATED", []],
  ["status:completed operation_type:mutation", ["a"]],
  ["operation_type:query", ["d", "b"]],
  ["status:completed OR operation_type:query", ["d", "b", "a"]],
  ["NOT status:completed", ["d", "c"]],
  ["created_at:<2000-01-01", []],
  ["created_at:>=2000-01-01 AND status:running", ["d", "c"]],
])("the search %s", async (query, wanted) => {
  const { sandbox, ...named } = await four();
  const body = await list(sandbox, `first: 9, query: "${query}"`);
  expect(idsIn(body)).toEqual(wanted.map((name) => (named as Record<string, unknown>)[name]));
  expect(body.extensions?.search).toBeUndefined();
});

test.each([
  ["status:EXPIRED", "status", "Input `EXPIRED` is not an accepted value.", 0],
  ["operation_type:EXPORT", "operation_type", "Input `EXPORT` is not an accepted value.", 0],
  ["type:MUTATION", "type", "Invalid search field for this query.", 4],
])("the search %s has a warning", async (query, field, message, count) => {
  const { sandbox } = await four();
  const body = await list(sandbox, `first: 9, query: "${query}"`);
  expect(body.extensions?.search).toMatchObject([
    { path: ["bulkOperations"], query, warnings: [{ field, message }] },
  ]);
  expect(idsIn(body)).toHaveLength(count);
});

test.each([
  ["reverse: true", "you must provide one of first or last", "BAD_REQUEST"],
  ["first: 1, last: 1", "providing both first and last is not supported", "BAD_REQUEST"],
  [
    'first: 1, query: "created_at:not-a-date"',
    "Invalid timestamp for query filter `created_at`.",
    "BAD_REQUEST",
  ],
])("a list is refused: %s", async (args, message, code) => {
  const { sandbox } = await openBulk();
  const { data, errors } = await list(sandbox, args);
  expect([data, errors]).toMatchObject([null, [{ message, extensions: { code } }]]);
});

test("an operation is found by its id, as a node, and as the latest of its type", async () => {
  const { sandbox, c, d } = await four();
  const body = await graphql(
    sandbox,
    `
      query ($id: ID!) {
        node(id: $id) {
          __typename
          ... on BulkOperation {
            id
            status
          }
        }
        bulkOperation(id: "gid://shopify/BulkOperation/0") {
          id
        }
        mutation: currentBulkOperation(type: MUTATION) {
          id
        }
        query: currentBulkOperation {
          id
        }
      }
    `,
    { id: c },
  );
  expect(body.data).toEqual({
    node: { __typename: "BulkOperation", id: c, status: "RUNNING" },
    bulkOperation: null,
    mutation: { id: c },
    query: { id: d },
  });
  const other = await graphql(sandbox, '{ bulkOperation(id: "gid://shopify/Product/1") { id } }');
  expect(other.errors).toMatchObject([
    { message: "Invalid id: gid://shopify/Product/1", extensions: { code: "RESOURCE_NOT_FOUND" } },
  ]);
});

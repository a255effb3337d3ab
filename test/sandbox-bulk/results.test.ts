// What the results of the sandbox's bulk operations have, and how they are downloaded.
import { expect, test } from "vitest";
import type { Fault } from "../../src/sandbox/faults/faults.ts";
import {
  download,
  look,
  numberKey,
  openBulk,
  parentKey,
  runMutation,
  runQuery,
  startChanges,
  upload,
} from "./caller.ts";
import { itemGid } from "../sandbox-graphql/caller.ts";

test("each line has its own outcome", async () => {
  const { sandbox, ids, move } = await openBulk({ bulk: { shuffled: false } });
  const [a = ""] = ids;
  const line = (id: string, input: unknown): string => JSON.stringify({ id, input });
  const text = [
    line(itemGid(a), { cost: "1.11" }),
    line(itemGid("1"), { cost: "1.11" }),
    line(itemGid(a), { cost: "-5.00" }),
    line(itemGid(a), { countryCodeOfOrigin: "UK" }),
    "not json",
    "",
    line(itemGid(a), {
      countryHarmonizedSystemCodes: [{ countryCode: "CA", harmonizedSystemCode: "0902101234" }],
    }),
  ].join("\n");
  const { bulkOperation } = await runMutation(sandbox, await upload(sandbox, text));
  move(1000);
  const { url, objectCount } = await look(sandbox, bulkOperation?.id);
  const lines = await download(url);
  const error = (code: string) => ({ extensions: { code } });
  const payload = (inventoryItem: unknown, ...userErrors: unknown[]) => ({
    data: { inventoryItemUpdate: { inventoryItem, userErrors } },
  });
  expect(lines).toMatchObject([
    payload({ unitCost: { amount: "1.11" } }),
    payload(null, { field: ["id"] }),
    payload(null, { field: ["input", "cost"], message: "Cost must be greater than or equal to 0" }),
    { errors: [error("INVALID_VARIABLE")] },
    { errors: [error("INVALID_JSON")] },
    { errors: [error("INVALID_JSON")] },
    payload({ countryHarmonizedSystemCodes: { edges: [{ node: { countryCode: "CA" } }] } }),
  ]);
  expect(lines.map((each) => each[numberKey])).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(objectCount).toBe("7");
});

test("a token without the scope: each line of a mutation is denied, and a query fails", async () => {
  const { sandbox, ids, move } = await openBulk({ scopes: ["read_inventory"] });
  const id = await startChanges(sandbox, ids.slice(0, 2));
  const query = "{ inventoryItems { edges { node { id variant { id } } } } }";
  const started = await runQuery(sandbox, query);
  move(1000);
  const { url } = await look(sandbox, id);
  const denied = {
    data: { inventoryItemUpdate: null },
    errors: [{ extensions: { code: "ACCESS_DENIED" } }],
  };
  expect(await download(url)).toMatchObject([denied, denied]);
  expect(await look(sandbox, started.bulkOperation?.id)).toMatchObject({
    status: "FAILED",
    errorCode: "ACCESS_DENIED",
  });
});

test("a query that finds nothing completes without a URL", async () => {
  const { sandbox, move } = await openBulk();
  const started = await runQuery(
    sandbox,
    '{ inventoryItems(query: "sku:NOBODY-HAS-THIS") { edges { node { id } } } }',
  );
  move(1000);
  expect(await look(sandbox, started.bulkOperation?.id)).toMatchObject({
    status: "COMPLETED",
    objectCount: "0",
    url: null,
  });
});

test("first, cursors and pageInfo of a bulk query are ignored, and its search is not", async () => {
  const { sandbox, ids, move } = await openBulk();
  const started = await runQuery(
    sandbox,
    `{ inventoryItems(first: 2, after: "x", query: "id:>=${ids[30]}") { edges { cursor node { id } } pageInfo { hasNextPage } } }`,
  );
  move(1000);
  const { url } = await look(sandbox, started.bulkOperation?.id);
  expect(await download(url)).toEqual(ids.slice(30).map((id) => ({ id: itemGid(id) })));
});

test("a connection inside an object that is not a list is found, with the node around as its parent", async () => {
  const { sandbox, ids, move } = await openBulk({ variantsPerProduct: 300, items: 300 });
  const started = await runQuery(
    sandbox,
    `{ inventoryItems(query: "id:${ids[0]}") { edges { node { id variant { product { title variants { edges { node { id } } } } } } } } }`,
  );
  move(1000);
  const { url } = await look(sandbox, started.bulkOperation?.id);
  const [item, ...variants] = await download(url);
  expect(item).toMatchObject({ id: itemGid(ids[0]), variant: { product: { title: "Green tea" } } });
  expect(variants.length).toBeGreaterThan(250);
  expect(new Set(variants.map((line) => line[parentKey]))).toEqual(new Set([itemGid(ids[0])]));
});

test("the URL of a result expires, is signed, and takes no token", async () => {
  const { sandbox, ids, move } = await openBulk({ bulk: { resultLifetime: 60_000 } });
  const id = await startChanges(sandbox, ids);
  move(1000);
  const { url } = await look(sandbox, id);
  expect(await download(url)).toHaveLength(40);
  const status = async (url: string, init?: RequestInit): Promise<number> =>
    (await fetch(url, init)).status;
  expect(await status(url ?? "", { headers: { "X-Shopify-Access-Token": sandbox.token } })).toBe(
    400,
  );
  expect(await status(String(url).replace(/Signature=[^&]+/, "Signature=x"))).toBe(400);
  move(61_000);
  expect(await status(url ?? "")).toBe(400);
});

test.each<[string, Fault["effect"], RegExp]>([
  ["a body that ends early", "half-body", /terminated|aborted|fetch failed/],
  ["a connection that ends", "reset", /fetch failed/],
  ["a page in its place", { status: 503, body: "busy" }, /503/],
])("a fault hits a download: %s", async (_name, effect, wanted) => {
  const { sandbox, ids, move } = await openBulk();
  const id = await startChanges(sandbox, ids);
  move(1000);
  const { url } = await look(sandbox, id);
  sandbox.addFault({ path: /bulk-operation-outputs/, when: "after", effect });
  const found = await fetch(url ?? "")
    .then(async (response) => (response.ok ? response.text() : String(response.status)), String)
    .catch(String);
  expect(found).toMatch(wanted);
  expect(await download(url)).toHaveLength(40);
});

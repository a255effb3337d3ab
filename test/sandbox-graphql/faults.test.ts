import { expect, test } from "vitest";
import type { Fault, FaultEffect } from "../../src/sandbox/faults/faults.ts";
import { graphql, itemGid, update, type GraphqlBody } from "./caller.ts";
import { ask, idsOf, open, V } from "../sandbox/caller.ts";

const read = "query N($ids: [ID!]!) { nodes(ids: $ids) { id } }";

test.each<[string, FaultEffect, unknown]>([
  ["a status", { status: 503, body: "<h1>Busy</h1>" }, "<h1>Busy</h1>"],
  ["a reset", "reset", "broken"],
  ["half a body", "half-body", "broken"],
  ["HTML", "html", expect.stringContaining("One moment")],
  [
    "an error",
    { graphql: { code: "INTERNAL_SERVER_ERROR", message: "Internal error." } },
    {
      data: null,
      errors: [{ message: "Internal error.", extensions: { code: "INTERNAL_SERVER_ERROR" } }],
    },
  ],
  [
    "an error beside the data",
    { graphql: { code: "INTERNAL_SERVER_ERROR", message: "Internal error.", keepData: true } },
    { data: { inventoryItemUpdate: { userErrors: [] } }, errors: [{}] },
  ],
  ["no data", "null-data", { data: null }],
])("%s comes before or after the store applied the update", async (_name, effect, outcome) => {
  for (const [when, cost] of [
    ["before", "2.10"],
    ["after", "5.55"],
  ] as const) {
    const sandbox = await open({ faults: [{ operation: /^inventoryItemUpdate$/, when, effect }] });
    const [id = ""] = idsOf(sandbox);
    expect((await graphql(sandbox, read, { ids: [itemGid(id)] })).data?.["nodes"]).toHaveLength(1);
    const text =
      "mutation U($id: ID!, $input: InventoryItemInput!) { inventoryItemUpdate(id: $id, input: $input) { userErrors { field } } }";
    const got = await graphql(sandbox, text, { id: itemGid(id), input: { cost: "5.55" } }).catch(
      () => "broken",
    );
    if (typeof outcome === "object") expect(got).toMatchObject(outcome as object);
    else expect(got).toEqual(outcome);
    expect(sandbox.item(id)?.cost).toBe(cost);
    expect((await update(sandbox, id, { cost: "6.66" })).userErrors).toEqual([]);
    expect(sandbox.unmetFaults).toEqual([]);
  }
});

test("THROTTLED as a fault has no data, and the points come back", async () => {
  const sandbox = await open({
    faults: [
      {
        operation: /nodes/,
        when: "before",
        effect: { graphql: { code: "THROTTLED", message: "Throttled" } },
      },
    ],
  });
  const answer = await graphql(sandbox, read, { ids: [] });
  expect(answer).toMatchObject({ errors: [{ extensions: { code: "THROTTLED" } }] });
  expect(answer).not.toHaveProperty("data");
  expect(sandbox.requests[0]?.graphql?.operations).toEqual(["nodes"]);
});

test("an update is accepted and not kept: the answer shows the old value", async () => {
  const sandbox = await open({
    faults: [{ operation: /Update$/, when: "after", effect: "accept-but-ignore" }],
  });
  const [id = ""] = idsOf(sandbox);
  const { inventoryItem } = await update(sandbox, id, { cost: "5.55" });
  expect(inventoryItem).toMatchObject({ unitCost: { amount: "2.1" } });
  expect(sandbox.item(id)?.cost).toBe("2.10");
});

test.each<[FaultEffect, (ids: string[]) => string[]]>([
  ["drop-item", ([, ...others]) => others],
  ["double-item", ([first = "", ...others]) => [first, first, ...others]],
  ["stray-item", (ids) => [...ids, "1"]],
  ["other-item", ([, ...others]) => ["1", ...others]],
])("%s changes nodes, pages and lists of REST", async (effect, change) => {
  const sandbox = await open({
    items: 3,
    faults: [{ path: /graphql|inventory_items/, times: 4, when: "after", effect }],
  });
  const ids = idsOf(sandbox);
  const wanted = change(ids);
  const idsIn = (rows: unknown): string[] =>
    (rows as { id?: string | number; node?: { id: string } }[]).map(({ id, node }) =>
      String(node?.id ?? id).replace("gid://shopify/InventoryItem/", ""),
    );
  const root = ({ data }: GraphqlBody, name: string, list: string): unknown =>
    (data?.[name] as Record<string, unknown> | undefined)?.[list];

  const nodes = await graphql(sandbox, read, { ids: ids.map(itemGid) });
  expect(idsIn(nodes.data?.["nodes"])).toEqual(wanted);
  const page = await graphql(sandbox, "{ inventoryItems(first: 9) { nodes { id } } }");
  expect(idsIn(root(page, "inventoryItems", "nodes"))).toEqual(wanted);
  const edges = await graphql(sandbox, "{ inventoryItems(first: 9) { edges { node { id } } } }");
  expect(idsIn(root(edges, "inventoryItems", "edges"))).toEqual(wanted);
  const { body } = await ask(sandbox, `${V}/inventory_items.json?ids=${ids.join(",")}`);
  expect(idsIn((body as { inventory_items: unknown }).inventory_items)).toEqual(wanted);
});

test.each<[FaultEffect, unknown]>([
  ["drop-item", null],
  ["other-item", { id: itemGid("1") }],
])("%s changes the item that an update shows", async (effect, shown) => {
  const sandbox = await open({ faults: [{ operation: /Update/, when: "after", effect }] });
  const { inventoryItem } = await update(sandbox, idsOf(sandbox)[0] ?? "", { cost: "1" });
  if (shown === null) expect(inventoryItem).toBeNull();
  else expect(inventoryItem).toMatchObject(shown as object);
});

test("a fault counts the requests with its root field only, in any place of the request", async () => {
  const fault: Fault = { operation: /shop/, nth: 2, when: "before", effect: { status: 500 } };
  const sandbox = await open({ faults: [fault] });
  const statusOf = async (query: string): Promise<number> => {
    await graphql(sandbox, query);
    return sandbox.requests.at(-1)?.status ?? 0;
  };
  expect(await statusOf("{ shop { name } }")).toBe(200);
  expect(await statusOf("{ publicApiVersions { handle } }")).toBe(200);
  expect((await ask(sandbox, `${V}/shop.json`)).status).toBe(200);
  expect(await statusOf("{ a: publicApiVersions { handle } b: shop { name } }")).toBe(500);
  expect(await statusOf("{ shop { name } }")).toBe(200);
});

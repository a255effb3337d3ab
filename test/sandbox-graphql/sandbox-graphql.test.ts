import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { graphql, itemGid, rootOf, update, variantGid } from "./caller.ts";
import { ask, idsOf, open, put, V } from "../sandbox/caller.ts";

test("nodes come in the order asked, with null for an id that the store does not have", async () => {
  const sandbox = await open();
  const [a, b] = idsOf(sandbox);
  const { data } = await graphql(
    sandbox,
    "query N($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on InventoryItem { sku } ... on ProductVariant { displayName } } }",
    { ids: [itemGid(b), itemGid("1"), variantGid(a), itemGid(a), "gid://shopify/Order/5"] },
  );
  expect(data?.["nodes"]).toEqual([
    { __typename: "InventoryItem", id: itemGid(b), sku: "TEA-GREEN-100" },
    null,
    { __typename: "ProductVariant", id: variantGid(a), displayName: "Green tea - 50 g" },
    { __typename: "InventoryItem", id: itemGid(a), sku: "TEA-GREEN-50" },
    null,
  ]);
});

test("the pages of inventoryItems have every item once, by id, also those that no location stocks", async () => {
  const sandbox = await open({ items: 30, extraItems: [{ id: "7" }], unstocked: ["7"] });
  const pages: string[] = [];
  let after: string | null = null;
  do {
    const body = await graphql(
      sandbox,
      "query P($after: String) { inventoryItems(first: 8, after: $after) { nodes { legacyResourceId } pageInfo { hasNextPage endCursor } } }",
      { after },
    );
    const { nodes, pageInfo } = rootOf(body, "inventoryItems") as {
      nodes: { legacyResourceId: string }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
    pages.push(...nodes.map(({ legacyResourceId }) => legacyResourceId));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  expect(pages).toEqual(idsOf(sandbox));
});

test("an update by REST is seen by GraphQL, and the other way round", async () => {
  const sandbox = await open();
  const [id = ""] = idsOf(sandbox);
  await put(sandbox, id, { cost: "4.50" });
  const read = await graphql(
    sandbox,
    `{ inventoryItem(id: "${itemGid(id)}") { unitCost { amount currencyCode } } }`,
  );
  expect(read.data).toEqual({
    inventoryItem: { unitCost: { amount: "4.5", currencyCode: "CAD" } },
  });
  const { inventoryItem, userErrors } = await update(sandbox, id, { cost: "145.89" });
  expect([inventoryItem, userErrors]).toMatchObject([{ unitCost: { amount: "145.89" } }, []]);
  const { body } = await ask(sandbox, `${V}/inventory_items/${id}.json`);
  expect(body).toMatchObject({ inventory_item: { cost: "145.89" } });
});

test("nothing but the folder of GraphQL loads its engine, and the folder is loaded when it is needed", async () => {
  const root = "src/sandbox";
  const files = (await readdir(root, { recursive: true })).filter((name) => name.endsWith(".ts"));
  const outside = files.filter((name) => !name.startsWith("graphql/"));
  const imports = await Promise.all(
    outside.map(async (name) => {
      const text = await readFile(`${root}/${name}`, "utf8");
      return [...text.matchAll(/^(?:import|export)\b(?! type)[^;]*?from "([^"]+)"/gm)].map(
        ([, from = ""]) => `${name}: ${from}`,
      );
    }),
  );
  expect(imports.flat()).toContain("sandbox.ts: ./front.ts");
  expect(imports.flat().filter((each) => /: graphql$|\/graphql\//.test(each))).toEqual([]);
});

// The whole store, found by locations or by products: how many calls it takes, and what each source cannot show.
import { expect, test } from "vitest";
import type { IdSource } from "../../src/shop/shop.ts";
import { storeLists } from "../graphql/ask-shop.ts";
import { openDesk } from "../support/command.ts";
import { foreignItems } from "../support/foreign-shop.ts";
import { openForeignShop, openSandbox } from "../support/shops.ts";

async function walked(
  shop: { origin: string; token: string },
  source: IdSource,
): Promise<{ ids: string[]; cutOff: string[] }> {
  const ids: string[] = [];
  const cutOff: string[] = [];
  for await (const id of storeLists(shop).ids(source, (some) => cutOff.push(...some))) ids.push(id);
  return { ids, cutOff };
}

test("the ids of a store come from its products, with the fields that this takes and no others", async () => {
  const sandbox = await openSandbox({ items: 2100 });
  const { ids, cutOff } = await walked(sandbox, "products");
  expect([ids.toSorted(), cutOff]).toEqual([[...sandbox.ids()].toSorted(), []]);
  const [first, ...others] = sandbox.requests.map(({ path }) => path);
  expect(first).toBe("/admin/api/2026-01/products.json?limit=250&fields=id,variants");
  expect(others).toHaveLength(2);
});

test("products that show a hundred variants are told by their ids, and a page without items is no end", async () => {
  const sandbox = await openSandbox({ items: 1000, variantsPerProduct: 120 });
  const { ids, cutOff } = await walked(sandbox, "products");
  expect([ids.length, cutOff.length]).toEqual([840, 8]);
  expect(cutOff[0]).toMatch(/^\d{13}$/);
  let page = 0;
  const empty = { products: [{ id: 1, variants: [] }] };
  const last = { products: [{ id: 2, variants: [{ inventory_item_id: 7 }] }] };
  const shop = await openForeignShop(1, ({ url }) =>
    page++ === 0
      ? { status: 200, body: empty, headers: { Link: `<${url}&page_info=x>; rel="next"` } }
      : { status: 200, body: last },
  );
  expect(await walked(shop, "products")).toEqual({ ids: ["7"], cutOff: [] });
});

test("a scope that is missing is named, of either source", async () => {
  for (const [source, scope] of [
    ["products", "read_products"],
    ["locations", "read_locations"],
  ] as const) {
    const shop = await openForeignShop(foreignItems(1), () => ({ status: 403 }));
    await expect(walked(shop, source)).rejects.toThrow(
      `give the app the scope ${scope} and install it again`,
    );
  }
});

const paths = (requests: readonly { path?: string; url?: string }[], name: string): number =>
  requests.filter(({ path, url }) => (path ?? url ?? "").includes(`/${name}.json`)).length;

test("a store of 10,000 items at two locations takes 81 calls to list and 100 to read, and is whole", async () => {
  const sandbox = await openSandbox({ items: 10_000 });
  const foreign = await openForeignShop(10_000);
  for (const [shop, ids] of [
    [sandbox, [...sandbox.ids()]],
    [foreign, [...foreign.items.keys()]],
  ] as const) {
    const desk = await openDesk(shop);
    const { code, stderr } = await desk.run(["export", "-o", "items.csv"]);
    expect(stderr).toContain(" to items.csv (181 requests, ");
    expect(code).toBe(0);
    expect((await desk.rows("items.csv")).map((row) => row["id"]).toSorted()).toEqual(
      ids.toSorted(),
    );
    const seen = shop.requests;
    expect(paths(seen, "locations")).toBe(1);
    expect(paths(seen, "inventory_levels")).toBe(Math.ceil(20_000 / 250));
    expect(paths(seen, "inventory_items")).toBe(100);
  }
});

test("a store is whole by its products, and their titles cost no second walk", async () => {
  const sandbox = await openSandbox({ items: 2_000 });
  const foreign = await openForeignShop(2_000);
  for (const [shop, pages, ids] of [
    [sandbox, 2, [...sandbox.ids()]],
    [foreign, 3, [...foreign.items.keys()]],
  ] as const) {
    const desk = await openDesk(shop);
    for (const flags of [[], ["--context"]]) {
      const before = shop.requests.length;
      const { code, stderr } = await desk.run([
        "export",
        "-o",
        "items.csv",
        "--source",
        "products",
        ...flags,
      ]);
      expect(stderr).toMatch(/^Wrote 2,000 items of \S+ to items\.csv \(/m);
      expect(code).toBe(0);
      const rows = await desk.rows("items.csv");
      expect(rows.map((row) => row["id"]).toSorted()).toEqual(ids.toSorted());
      expect(rows.filter((row) => row["product_title"] === "")).toEqual([]);
      const seen = shop.requests.slice(before);
      expect([paths(seen, "products"), seen.length]).toEqual([pages, pages + 20]);
    }
  }
});

test("by GraphQL it takes 42 requests, titles take none more, and what is stocked nowhere is there too", async () => {
  const stocked = (all: readonly string[]): string[] => all.filter((_, at) => at % 100 !== 0);
  const nowhere = (all: readonly string[]): string[] => all.filter((_, at) => at % 100 === 0);
  const unstocked = nowhere([...(await openSandbox({ items: 10_000 })).ids()]);
  const items = foreignItems(10_000);
  const sandbox = await openSandbox({ items: 10_000, unstocked });
  const foreign = await openForeignShop(items, undefined, undefined, {
    unstocked: nowhere(items.map(({ id }) => id)),
  });
  for (const [shop, all] of [
    [sandbox, [...sandbox.ids()]],
    [foreign, [...foreign.items.keys()]],
  ] as const) {
    const desk = await openDesk(shop);
    expect((await desk.run(["export", "-o", "rest.csv"])).code).toBe(0);
    const rest = await desk.rows("rest.csv");
    expect(rest.map(({ id }) => id).toSorted()).toEqual(stocked(all).toSorted());
    const before = shop.requests.length;
    const graphql = ["export", "--api", "graphql", "-o", "graphql.csv"];
    const { code, stderr } = await desk.run(graphql);
    const requests = shop.requests.length - before;
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining("10,000 items") });
    expect(requests).toBeLessThanOrEqual(42);
    const rows = await desk.rows("graphql.csv");
    expect(rows.map(({ id }) => id)).toEqual(all);
    const byId = new Map(rows.map((row) => [row["id"], row]));
    expect(rest.map(({ id }) => byId.get(id))).toEqual(rest);

    expect((await desk.run([...graphql, "--context"])).code).toBe(0);
    expect(shop.requests.length - before).toBe(2 * requests);
    const named = await desk.rows("graphql.csv");
    expect(named.filter((row) => row["product_title"] === "")).toEqual([]);
  }
});

test("an export by products says which of them may hide variants, and once", async () => {
  const desk = await openDesk(await openSandbox({ items: 1000, variantsPerProduct: 120 }));
  const titles = (loss: string): RegExp =>
    new RegExp(
      `^8 products show 100 variants, and REST hides further ones: .* and more; ${loss}$`,
      "m",
    );
  for (const [flags, loss] of [
    [["--source", "products"], "the items of those variants are left out"],
    [["--source", "products", "--context"], "the items of those variants are left out"],
    [["--context"], "their rows have no title"],
  ] as const) {
    const { code, stderr } = await desk.run(["export", "-o", "x.csv", ...flags]);
    expect(stderr).toMatch(titles(loss));
    expect(stderr.match(/hides/g)).toHaveLength(1);
    expect(code).toBe(0);
  }
});

test("a store without products ends with 1, and a missing scope with 3 and its name", async () => {
  const empty = await openDesk(await openSandbox({ items: 0 }));
  const found = await empty.run(["export", "--source", "products", "--context", "-o", "x.csv"]);
  expect([found.code, found.stderr]).toEqual([
    1,
    expect.stringContaining("The shop shows no item in any product; nothing was written"),
  ]);
  const scopes = ["read_inventory"];
  const bare = await openDesk(await openSandbox({ items: 3, scopes }));
  for (const [source, scope] of [
    ["products", "read_products"],
    ["locations", "read_locations"],
  ] as const) {
    const { code, stderr } = await bare.run(["export", "--source", source]);
    expect([code, stderr]).toEqual([
      3,
      expect.stringContaining(`give the app the scope ${scope} `),
    ]);
  }
});

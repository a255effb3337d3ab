import { describe, expect, test } from "vitest";
import { HiddenVariants } from "../../src/export/selected-items.ts";
import { IdSet } from "../../src/item/id-set.ts";
import { contextColumns } from "../../src/sheet/column.ts";
import { type NameList, readNames } from "../../src/shop/rest/names.ts";
import { storeLists } from "../graphql/ask-shop.ts";
import { foreignItems } from "../support/foreign-shop.ts";
import { openForeignShop, openSandbox } from "../support/shops.ts";

const setOf = (ids: Iterable<string>): IdSet => {
  const set = new IdSet();
  for (const id of ids) set.add(id);
  return set;
};

type Site = Parameters<typeof storeLists>[0];

async function pagesOf(shop: Site): Promise<number[]> {
  const sizes: number[] = [];
  for await (const page of storeLists(shop).names()) sizes.push(page.items.length);
  return sizes;
}

const namesOf = (shop: Site, wanted?: IdSet, onPage?: (found: number) => void): Promise<NameList> =>
  readNames(storeLists(shop).names(), wanted, onPage);

test("all products are walked, page by page, for four of their fields", async () => {
  const sandbox = await openSandbox({ items: 2100 });
  expect(await pagesOf(sandbox)).toEqual([1000, 1000, 100]);
  const [first, second] = sandbox.requests.map(({ path }) => path);
  expect(first).toBe("/admin/api/2026-01/products.json?limit=250&fields=id,title,handle,variants");
  expect(second).toMatch(/products\.json\?(?=.*limit=250)(?=.*page_info=)/);
});

test("every item of a store has its product, variant and handle", async () => {
  const sandbox = await openSandbox({
    items: 2100,
    extraItems: [{ id: 271878346596884015n }, { id: 271878346596884017n }],
  });
  const found: number[] = [];
  const context = await namesOf(sandbox, undefined, (n) => found.push(n));
  expect([context.ids.size, found]).toEqual([2102, [1000, 2000, 2102]]);
  const [tea = ""] = sandbox.ids();
  expect(context.get(tea)).toEqual({
    product_title: "Green tea",
    variant_title: "50 g",
    handle: "green-tea",
  });
  const all = [...sandbox.ids()].map((id) => context.get(id));
  expect(all.every((one) => one !== undefined && one.product_title !== "")).toBe(true);
  expect(Object.keys(context.get(tea) ?? {})).toEqual(contextColumns);
  expect(context.get("5")).toBeUndefined();
  expect(context.hidden).toEqual([]);
});

test("ids beyond 2^53 keep their digits, and the only variant of a product has no title", async () => {
  const ids = ["271878346596884015", "271878346596884017"];
  const sandbox = await openSandbox({ items: 0, extraItems: ids.map((id) => ({ id })) });
  const context = await namesOf(sandbox);
  expect(ids.map((id) => context.get(id)?.variant_title)).toEqual(["", ""]);
  expect(context.get("271878346596884016")).toBeUndefined();
  expect(ids.map((id) => context.get(id)?.handle)).toEqual(["green-tea", "stoneware-mug"]);
});

test("a store that shares no code with ours is read the same", async () => {
  const items = foreignItems(1000, 9007199254740993n);
  const shop = await openForeignShop(items);
  const context = await namesOf(shop);
  expect(context.ids.size).toBe(1000);
  expect(shop.requests).toHaveLength(2);
  expect(context.get(items[999]?.id ?? "")).toEqual({
    product_title: "Thing 333",
    variant_title: "",
    handle: "thing-333",
  });
  expect(context.get(items[4]?.id ?? "")?.variant_title).toBe("Choice 4");
});

describe("where some items are wanted", () => {
  test("the walk ends with the page that has the last of them", async () => {
    const sandbox = await openSandbox({ items: 4000 });
    const ids = [...sandbox.ids()];
    const wanted = setOf([ids[1500], ids[3], ids[1001]].map((id) => id ?? ""));
    const context = await namesOf(sandbox, wanted);
    expect([context.ids.size, sandbox.requests.length]).toEqual([3, 2]);
    for (const id of wanted) expect(context.get(id)?.product_title).toMatch(/./);
    expect(context.get(ids[4] ?? "")).toBeUndefined();
  });

  test("an id that no product has costs the whole walk and is left without a context", async () => {
    const sandbox = await openSandbox({ items: 1200 });
    const [known = ""] = sandbox.ids();
    const context = await namesOf(sandbox, setOf([known, "12345"]));
    expect([context.ids.size, sandbox.requests.length]).toEqual([1, 2]);
    expect(context.get("12345")).toBeUndefined();
  });

  test("nothing is asked where nothing is wanted", async () => {
    const sandbox = await openSandbox({ items: 3 });
    expect((await namesOf(sandbox, new IdSet())).ids.size).toBe(0);
    expect(sandbox.requests).toHaveLength(0);
  });
});

test("products that show a hundred variants are counted, and the first few named", async () => {
  const sandbox = await openSandbox({ items: 1000, variantsPerProduct: 120 });
  const context = await namesOf(sandbox);
  expect(context.ids.size).toBe(840);
  const hidden = new HiddenVariants();
  hidden.add(context.hidden);
  expect(hidden.warning("so what")).toMatch(
    /^8 products show 100 variants, and REST hides further ones: green-tea, stoneware-mug(, [\w-]+){3} and more; so what$/,
  );
});

test("a product without variants, title or item is passed over", async () => {
  const products = [
    { id: 1, title: null, handle: "a", variants: [{ title: "x" }, { inventory_item_id: 7 }] },
    { id: 2, title: "B" },
    { id: 3, title: "C", handle: "c", variants: [{ title: "Red", inventory_item_id: "8" }] },
  ];
  const shop = await openForeignShop(1, () => ({ status: 200, body: { products } }));
  const context = await namesOf(shop);
  expect(context.ids.size).toBe(2);
  expect(context.get("7")).toEqual({ product_title: "", variant_title: "", handle: "a" });
  expect(context.get("8")).toEqual({ product_title: "C", variant_title: "Red", handle: "c" });
});

test("an id that is a path is refused", async () => {
  const body = { products: [{ title: "A", variants: [{ inventory_item_id: "../products/1" }] }] };
  const shop = await openForeignShop(1, () => ({ status: 200, body }));
  await expect(namesOf(shop)).rejects.toThrow("products.0.variants.0.inventory_item_id");
});

test("a missing scope is named, with what to do, whether or not the shop names it", async () => {
  const scopes = ["read_inventory", "write_inventory"];
  const named = await openSandbox({ items: 3, scopes });
  const silent = await openForeignShop(1, () => ({ status: 403 }));
  for (const shop of [named, silent]) {
    await expect(namesOf(shop)).rejects.toMatchObject({
      kind: "stop",
      message: expect.stringMatching(
        /^GET \S+products\.json\S* answered 403: .*; give the app the scope read_products and install it again$/,
      ),
    });
  }
});

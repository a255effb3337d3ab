// The whole store, found by locations or by products: how many calls it takes, and what each source cannot show.
import { expect, test } from "vitest";
import type { IdSource } from "../src/shop/shop.ts";
import { askShop } from "./ask-shop.ts";
import { foreignItems } from "./foreign-shop.ts";
import { openForeignShop, openSandbox } from "./shops.ts";

async function walked(
  shop: { origin: string; token: string },
  source?: IdSource,
): Promise<{ ids: string[]; cutOff: string[] }> {
  const ids: string[] = [];
  const cutOff: string[] = [];
  for await (const id of askShop(shop).ids(source, (some) => cutOff.push(...some))) ids.push(id);
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

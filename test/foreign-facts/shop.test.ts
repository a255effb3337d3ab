import { afterEach, expect, test } from "vitest";
import { foreignItems, startForeignShop, type ForeignShop } from "../support/foreign-shop.ts";

let shop: ForeignShop;
afterEach(async () => shop.close());
type Send = { method?: string; body?: string; headers?: Record<string, string> };
const call = (path: string, send: Send = {}) =>
  fetch(path.startsWith("http") ? path : `${shop.origin}/admin/api/2026-01/${path}`, {
    ...send,
    headers: { "X-Shopify-Access-Token": shop.token, ...send.headers },
  });
const put = (id: string, fields: string) =>
  call(`inventory_items/${id}.json`, {
    method: "PUT",
    body: `{"inventory_item":{"id":${id},${fields}}}`,
  });
const big = 9007199254740993n;
const ids = (count: number) => foreignItems(count, big).map((item) => item.id);

test("100 ids come back as 50 unless the limit is raised, in ascending order and digit for digit", async () => {
  shop = await startForeignShop({ items: foreignItems(100, big) });
  const path = `inventory_items.json?ids=${ids(99).toReversed().join()},7`;
  const first = await call(path);
  const text = await first.text();
  expect(Array.from(text.matchAll(/"id":(\d+)/g), (found) => found[1])).toEqual(ids(50));
  expect(text).toMatch(/"harmonized_system_code":\d{6}.*"in_no_manual"/);
  const next = /<([^>]+)>; rel="next"/.exec(first.headers.get("link") ?? "")?.[1] ?? "";
  const second = await call(next);
  expect(await second.text()).toContain(`"id":${big + 98n},`);
  expect(second.headers.get("link")).toMatch(/^<[^>]+>; rel="previous"$/);
  expect((await call(`${next}&ids=1`)).status).toBe(400);
  expect((await call("inventory_items.json?ids=1&limit=251")).status).toBe(400);
  const over = await call(`inventory_items.json?limit=250&ids=${ids(101).join()}`);
  const broken = /<([^>]+)>; rel="next"/.exec(over.headers.get("link") ?? "")?.[1] ?? "";
  expect([over.status, (await call(broken)).status]).toEqual([200, 400]);
});

test("a PUT changes what it names, normalises it, merges countries, and refuses as a whole", async () => {
  shop = await startForeignShop({ items: foreignItems(3, big) });
  const id = String(big + 2n);
  const countries = '[{"country_code":"US","harmonized_system_code":"6109.10"}]';
  const changes = `"cost":"4.5","sku":null,"harmonized_system_code":"0902.30"`;
  const done = await put(id, `${changes},"country_harmonized_system_codes":${countries}`);
  expect(await done.text()).toContain(`"id":${id},`);
  const item = shop.items.get(id);
  expect(item).toMatchObject({ cost: "4.50", sku: null, harmonized_system_code: "090230" });
  expect(item?.country_harmonized_system_codes.map((each) => each.country_code)).toHaveLength(2);
  expect(shop.requests[0]).toMatchObject({ status: 200, body: { inventory_item: { id } } });
  const one = await put(id, '"cost":"-1","tracked":false');
  expect(await one.json()).toEqual({ errors: { cost: ["must be greater than or equal to 0"] } });
  const two = await put(id, '"country_code_of_origin":"ZZ","tracked":null');
  expect(await two.json()).toEqual({
    errors: ["country_code_of_origin is invalid", "tracked is invalid"],
  });
  expect(shop.items.get(id)).toEqual(item);
  expect((await put("5", '"cost":"1"')).status).toBe(404);
});

test("ids are found through products and through levels, one row for each location", async () => {
  shop = await startForeignShop({ items: foreignItems(7), levelsPerItem: 3 });
  const places = (await (await call("locations.json")).text()).match(/(?<="id":)\d+/g) ?? [];
  const levels = await call(`inventory_levels.json?location_ids=${places.join()}`);
  expect((await levels.text()).match(/"inventory_item_id":44/g)).toHaveLength(21);
  const products = await (await call("products.json?limit=250&fields=id,variants")).text();
  expect(products.match(/"inventory_item_id":44/g)).toHaveLength(7);
  const scopes = await call(`${shop.origin}/admin/oauth/access_scopes.json`);
  expect(await scopes.text()).toContain('{"handle":"write_inventory"}');
});

test("a full bucket answers 429 with a decimal Retry-After and no call-limit header", async () => {
  shop = await startForeignShop({ items: [], bucket: { size: 2, leak: 0.1 } });
  const limit = async () => (await call("shop.json")).headers.get("x-shopify-shop-api-call-limit");
  expect([await limit(), await limit()]).toEqual(["1/2", "2/2"]);
  const slow = await call("shop.json");
  expect([slow.status, slow.headers.get("retry-after")]).toEqual([429, "2.0"]);
  expect([await slow.text(), await limit()]).toEqual([expect.stringContaining("Exceeded"), null]);
});

test("a test can answer instead, and can cut the line before, after or half way through", async () => {
  const wishes = ["reset", "reset-after", "half-body", { status: 502, body: "<p>" }] as const;
  const items = foreignItems(1);
  shop = await startForeignShop({ items, onRequest: () => wishes[shop.requests.length - 1] });
  const [id, costs] = [items[0]?.id ?? "", [] as unknown[]];
  for (const cost of [1, 2, 3, 4, 5]) {
    const sent = put(id, `"cost":"${cost}"`).then(async (got) => (await got.text()) && got.status);
    costs.push(await sent.catch(() => "cut"), shop.items.get(id)?.cost);
  }
  expect(costs).toEqual(["cut", "25.00", "cut", "2.00", "cut", "3.00", 502, "3.00", 200, "5.00"]);
});

import { expect, test } from "vitest";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { ask, idsOf, links, open, V } from "./caller.ts";
import { expectGrowth } from "../support/growth.ts";

type Rows = Record<string, Record<string, unknown>[]>;

/** Every row of a list, by following `next` to its end, and the number of pages. */
async function walk(
  sandbox: Sandbox,
  path: string,
  name: string,
): Promise<{ rows: Rows[string]; pages: number }> {
  const rows: Rows[string] = [];
  let pages = 0;
  for (let next: string | undefined = V + path; next !== undefined; pages += 1) {
    const answer = await ask(sandbox, next);
    expect(answer.status).toBe(200);
    rows.push(...((answer.body as Rows)[name] ?? []));
    next = links(answer).next;
  }
  return { rows, pages };
}

test("a hundred ids without a limit are two pages of fifty, with ways on and back", async () => {
  const sandbox = await open();
  const ids = idsOf(sandbox).slice(0, 100);
  const first = await ask(sandbox, `${V}/inventory_items.json?ids=${ids.join("%2C")}`);
  const second = await ask(sandbox, links(first).next ?? "");
  const back = await ask(sandbox, links(second).previous ?? "");
  const shown = [first, second].flatMap(({ body }) =>
    ((body as Rows)["inventory_items"] ?? []).map(({ id }) => String(id)),
  );
  expect(shown).toEqual(ids);
  expect(back.body).toEqual(first.body);
  expect(Object.keys(links(first))).toEqual(["next"]);
  expect(Object.keys(links(second))).toEqual(["previous"]);
  expect(links(first).next).toMatch(
    new RegExp(`^${sandbox.origin}${V}/inventory_items\\.json\\?limit=50&page_info=[\\w-]+$`),
  );
});

test("a hundred ids with a limit of 250 are one page without a Link", async () => {
  const sandbox = await open();
  const ids = idsOf(sandbox).slice(0, 100);
  const answer = await ask(sandbox, `${V}/inventory_items.json?limit=250&ids=${ids.join(",")}`);
  expect((answer.body as Rows)["inventory_items"]?.length).toBe(100);
  expect(answer.headers.get("link")).toBeNull();
});

test("more than a hundred ids begin well and break on the second page", async () => {
  const sandbox = await open();
  const ids = idsOf(sandbox);
  const first = await ask(sandbox, `${V}/inventory_items.json?limit=250&ids=${ids.join(",")}`);
  expect([first.status, (first.body as Rows)["inventory_items"]?.length]).toEqual([200, 250]);
  const second = await ask(sandbox, links(first).next ?? "");
  expect([second.status, typeof second.body]).toEqual([414, "string"]);
});

test("a page keeps its place when items go in between", async () => {
  const sandbox = await open({ items: 10 });
  const ids = idsOf(sandbox);
  const first = await ask(sandbox, `${V}/inventory_items.json?limit=4&ids=${ids.join(",")}`);
  sandbox.remove(ids[0] ?? "");
  sandbox.remove(ids[5] ?? "");
  const second = await ask(sandbox, links(first).next ?? "");
  const shown = ((second.body as Rows)["inventory_items"] ?? []).map(({ id }) => String(id));
  expect(shown).toEqual([ids[4], ids[6], ids[7], ids[8]]);
});

test("levels are one row for each item and location, by 250, extra items in their place", async () => {
  const sandbox = await open({
    items: 300,
    extraItems: [{ id: "5" }, { id: "271878346596884015" }],
  });
  const ids = idsOf(sandbox);
  expect([ids.length, ids[0], ids.at(-1)]).toEqual([302, "5", "271878346596884015"]);
  sandbox.remove(ids[7] ?? "");
  const { locations } = (await ask(sandbox, `${V}/locations.json`)).body as {
    locations: { id: number }[];
  };
  const where = locations.map(({ id }) => id).join(",");
  const levels = await walk(
    sandbox,
    `/inventory_levels.json?limit=250&location_ids=${where}`,
    "inventory_levels",
  );
  expect([locations.length, levels.rows.length, levels.pages]).toEqual([2, 602, 3]);
  const items = levels.rows.map((row) => row["inventory_item_id"]);
  expect(items).toEqual(items.toSorted((a, b) => Number(a) - Number(b)));
  expect(new Set(items).size).toBe(301);
  const one = await walk(
    sandbox,
    `/inventory_levels.json?location_ids=${locations[1]?.id}`,
    "inventory_levels",
  );
  expect([one.rows.length, one.pages]).toEqual([301, 7]);
});

test("levels can be narrowed by date, and miss what no location stocks", async () => {
  const ids = idsOf(await open({ items: 40 }));
  const sandbox = await open({ items: 40, unstocked: [ids[0] ?? ""] });
  const dates = ids.map((id) => sandbox.item(id)?.created_at ?? "").toSorted();
  const since = encodeURIComponent(dates[20] ?? "");
  const path = "/inventory_levels.json?limit=3&location_ids=71034273827";
  const all = await walk(sandbox, path, "inventory_levels");
  expect(all.rows.length).toBe(39);
  const recent = await walk(sandbox, `${path}&updated_at_min=${since}`, "inventory_levels");
  const expected = ids
    .slice(1)
    .filter((id) => (sandbox.item(id)?.created_at ?? "") >= (dates[20] ?? ""));
  expect(recent.rows.map((row) => String(row["inventory_item_id"]))).toEqual(expected);
});

test("products name their variants' items, and only the fields asked for", async () => {
  const sandbox = await open({ items: 30, extraItems: [{ id: "5", sku: "MINE" }] });
  const { rows, pages } = await walk(
    sandbox,
    "/products.json?limit=3&fields=id,variants",
    "products",
  );
  expect([rows.length, pages]).toEqual([9, 3]);
  expect(Object.keys(rows[0] ?? {})).toEqual(["id", "variants"]);
  const items = rows.flatMap(
    (row) => row["variants"] as { inventory_item_id: number; sku: string }[],
  );
  expect(new Set(items.map((each) => String(each.inventory_item_id)))).toEqual(
    new Set(idsOf(sandbox)),
  );
  const whole = await ask(sandbox, `${V}/products.json`);
  expect((whole.body as Rows)["products"]?.[0]).toMatchObject({
    title: "Green tea",
    handle: "green-tea",
    variants: [{ title: "50 g", sku: "TEA-GREEN-50" }, { title: "100 g" }, {}, {}],
  });
  expect(whole.headers.get("x-shopify-api-deprecated-reason")).toMatch(/^https:/);
});

test("a product shows a hundred variants at most", async () => {
  const sandbox = await open({ items: 250, variantsPerProduct: 120 });
  const { products } = (await ask(sandbox, `${V}/products.json`)).body as {
    products: { variants: unknown[] }[];
  };
  expect(products.map(({ variants }) => variants.length)).toEqual([100, 100, 10]);
});

test("a store of a million starts at once and pages to its end", async () => {
  let sandbox = await open();
  // To make every item would cost a thousand times as much.
  const atMost = 20;
  await expectGrowth(
    async (items) => void (sandbox = await open({ items })),
    [1_000, 1_000_000],
    atMost,
  );
  const cursor = { backward: false, from: 999_998, filters: { location_ids: "71034273827" } };
  const info = Buffer.from(JSON.stringify(cursor)).toString("base64url");
  const last = await ask(sandbox, `${V}/inventory_levels.json?page_info=${info}`);
  expect((last.body as Rows)["inventory_levels"]?.length).toBe(2);
  expect(Object.keys(links(last))).toEqual(["previous"]);
});

test("a parameter that may not stand beside a cursor is named, whatever its name", async () => {
  const sandbox = await open();
  const answer = await ask(sandbox, `${V}/products.json?page_info=x&a%22b=1`);
  expect([answer.status, Object.keys((answer.body as { errors: object }).errors)]).toEqual([
    400,
    ['a"b'],
  ]);
});

test.each([
  { backward: false, from: -1, filters: {} },
  { backward: false, from: 0.5, filters: {} },
  { backward: false, from: 0, filters: { ids: 5 } },
  null,
])("a forged cursor is refused: %j", async (cursor) => {
  const sandbox = await open();
  const info = Buffer.from(JSON.stringify(cursor)).toString("base64url");
  const answer = await ask(sandbox, `${V}/inventory_items.json?page_info=${info}`);
  expect(answer.status).toBe(400);
});

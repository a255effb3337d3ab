// The shop through GraphQL beside the shop through REST, both on the foreign shop.
import { expect, onTestFinished, test } from "vitest";
import type { Item, Patch } from "../../src/item/fields.ts";
import { IdSet } from "../../src/item/id-set.ts";
import type { Attempt } from "../../src/shop/http/http.ts";
import { graphqlShop } from "../../src/shop/graphql/graphql.ts";
import { restShop } from "../../src/shop/rest/rest.ts";
import type { ListedItem, Shop, Wish } from "../../src/shop/shop.ts";
import { foreignItems, type ForeignShop } from "../support/foreign-shop.ts";
import { openForeignShop } from "../support/shops.ts";
import { transportOptions } from "../support/transport-options.ts";

const open = (
  foreign: ForeignShop,
  by: typeof graphqlShop,
  onAttempt?: (attempt: Attempt) => void,
): Shop => {
  const shop = by({ ...transportOptions(foreign), ...(onAttempt && { onAttempt }) });
  onTestFinished(() => shop.close());
  return shop;
};

async function shown(shop: Shop, wish: Wish): Promise<{ items: ListedItem[]; missing: string[] }> {
  const [items, missing]: [ListedItem[], string[]] = [[], []];
  for await (const batch of shop.walk(wish)) {
    items.push(...batch.items);
    missing.push(...batch.missing);
  }
  return { items, missing };
}

const byId = (items: readonly ListedItem[]): readonly ListedItem[] =>
  items.toSorted((a, b) => Number(BigInt(a.id) - BigInt(b.id)));

test("a walk shows the same items and names as by REST, in a request for 250", async () => {
  const foreign = await openForeignShop(620);
  const [rest, graphql] = [open(foreign, restShop), open(foreign, graphqlShop)];
  const wish = { names: true };
  const [all, same] = [await shown(rest, wish), await shown(graphql, wish)];
  expect(byId(same.items)).toEqual(byId(all.items));
  expect(graphql.usage.requests).toBe(4); // the shop, and three pages
  const ids = new IdSet();
  for (const id of ["44000000000009", "7", "9999999999999999999", "44000000000001"]) ids.add(id);
  expect(await shown(graphql, { ...wish, ids })).toEqual(await shown(rest, { ...wish, ids }));
});

test("a walk of what was changed since a time asks for no other items", async () => {
  const items = foreignItems(520);
  for (const [at, item] of items.entries()) {
    if (at % 2 === 1) item.updated_at = "2026-03-01T12:00:00-05:00";
  }
  const graphql = open(await openForeignShop(items), graphqlShop);
  const walk = shown(graphql, { since: new Date("2026-03-01T17:00:00Z") });
  const found = await walk.catch((error: unknown) => String(error));
  const changed = items.filter((_, at) => at % 2 === 1).map(({ id }) => ({ id }));
  expect(found).toMatchObject({ items: changed });
  expect(graphql.usage.requests).toBe(3); // the shop, and two pages
});

test("names need the scope read_products, and the error says so", async () => {
  const foreign = await openForeignShop(3, undefined, undefined, { scopes: ["read_inventory"] });
  const shop = open(foreign, graphqlShop);
  expect((await shown(shop, {})).items).toHaveLength(3);
  await expect(shown(shop, { names: true })).rejects.toMatchObject({
    kind: "stop",
    message: expect.stringContaining("give the app the scope read_products and install it again"),
  });
});

test("requests and points are counted, and an attempt shows how full the bucket is", async () => {
  const foreign = await openForeignShop(10, undefined, undefined, {
    points: { size: 2000, restore: 0.001 },
  });
  const limits: (string | undefined)[] = [];
  const shop = open(foreign, graphqlShop, ({ limit }) => limits.push(limit));
  await shop.items(["44000000000001"]);
  await shop.update("44000000000001", { cost: "3.00" }, () => true);
  expect(shop.usage).toEqual({ requests: 3, points: expect.any(Number) });
  expect(limits).toEqual([
    "3/2000 points",
    expect.stringMatching(/^\d\d?\/2000 points$/),
    `${shop.usage.points}/2000 points`,
  ]);
});

/** The order of the codes is the shop's affair. */
const sorted = (items: Iterable<Item>): unknown =>
  byId([...items]).map(({ country_harmonized_system_codes: codes, ...item }) => ({
    ...item,
    codes: codes.toSorted((a, b) => (a.country_code < b.country_code ? -1 : 1)),
  }));

test("the codes of many countries are complete, whatever asks for them", async () => {
  const countries = "CA US DE FR IT ES NL BE AT CH PL CZ DK SE NO FI PT IE GR HU".split(" ");
  const items = foreignItems(12);
  for (const [at, item] of items.entries()) {
    item.country_harmonized_system_codes = countries
      .slice(0, at * 2)
      .map((country_code) => ({ country_code, harmonized_system_code: "6109100022" }));
  }
  const foreign = await openForeignShop(items);
  const [rest, graphql] = [open(foreign, restShop), open(foreign, graphqlShop)];
  const ids = items.map(({ id }) => id);
  const wanted = await rest.items(ids);
  expect(sorted((await graphql.items(ids)).values())).toEqual(sorted(wanted.values()));
  expect(sorted((await shown(graphql, {})).items)).toEqual(sorted(wanted.values()));
  const [last = ""] = ids.slice(-1);
  const codes = [{ country_code: "JP", harmonized_system_code: "6109100099" }];
  const patch = { country_harmonized_system_codes: codes };
  const { item } = await graphql.update(last, patch, () => true);
  expect(item.country_harmonized_system_codes).toHaveLength(21);
  expect(sorted([item])).toEqual(sorted([(await rest.item(last)) ?? item]));
});

/** Each row's item, or the error; and the requests that were sent. */
async function outcomes(
  foreign: ForeignShop,
  by: typeof graphqlShop,
  rows: readonly (readonly [id: string, patch: Patch, mayLeave?: () => boolean])[],
): Promise<{ results: unknown[]; attempts: unknown[]; names: string[]; shop: Shop }> {
  const names: string[] = [];
  const shop = open(foreign, by, ({ request }) => names.push(request));
  await shop.items(rows.map(([id]) => id));
  names.length = 0;
  const updates = rows.map(([id, patch, mayLeave = () => true]) =>
    shop.update(id, patch, mayLeave),
  );
  const settled = await Promise.allSettled(updates);
  const results = settled.map((each) =>
    each.status === "fulfilled" ? each.value.item : each.reason,
  );
  const attempts = settled.map((each) =>
    each.status === "fulfilled" ? each.value.attempts : each.reason.attempts,
  );
  return { results, attempts, names, shop };
}

test("rows of one product leave together, and each has its own result", async () => {
  const items = foreignItems(12);
  const foreign = await openForeignShop(items, undefined, undefined, { itemsPerProduct: 6 });
  const idAt = (at: number): string => items[at]?.id ?? "";
  const codes = (harmonized_system_code: string): Patch => ({
    country_harmonized_system_codes: [{ country_code: "US", harmonized_system_code }],
  });
  const { results, attempts, names } = await outcomes(foreign, graphqlShop, [
    [idAt(0), { cost: "9.99", sku: "NEW" }],
    [idAt(1), { cost: "-1.00" }],
    [idAt(2), { country_code_of_origin: "UK" }],
    [idAt(3), { tracked: false, cost: null }, () => false],
    [idAt(4), codes("6109101234")],
    [idAt(5), codes("9999999999")],
    [idAt(6), { harmonized_system_code: "12" }],
    [idAt(7), { cost: "1.50" }],
    [idAt(8), { province_code_of_origin: "QC" }],
  ]);
  expect(results[0]).toMatchObject({ id: idAt(0), cost: "9.99", sku: "NEW" });
  const messages = results.map((each) =>
    each instanceof Error ? each.message.replace(/ \(request id.*/, "") : "updated",
  );
  expect(messages).toEqual([
    "updated",
    `productVariantsBulkUpdate ${idAt(1)} answered: cost must be greater than or equal to 0`,
    expect.stringContaining(
      `inventoryItemUpdate ${idAt(2)} answered: country_code_of_origin: Expected "UK" to be one of`,
    ),
    expect.stringContaining(`inventoryItemUpdate ${idAt(3)} was not sent: the item was read too`),
    "updated",
    "updated",
    `inventoryItemUpdate ${idAt(6)} answered: harmonized_system_code must be a number between six and thirteen digits`,
    "updated",
    "updated",
  ]);
  // The first three of product one, and the three of product two of which the refused one goes again alone.
  expect(attempts).toEqual([1, 1, 1, 0, 1, 1, 2, 1, 1]);
  expect(names.toSorted()).toEqual([
    `inventoryItemUpdate ${idAt(2)}`,
    `inventoryItemUpdate ${idAt(5)}`,
    `inventoryItemUpdate ${idAt(6)}`,
    expect.stringMatching(/^productVariantsBulkUpdate \d+ \(3 variants\)$/),
    expect.stringMatching(/^productVariantsBulkUpdate \d+ \(3 variants\)$/),
  ]);
});

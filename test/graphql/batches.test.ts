// Updates that leave together: what becomes of each row if something is wrong with the request or with one of them.
import { describe, expect, onTestFinished, test } from "vitest";
import type { Patch } from "../../src/item/fields.ts";
import { graphqlShop } from "../../src/shop/graphql/graphql.ts";
import type { Shop } from "../../src/shop/shop.ts";
import { foreignItems, type ForeignShop } from "../support/foreign-shop.ts";
import { openForeignShop } from "../support/shops.ts";
import { transportOptions } from "../support/transport-options.ts";

type Options = NonNullable<Parameters<typeof openForeignShop>[3]>;
type Intervention = NonNullable<ReturnType<NonNullable<Parameters<typeof openForeignShop>[1]>>>;

const items = foreignItems(40);
const idAt = (at: number): string => items[at]?.id ?? "";
const ids = (count: number): readonly string[] => items.slice(0, count).map(({ id }) => id);

interface Trial {
  readonly foreign: ForeignShop;
  readonly shop: Shop;
  /** The root fields of the mutations that arrived. */
  readonly roots: readonly string[];
}

async function trial(
  onMutation: (root: string, number: number) => Intervention | undefined = () => undefined,
  options: Options = { itemsPerProduct: 10 },
): Promise<Trial> {
  const roots: string[] = [];
  const foreign = await openForeignShop(
    items,
    ({ body }) => {
      const [, root] =
        /(inventoryItemUpdate|productVariantsBulkUpdate)\(/.exec(JSON.stringify(body ?? "")) ?? [];
      if (root === undefined) return undefined;
      roots.push(root);
      return onMutation(root, roots.length);
    },
    undefined,
    options,
  );
  const shop = graphqlShop(transportOptions(foreign));
  onTestFinished(() => shop.close());
  return { foreign, shop, roots };
}

/** What became of each row: its cost, or the kind of the error. */
async function update(
  shop: Shop,
  rows: readonly string[],
  patch: (id: string, at: number) => Patch = (_, at) => ({ cost: `${at + 1}.50` }),
): Promise<readonly unknown[]> {
  const settled = await Promise.allSettled(
    rows.map((id, at) => shop.update(id, patch(id, at), () => true)),
  );
  return settled.map((each) =>
    each.status === "fulfilled"
      ? each.value.item.cost
      : { kind: each.reason.kind, attempts: each.reason.attempts },
  );
}

const together = "productVariantsBulkUpdate";
const alone = "inventoryItemUpdate";
/** Answers of the first request are replaced. */
const first =
  (intervention: Intervention) =>
  (_: string, number: number): Intervention | undefined =>
    number === 1 ? intervention : undefined;
/** The shop's answer with another payload. */
const payload =
  (edit: (result: Record<string, unknown>) => void): Intervention =>
  (answer) => {
    const body = structuredClone(answer.body) as { data: Record<string, Record<string, unknown>> };
    edit(body.data[together] ?? {});
    return { ...answer, body };
  };

test("rows leave together by their product, at most 250 in a request", async () => {
  const many = foreignItems(600);
  const foreign = await openForeignShop(many, undefined, undefined, { itemsPerProduct: 600 });
  const names: string[] = [];
  const shop = graphqlShop({
    ...transportOptions(foreign),
    version: "2026-10",
    onAttempt: ({ request }) => names.push(request.replace(/ \d+/, "")),
  });
  onTestFinished(() => shop.close());
  const all = many.map(({ id }) => id);
  await shop.items(all);
  const costs = await update(shop, all);
  expect(costs).toEqual(all.map((_, at) => `${at + 1}.50`));
  expect([...foreign.items.values()].map(({ cost }) => cost)).toEqual(costs);
  expect(names.filter((name) => name.startsWith(together))).toEqual([
    `${together} (250 variants)`,
    `${together} (250 variants)`,
    `${together} (100 variants)`,
  ]);
});

test.each<[string, string[], boolean]>([
  [
    "the token may not write products",
    ["read_inventory", "write_inventory", "read_products"],
    true,
  ],
  [
    "the items were not read before",
    ["read_products", "write_products", "read_inventory", "write_inventory"],
    false,
  ],
])("rows leave one by one if %s", async (_, scopes, read) => {
  const { shop, roots } = await trial(undefined, { itemsPerProduct: 10, scopes });
  if (read) await shop.items(ids(5));
  expect(await update(shop, ids(5))).toEqual(["1.50", "2.50", "3.50", "4.50", "5.50"]);
  expect(roots).toEqual([alone, alone, alone, alone, alone]);
});

test("a row that waits alone is updated by its item", async () => {
  const { shop, roots } = await trial(undefined, { itemsPerProduct: 1 });
  await shop.items(ids(3));
  expect(await update(shop, ids(3))).toEqual(["1.50", "2.50", "3.50"]);
  expect(roots).toEqual([alone, alone, alone]);
});

describe("a request for several rows", () => {
  test.each<[string, Intervention]>([
    ["is lost after it was made", "reset-after"],
    ["is answered with half of it", "half-body"],
    ["is answered with 502", { status: 502, body: "Bad gateway" }],
    ["is answered with no data", { status: 200, body: { data: null } }],
    ["is answered without userErrors", payload((result) => delete result.userErrors)],
    ["is answered without variants", payload((result) => delete result.productVariants)],
    [
      "is answered with an error of Shopify",
      {
        status: 200,
        body: { errors: [{ message: "x", extensions: { code: "INTERNAL_SERVER_ERROR" } }] },
      },
    ],
  ])("that %s is in doubt for each of them", async (_, intervention) => {
    const { shop, roots } = await trial(first(intervention));
    await shop.items(ids(3));
    const fault = { kind: "fault", attempts: 1 };
    expect(await update(shop, ids(3))).toEqual([fault, fault, fault]);
    expect(roots).toEqual([together]);
    // A row that is read again after a fault is updated alone.
    expect(await shop.item(idAt(0))).toMatchObject({ id: idAt(0) });
    expect(await update(shop, ids(1))).toEqual(["1.50"]);
    expect(roots).toEqual([together, alone]);
  });

  test("that is throttled waits and counts for each row", async () => {
    const cost = {
      requestedQueryCost: 11,
      actualQueryCost: null,
      throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 9, restoreRate: 1000 },
    };
    const errors = [{ message: "Throttled", extensions: { code: "THROTTLED" } }];
    const { shop, roots } = await trial(
      first({ status: 200, body: { errors, extensions: { cost } } }),
    );
    await shop.items(ids(3));
    const rows = ids(3).map((id) => shop.update(id, { cost: "2.00" }, () => true));
    expect((await Promise.all(rows)).map(({ attempts }) => attempts)).toEqual([2, 2, 2]);
    expect(roots).toEqual([together, together]);
  });

  test.each(["INVALID_VARIABLE", "MAX_INPUT_SIZE_EXCEEDED"])(
    "that is refused as a whole with %s is sent again row by row",
    async (code) => {
      const errors = [{ message: "x", extensions: { code } }];
      const { shop, roots } = await trial(first({ status: 200, body: { errors } }));
      await shop.items(ids(3));
      expect(await update(shop, ids(3))).toEqual(["1.50", "2.50", "3.50"]);
      expect(roots).toEqual([together, alone, alone, alone]);
    },
  );

  test("that has an error of no row is sent again for the rows that it did not update", async () => {
    const { shop, roots } = await trial(
      first(
        payload((result) => {
          result.userErrors = [{ field: ["productId"], message: "Product does not exist" }];
          const [done] = result.productVariants as unknown[];
          result.productVariants = [done];
        }),
      ),
    );
    await shop.items(ids(3));
    expect(await update(shop, ids(3))).toEqual(["1.50", "2.50", "3.50"]);
    expect(roots).toEqual([together, alone, alone]);
  });

  test.each<[string, string[]]>([
    ["is not in the product any more", ["id"]],
    ["has stored codes that are against the rules", ["inventoryItem", "harmonizedSystemCode"]],
    ["is refused without saying why", []],
  ])("in which a variant %s is sent again for that row", async (_, path) => {
    const { shop, roots } = await trial(
      first(
        payload((result) => {
          result.userErrors = [{ field: ["variants", "1", ...path], message: "It is wrong" }];
        }),
      ),
    );
    await shop.items(ids(3));
    expect(await update(shop, ids(3))).toEqual(["1.50", "2.50", "3.50"]);
    expect(roots).toEqual([together, alone]);
  });

  test("in another order and with another item is matched by variant and checked by item", async () => {
    const { shop } = await trial(
      first(
        payload((result) => {
          const variants = result.productVariants as { inventoryItem: { id: string } }[];
          (variants[0] ?? { inventoryItem: { id: "" } }).inventoryItem.id =
            `gid://shopify/InventoryItem/${idAt(30)}`;
          variants.reverse();
        }),
      ),
    );
    await shop.items(ids(3));
    expect(await update(shop, ids(3))).toEqual([{ kind: "fault", attempts: 1 }, "2.50", "3.50"]);
  });
});

test.each<[string, Patch]>([
  ["an origin that Shopify does not have", { country_code_of_origin: "AS" }],
  [
    "a code of a country that Shopify does not have",
    {
      country_harmonized_system_codes: [
        { country_code: "GU", harmonized_system_code: "6109100011" },
      ],
    },
  ],
  [
    "a country's code that does not begin with the item's",
    {
      country_harmonized_system_codes: [
        { country_code: "US", harmonized_system_code: "7777770011" },
      ],
    },
  ],
])("a row with %s is sent alone", async (_, patch) => {
  const { shop, roots } = await trial();
  await shop.items(ids(3));
  await update(shop, ids(3), (_, at) => (at === 1 ? patch : { cost: "1.00" }));
  expect(roots.toSorted()).toEqual([alone, together]);
});

test("an entry without a country is never sent", async () => {
  const { shop, roots } = await trial();
  const patch = {
    country_harmonized_system_codes: [{ country_code: "", harmonized_system_code: "610910" }],
  };
  await expect(shop.update(idAt(0), patch, () => true)).rejects.toMatchObject({
    kind: "refused",
    attempts: 0,
  });
  expect(roots).toEqual([]);
});

test("rows that may not leave any more are left out of the request, and the others leave", async () => {
  const { shop, roots } = await trial();
  await shop.items(ids(3));
  const rows = ids(3).map((id, at) => shop.update(id, { cost: "1.50" }, () => at !== 1));
  const settled = await Promise.allSettled(rows);
  expect(settled.map((each) => each.status === "rejected" && each.reason)).toMatchObject([
    false,
    { kind: "stale", attempts: 0 },
    false,
  ]);
  expect(roots).toEqual([together]);
});

test("a halt ends waiting rows of every product, and what was sent is completed", async () => {
  const { shop, roots } = await trial();
  await shop.items(ids(30));
  const updates = update(shop, ids(30));
  shop.halt("was stopped by a test");
  const stopped = { kind: "stop", attempts: 0 };
  expect(await updates).toEqual(ids(30).map(() => stopped));
  expect(roots).toEqual([]);
});

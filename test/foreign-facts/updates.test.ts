// The foreign shop's GraphQL against the recorded facts: what it writes and what it refuses.
import { expect, test } from "vitest";
import { askGraphql } from "../graphql/ask-graphql.ts";
import { documents } from "../foreign/documents.ts";
import { gid, idAt, productGid, variantGid } from "../foreign/gids.ts";
import type { ForeignItem, ForeignShop } from "../support/foreign-shop.ts";
import { openForeignShop } from "../support/shops.ts";

const ask = (shop: ForeignShop, name: string, variables: Record<string, unknown> = {}) =>
  askGraphql(shop, documents[name] ?? "", variables);
const stored = (shop: ForeignShop, at: number): ForeignItem | undefined => shop.items.get(idAt(at));

test("an update changes what it names, null clears, and countries are merged, latest first", async () => {
  const shop = await openForeignShop(6);
  const before = stored(shop, 5);
  const codes = [{ countryCode: "US", harmonizedSystemCode: "0902.30" }];
  const input = {
    cost: "4.5",
    harmonizedSystemCode: "1234.56",
    countryHarmonizedSystemCodes: codes,
  };
  const { data } = await ask(shop, "update", { id: gid(5), input: { ...input, sku: "" } });
  expect(data?.inventoryItemUpdate).toMatchObject({
    userErrors: [],
    inventoryItem: {
      sku: null,
      unitCost: { amount: "4.5" },
      harmonizedSystemCode: "123456",
      tracked: before?.tracked,
      countryHarmonizedSystemCodes: {
        nodes: [
          { countryCode: "US", harmonizedSystemCode: "090230" },
          { countryCode: "CA", harmonizedSystemCode: "6109100022" },
        ],
      },
    },
  });
  expect(stored(shop, 5)).toMatchObject({
    cost: "4.50",
    sku: null,
    harmonized_system_code: "123456",
  });
  expect(Date.parse(stored(shop, 5)?.updated_at ?? "")).toBeGreaterThan(
    Date.parse(before?.updated_at ?? ""),
  );
  const nothing = { cost: null, countryCodeOfOrigin: null, harmonizedSystemCode: null };
  const unchanged = { tracked: null, requiresShipping: null, countryHarmonizedSystemCodes: [] };
  await ask(shop, "update", { id: gid(5), input: { ...nothing, ...unchanged } });
  expect(stored(shop, 5)).toMatchObject({
    cost: null,
    country_code_of_origin: null,
    tracked: true,
  });
  expect(stored(shop, 5)?.country_harmonized_system_codes).toHaveLength(2);
  // Without a country, or with null, a code is the global one.
  const global = [{ harmonizedSystemCode: "987654" }];
  await ask(shop, "update", { id: gid(5), input: { countryHarmonizedSystemCodes: global } });
  expect(stored(shop, 5)?.harmonized_system_code).toBe("987654");
  const weight = { unit: "GRAMS", value: 250 };
  const heavy = await ask(shop, "update", { id: gid(5), input: { measurement: { weight } } });
  expect(heavy.data?.inventoryItemUpdate).toMatchObject({
    inventoryItem: { measurement: { weight } },
  });
});

const badCode = "Harmonized system code must be a number between six and thirteen digits";
const listField = ["input", "countryHarmonizedSystemCodes", "0", "harmonizedSystemCode"];
test.each<[input: Record<string, unknown>, field: string[] | null, message: string]>([
  [{ cost: "-5.00" }, ["input", "cost"], "Cost must be greater than or equal to 0"],
  [
    { cost: "1000000000000000000" },
    ["input", "cost"],
    "Cost must be less than 1000000000000000000",
  ],
  [
    { countryCodeOfOrigin: "ZZ" },
    ["input", "countryCodeOfOrigin"],
    "Country code of origin is invalid",
  ],
  [{ harmonizedSystemCode: "12" }, ["input", "harmonizedSystemCode"], badCode],
  [
    { countryHarmonizedSystemCodes: [{ countryCode: "CA", harmonizedSystemCode: "1" }] },
    listField,
    badCode,
  ],
  [
    { measurement: { weight: { unit: "KILOGRAMS", value: -1 } } },
    ["input", "measurement", "weight"],
    "Measurement weight value -1 kg must be >= 0 kg",
  ],
  [{ sku: "x".repeat(256) }, null, "Sku is too long (maximum is 255 characters)"],
])(
  "the update %j is refused for %j, changes nothing and costs 10",
  async (input, field, message) => {
    const shop = await openForeignShop(1);
    const before = stored(shop, 0);
    const { data, errors, extensions } = await ask(shop, "update", {
      id: gid(0),
      input: { tracked: false, ...input },
    });
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      inventoryItemUpdate: { inventoryItem: null, userErrors: [{ field, message }] },
    });
    expect(extensions?.cost?.actualQueryCost).toBe(10);
    expect(stored(shop, 0)).toEqual(before);
  },
);

test("an unknown id is a user error, and an id of another kind an error", async () => {
  const shop = await openForeignShop(1);
  const unknown = await ask(shop, "update", { id: "gid://shopify/InventoryItem/1", input: {} });
  const message = "The product couldn't be updated because it does not exist.";
  expect(unknown.data?.inventoryItemUpdate).toMatchObject({
    userErrors: [{ field: ["id"], message }],
  });
  const other = await ask(shop, "update", { id: productGid(0), input: {} });
  expect(other.data).toEqual({ inventoryItemUpdate: null });
  expect(other.errors).toMatchObject([
    {
      message: `Invalid id: ${productGid(0)}`,
      path: ["inventoryItemUpdate"],
      extensions: { code: "RESOURCE_NOT_FOUND" },
    },
  ]);
});

type Bulk = { productVariants: unknown; userErrors: unknown };
const low = [
  { code: null, field: ["variants", "1"], message: "must be greater than or equal to 0" },
  {
    code: "GREATER_THAN_OR_EQUAL_TO",
    field: ["variants", "1", "inventoryItem", "cost"],
    message: "Cost per item must be greater than or equal to 0",
  },
];
const variantError = (code: string, message: string) => [
  { code, field: ["variants", "1", "id"], message },
];
const good = { id: variantGid(0), inventoryItem: { cost: "7" } };
const bulkCases: [name: string, second: object, errors: object[], shown: number[] | null][] = [
  ["a low cost", { id: variantGid(1), inventoryItem: { cost: "-5" } }, low, [0, 1]],
  [
    "no id",
    {},
    variantError("PRODUCT_VARIANT_ID_MISSING", "Product variant is missing ID attribute"),
    null,
  ],
  [
    "a variant of another product",
    { id: variantGid(3) },
    variantError("PRODUCT_VARIANT_DOES_NOT_EXIST", "Product variant does not exist"),
    null,
  ],
  [
    "a country's code that does not begin with the global one",
    {
      id: variantGid(1),
      inventoryItem: {
        harmonizedSystemCode: "610910",
        countryHarmonizedSystemCodes: [{ countryCode: "CA", harmonizedSystemCode: "6204620000" }],
      },
    },
    [
      {
        code: "INVALID_INPUT",
        field: ["variants", "1", "inventoryItem", ...listField.slice(1)],
        message: "Country harmonized system code must begin with the harmonized system code",
      },
    ],
    [0, 1],
  ],
];
test.each(bulkCases)(
  "variants are changed all or none, or in part: %s",
  async (_, second, errors, shown) => {
    const shop = await openForeignShop(6);
    const before = stored(shop, 1);
    const variables = { productId: productGid(0), variants: [good, second] };
    const bulk = async (partial: boolean) => {
      const { data } = await ask(shop, "updateVariants", { ...variables, partial });
      return data?.productVariantsBulkUpdate as Bulk;
    };
    const variants = (ats: number[]) => ats.map((at) => ({ id: variantGid(at) }));
    const none = await bulk(false);
    expect(none.userErrors).toEqual(errors);
    if (shown === null) expect(none.productVariants).toBeNull();
    else expect(none.productVariants).toMatchObject(variants(shown));
    expect(stored(shop, 0)?.cost).toBe("25.00");
    const part = await bulk(true);
    expect(part.userErrors).toEqual(errors);
    expect(part.productVariants).toMatchObject(variants(shown ?? [0]));
    expect(stored(shop, 0)?.cost).toBe("7.00");
    expect(stored(shop, 1)).toEqual(before);
  },
);

test("a list of variants may be empty, and an unknown product is a user error", async () => {
  const shop = await openForeignShop(3);
  const none = await ask(shop, "updateVariants", { productId: productGid(0), variants: [] });
  expect(none.data?.productVariantsBulkUpdate).toMatchObject({
    productVariants: [],
    userErrors: [],
  });
  const productId = "gid://shopify/Product/1";
  const unknown = await ask(shop, "updateVariants", { productId, variants: [] });
  const error = {
    code: "PRODUCT_DOES_NOT_EXIST",
    field: ["productId"],
    message: "Product does not exist",
  };
  expect(unknown.data?.productVariantsBulkUpdate).toEqual({
    product: null,
    productVariants: null,
    userErrors: [error],
  });
});

import { expect, test } from "vitest";
import { graphql, rootOf, variantGid } from "./caller.ts";
import { idsOf, open } from "../sandbox/caller.ts";

const tooMuch = "1000000000000000000";
const variantsText = `mutation V($productId: ID!, $variants: [ProductVariantsBulkInput!]!, $partial: Boolean) {
  productVariantsBulkUpdate(productId: $productId, variants: $variants, allowPartialUpdates: $partial) {
    product { title }
    productVariants { id inventoryItem { sku unitCost { amount } } }
    userErrors { field message code }
  }
}`;
const greenTea = "gid://shopify/Product/8104632549475";

interface VariantsPayload {
  product: unknown;
  productVariants: { id: string; inventoryItem: unknown }[] | null;
  userErrors: { field: string[]; message: string; code: string | null }[];
}

test("variants of a product are all updated, in the order asked, or none is", async () => {
  const sandbox = await open();
  const [a = "", b = "", c = ""] = idsOf(sandbox);
  const ask = async (variants: unknown, partial?: boolean): Promise<VariantsPayload> => {
    const body = await graphql(sandbox, variantsText, { productId: greenTea, variants, partial });
    return rootOf(body, "productVariantsBulkUpdate") as VariantsPayload;
  };
  const item = (id: string, inventoryItem: unknown): unknown => ({
    id: variantGid(id),
    inventoryItem,
  });

  expect(await ask([item(c, { cost: "3" }), item(a, { cost: "1", sku: "A" })])).toEqual({
    product: { title: "Green tea" },
    productVariants: [
      { id: variantGid(c), inventoryItem: { sku: "TEA-GREEN-250", unitCost: { amount: "3.0" } } },
      { id: variantGid(a), inventoryItem: { sku: "A", unitCost: { amount: "1.0" } } },
    ],
    userErrors: [],
  });

  const mixed = [item(a, { cost: "10" }), item(b, { cost: "-1" })];
  const errors = [
    { field: ["variants", "1"], message: "must be greater than or equal to 0", code: null },
    {
      field: ["variants", "1", "inventoryItem", "cost"],
      message: "Cost per item must be greater than or equal to 0",
      code: "GREATER_THAN_OR_EQUAL_TO",
    },
  ];
  const refused = await ask(mixed);
  expect(refused.userErrors).toEqual(errors);
  expect(refused.productVariants?.map(({ id }) => id)).toEqual([variantGid(a), variantGid(b)]);
  expect([sandbox.item(a)?.cost, sandbox.item(b)?.cost]).toEqual(["1.00", "3.80"]);

  const partly = await ask(mixed, true);
  expect(partly.userErrors).toEqual(errors);
  expect(partly.productVariants).toMatchObject([
    { id: variantGid(a), inventoryItem: { unitCost: { amount: "10.0" } } },
    { id: variantGid(b), inventoryItem: { unitCost: { amount: "3.8" } } },
  ]);
  expect([sandbox.item(a)?.cost, sandbox.item(b)?.cost]).toEqual(["10.00", "3.80"]);
});

test.each<[string, string, unknown[], unknown]>([
  [
    "an unknown product",
    "gid://shopify/Product/1",
    [],
    {
      product: null,
      productVariants: null,
      userErrors: [
        { field: ["productId"], message: "Product does not exist", code: "PRODUCT_DOES_NOT_EXIST" },
      ],
    },
  ],
  [
    "no variants",
    greenTea,
    [],
    { product: { title: "Green tea" }, productVariants: [], userErrors: [] },
  ],
  [
    "a variant without an id",
    greenTea,
    [{}],
    {
      productVariants: null,
      userErrors: [
        {
          field: ["variants", "0", "id"],
          message: "Product variant is missing ID attribute",
          code: "PRODUCT_VARIANT_ID_MISSING",
        },
      ],
    },
  ],
  [
    "an unknown variant",
    greenTea,
    [{ id: "gid://shopify/ProductVariant/1" }],
    {
      productVariants: null,
      userErrors: [
        {
          field: ["variants", "0", "id"],
          message: "Product variant does not exist",
          code: "PRODUCT_VARIANT_DOES_NOT_EXIST",
        },
      ],
    },
  ],
  [
    "a variant of another product",
    greenTea,
    [{ id: variantGid("44871419986083") }],
    { productVariants: null, userErrors: [{ code: "PRODUCT_VARIANT_DOES_NOT_EXIST" }] },
  ],
  [
    "a cost that is too large",
    greenTea,
    [{ id: variantGid("44871419625635"), inventoryItem: { cost: tooMuch } }],
    {
      userErrors: [
        { field: ["variants", "0"], code: null },
        { message: `Cost per item must be less than ${tooMuch}`, code: "INVALID_INPUT" },
      ],
    },
  ],
  [
    "a code that does not begin with the global code",
    greenTea,
    [
      {
        id: variantGid("44871419625635"),
        inventoryItem: {
          countryHarmonizedSystemCodes: [{ countryCode: "CA", harmonizedSystemCode: "1234567890" }],
        },
      },
    ],
    {
      userErrors: [
        {
          field: ["variants", "0", "inventoryItem", "countryHarmonizedSystemCodes", "0"],
          code: "INVALID_INPUT",
        },
      ],
    },
  ],
  [
    "a code that begins with the global code",
    greenTea,
    [
      {
        id: variantGid("44871419625635"),
        inventoryItem: {
          countryHarmonizedSystemCodes: [{ countryCode: "CA", harmonizedSystemCode: "0902101010" }],
        },
      },
    ],
    { userErrors: [] },
  ],
  [
    "a code that begins with the new global code",
    greenTea,
    [
      {
        id: variantGid("44871419625635"),
        inventoryItem: {
          harmonizedSystemCode: "123456",
          countryHarmonizedSystemCodes: [{ countryCode: "CA", harmonizedSystemCode: "1234567890" }],
        },
      },
    ],
    { userErrors: [] },
  ],
])("%s: what the variants of a product say", async (_name, productId, variants, payload) => {
  const sandbox = await open();
  const body = await graphql(sandbox, variantsText, { productId, variants });
  expect(rootOf(body, "productVariantsBulkUpdate")).toMatchObject(payload as object);
});

test("a variant that is in the list twice gets both changes", async () => {
  const sandbox = await open();
  const [id = ""] = idsOf(sandbox);
  const variants = [{ cost: "7" }, { sku: "TWICE" }].map((inventoryItem) => ({
    id: variantGid(id),
    inventoryItem,
  }));
  await graphql(sandbox, variantsText, { productId: greenTea, variants });
  expect(sandbox.item(id)).toMatchObject({ cost: "7.00", sku: "TWICE" });
});

test("a product shows more than a hundred variants, in pages", async () => {
  const sandbox = await open({ items: 150, variantsPerProduct: 150 });
  const read = async (
    window: string,
  ): Promise<{ nodes: { position: number }[]; pageInfo: { endCursor: string } }> => {
    const body = await graphql(
      sandbox,
      `{ product(id: "${greenTea}") { variants(${window}) { nodes { position } pageInfo { endCursor } } } }`,
    );
    const { variants } = rootOf(body, "product") as { variants: Awaited<ReturnType<typeof read>> };
    return variants;
  };
  const first = await read("first: 120");
  const second = await read(`first: 120, after: "${first.pageInfo.endCursor}"`);
  expect([...first.nodes, ...second.nodes].map(({ position }) => position)).toEqual(
    Array.from({ length: 150 }, (_, n) => n + 1),
  );
});

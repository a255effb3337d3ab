import { expect, test } from "vitest";
import { graphql, itemGid, update } from "./caller.ts";
import { idsOf, open } from "../sandbox/caller.ts";

const hsMessage = "Harmonized system code must be a number between six and thirteen digits";
const tooMuch = "1000000000000000000";

test.each<[string, object, string[], string]>([
  [
    "a negative cost",
    { cost: "-5.00" },
    ["input", "cost"],
    "Cost must be greater than or equal to 0",
  ],
  [
    "a cost that is too large",
    { cost: tooMuch },
    ["input", "cost"],
    `Cost must be less than ${tooMuch}`,
  ],
  [
    "the unknown region",
    { countryCodeOfOrigin: "ZZ" },
    ["input", "countryCodeOfOrigin"],
    "Country code of origin is invalid",
  ],
  [
    "a code of two digits",
    { harmonizedSystemCode: "12" },
    ["input", "harmonizedSystemCode"],
    hsMessage,
  ],
  [
    "a code of fourteen digits",
    { harmonizedSystemCode: "12345678901234" },
    ["input", "harmonizedSystemCode"],
    hsMessage,
  ],
  [
    "a code with letters",
    { harmonizedSystemCode: "12345A" },
    ["input", "harmonizedSystemCode"],
    hsMessage,
  ],
  [
    "a code of a country",
    { countryHarmonizedSystemCodes: [{ countryCode: "CA", harmonizedSystemCode: "1" }] },
    ["input", "countryHarmonizedSystemCodes", "0", "harmonizedSystemCode"],
    hsMessage,
  ],
  [
    "a code of the unknown region",
    { countryHarmonizedSystemCodes: [{ countryCode: "ZZ", harmonizedSystemCode: "123456" }] },
    ["input", "countryHarmonizedSystemCodes", "0", "countryCode"],
    "Country code is invalid",
  ],
  [
    "a negative weight",
    { measurement: { weight: { unit: "KILOGRAMS", value: -1 } } },
    ["input", "measurement", "weight"],
    "Measurement weight value -1 kg must be >= 0 kg",
  ],
  [
    "a long SKU",
    { sku: "x".repeat(256) },
    ["input", "sku"],
    "Sku is too long (maximum is 255 characters)",
  ],
])(
  "%s is refused, for 10 points, and nothing of the update is kept",
  async (_name, input, field, message) => {
    const sandbox = await open();
    const [id = ""] = idsOf(sandbox);
    const before = sandbox.item(id);
    expect(await update(sandbox, id, { tracked: false, ...input })).toEqual({
      inventoryItem: null,
      userErrors: [{ field, message }],
    });
    expect(sandbox.item(id)).toEqual(before);
    expect(sandbox.requests.at(-1)?.graphql?.cost).toMatchObject({
      requestedQueryCost: 16,
      actualQueryCost: 10,
    });
  },
);

test("an item that the store does not have is refused", async () => {
  expect(await update(await open(), "99999999999999", { tracked: true })).toEqual({
    inventoryItem: null,
    userErrors: [
      { field: ["id"], message: "The product couldn't be updated because it does not exist." },
    ],
  });
});

test.each<[string, object, object]>([
  [
    "every field",
    {
      cost: "1.005",
      countryCodeOfOrigin: "CA",
      provinceCodeOfOrigin: "ON",
      harmonizedSystemCode: "620343",
      requiresShipping: false,
      sku: "S",
      tracked: false,
    },
    {
      unitCost: { amount: "1.01" },
      countryCodeOfOrigin: "CA",
      provinceCodeOfOrigin: "ON",
      harmonizedSystemCode: "620343",
      requiresShipping: false,
      sku: "S",
      tracked: false,
    },
  ],
  ["a cost as a number", { cost: 25 }, { unitCost: { amount: "25.0" } }],
  ["no cost", { cost: null }, { unitCost: null }],
  [
    "no origin",
    { countryCodeOfOrigin: null, provinceCodeOfOrigin: null },
    { countryCodeOfOrigin: null, provinceCodeOfOrigin: null },
  ],
  ["no code", { harmonizedSystemCode: null }, { harmonizedSystemCode: null }],
  ["no SKU", { sku: null }, { sku: null }],
  ["a code with points", { harmonizedSystemCode: "1234.56" }, { harmonizedSystemCode: "123456" }],
  ["a country that ISO 3166 lacks", { countryCodeOfOrigin: "XK" }, { countryCodeOfOrigin: "XK" }],
  [
    "a weight",
    { measurement: { weight: { unit: "GRAMS", value: 2.5 } } },
    { measurement: { weight: { unit: "GRAMS", value: 2.5 } } },
  ],
  [
    "flags that are null",
    { tracked: null, requiresShipping: null },
    { tracked: true, requiresShipping: true },
  ],
])("%s is kept and shown", async (_name, input, shown) => {
  const sandbox = await open();
  const [id = ""] = idsOf(sandbox);
  const { inventoryItem, userErrors } = await update(sandbox, id, input);
  expect([inventoryItem, userErrors]).toMatchObject([shown, []]);
  expect((await update(sandbox, id, {})).inventoryItem).toEqual(inventoryItem);
});

test("codes are merged by country, and none is removed", async () => {
  const sandbox = await open();
  const id = idsOf(sandbox)[11] ?? ""; // CA 6109100010, US 6109100012
  const codesAfter = async (entries: unknown): Promise<unknown> => {
    const { inventoryItem } = await update(sandbox, id, { countryHarmonizedSystemCodes: entries });
    const shown = inventoryItem?.["countryHarmonizedSystemCodes"] as
      | { nodes: { countryCode: string; harmonizedSystemCode: string }[] }
      | undefined;
    return shown?.nodes.map((each) => `${each.countryCode}:${each.harmonizedSystemCode}`).join(" ");
  };
  const updatedAt = sandbox.item(id)?.updated_at;
  expect(await codesAfter([])).toBe("CA:6109100010 US:6109100012");
  expect(await codesAfter(null)).toBe("CA:6109100010 US:6109100012");
  expect(sandbox.item(id)?.updated_at).toBe(updatedAt);
  expect(
    await codesAfter([
      { countryCode: "US", harmonizedSystemCode: "6109.10.0099" },
      { countryCode: "DE", harmonizedSystemCode: "61091000" },
    ]),
  ).toBe("CA:6109100010 US:6109100099 DE:61091000");
  expect(await codesAfter([{ harmonizedSystemCode: "999999" }])).toBe(
    "CA:6109100010 US:6109100099 DE:61091000",
  );
  expect(sandbox.item(id)?.harmonized_system_code).toBe("999999");
});

test("updates of one request follow each other, and each has its own outcome", async () => {
  const sandbox = await open();
  const gid = itemGid(idsOf(sandbox)[0]);
  const { data, extensions } = await graphql(
    sandbox,
    `mutation {
      a: inventoryItemUpdate(id: "${gid}", input: { cost: "1.5" }) { inventoryItem { unitCost { amount } } }
      b: inventoryItemUpdate(id: "${gid}", input: { cost: "-1" }) { userErrors { message } }
      c: inventoryItemUpdate(id: "${gid}", input: { sku: "C" }) { inventoryItem { sku unitCost { amount } } }
    }`,
  );
  expect(data).toEqual({
    a: { inventoryItem: { unitCost: { amount: "1.5" } } },
    b: { userErrors: [{ message: "Cost must be greater than or equal to 0" }] },
    c: { inventoryItem: { sku: "C", unitCost: { amount: "1.5" } } },
  });
  expect(extensions?.cost?.requestedQueryCost).toBe(30);
});

test("a country that REST accepts and the enum lacks is shown as the unknown region", async () => {
  const sandbox = await open({
    items: 0,
    extraItems: [
      {
        id: "5",
        country_code_of_origin: "PR",
        country_harmonized_system_codes: [{ country_code: "PR", harmonized_system_code: "123456" }],
      },
    ],
  });
  const { inventoryItem } = await update(sandbox, "5", {});
  expect(inventoryItem).toMatchObject({
    countryCodeOfOrigin: "ZZ",
    countryHarmonizedSystemCodes: { nodes: [{ countryCode: "ZZ" }] },
  });
});

test("an item alone may have a code that does not begin with its global code", async () => {
  const sandbox = await open();
  const input = {
    countryHarmonizedSystemCodes: [{ countryCode: "CA", harmonizedSystemCode: "1234567890" }],
  };
  expect((await update(sandbox, "44871419625635", input)).userErrors).toEqual([]);
});

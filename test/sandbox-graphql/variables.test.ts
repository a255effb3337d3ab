import { expect, test } from "vitest";
import { graphql, itemGid } from "./caller.ts";
import { open } from "../sandbox/caller.ts";

const updateText =
  "mutation U(\n  $id: ID!, $input: InventoryItemInput!) { inventoryItemUpdate(id: $id, input: $input) { userErrors { field } } }";

test.each<[string, unknown, readonly unknown[], string]>([
  [
    "a country outside the enum",
    { countryCodeOfOrigin: "UK" },
    ["countryCodeOfOrigin"],
    'Expected "UK" to be one of: AC, AD,',
  ],
  [
    "a country in lower case",
    { countryCodeOfOrigin: "ca" },
    ["countryCodeOfOrigin"],
    'Expected "ca" to be one of: AC, AD,',
  ],
  [
    "a unit that is not there",
    { measurement: { weight: { unit: "STONES", value: 1 } } },
    ["measurement", "weight", "unit"],
    'Expected "STONES" to be one of: KILOGRAMS, GRAMS, POUNDS, OUNCES',
  ],
  ["an unknown field", { price: "1" }, ["price"], "Field is not defined on InventoryItemInput"],
  [
    "a list with a bad entry",
    { countryHarmonizedSystemCodes: [{ countryCode: "CA", harmonizedSystemCode: null }] },
    ["countryHarmonizedSystemCodes", 0, "harmonizedSystemCode"],
    "Expected value to not be null",
  ],
  ["a word for a flag", { tracked: "yes" }, ["tracked"], 'Could not coerce value "yes" to Boolean'],
  ["a word for a cost", { cost: "free" }, ["cost"], 'Could not coerce value "free" to Decimal'],
  [
    "a number for a code",
    { harmonizedSystemCode: 123_456 },
    ["harmonizedSystemCode"],
    "Could not coerce value 123456 to String",
  ],
])("%s in a variable is refused before anything runs", async (_name, input, path, explanation) => {
  const sandbox = await open();
  const answer = await graphql(sandbox, updateText, { id: itemGid("1"), input });
  const [error] = answer.errors ?? [];
  expect(error?.message).toContain(
    `Variable $input of type InventoryItemInput! was provided invalid value for ${path.join(".")} (${explanation}`,
  );
  expect(error).toMatchObject({
    locations: [{ line: 2, column: 13 }],
    extensions: {
      code: "INVALID_VARIABLE",
      value: input,
      problems: [{ path, explanation: expect.stringContaining(explanation) as string }],
    },
  });
  expect(Object.keys(answer)).toEqual(["errors"]);
});

test.each([
  [undefined, "Expected value to not be null"],
  [null, "Expected value to not be null"],
  ["x", "Invalid global id 'x'"],
  ["", "Invalid global id ''"],
  ["53", "Invalid global id '53'"],
])("the id %j in a variable is refused", async (id, explanation) => {
  const { errors } = await graphql(await open(), updateText, { id, input: {} });
  expect(errors).toMatchObject([
    {
      message: "Variable $id of type ID! was provided invalid value",
      extensions: {
        code: "INVALID_VARIABLE",
        value: id ?? null,
        problems: [{ path: [], explanation }],
      },
    },
  ]);
});

test("all that is wrong with a variable is in one error", async () => {
  const input = { measurement: { weight: { value: "1" } }, tracked: 1, x: 1 };
  const { errors } = await graphql(await open(), updateText, { id: itemGid("1"), input });
  expect(errors).toHaveLength(1);
  expect(errors?.[0]?.message).toBe(
    'Variable $input of type InventoryItemInput! was provided invalid value for x (Field is not defined on InventoryItemInput), measurement.weight.unit (Expected value to not be null), measurement.weight.value (Could not coerce value "1" to Float), tracked (Could not coerce value 1 to Boolean)',
  );
});

import { expect, test } from "vitest";
import { idsOf, open, put } from "./caller.ts";

const allCodes = [
  { country_code: "CA", harmonized_system_code: "6109100010" },
  { country_code: "US", harmonized_system_code: "6109100012" },
];
const wantedDigits = "must be a number between six and thirteen digits";

test.each([
  ["cost", "4.5", "4.50"],
  ["cost", 4.5, "4.50"],
  ["cost", "0", "0.00"],
  ["cost", "-0.00", "0.00"],
  ["cost", "1.005", "1.01"],
  ["cost", "1.0049", "1.00"],
  ["cost", "0.999", "1.00"],
  ["cost", "123456789012345678.1", "123456789012345678.10"],
  ["cost", null, null],
  ["sku", "", null],
  ["sku", null, null],
  ["sku", ' edge, "quoted" ', ' edge, "quoted" '],
  ["sku", "🎁".repeat(255), "🎁".repeat(255)],
  ["tracked", false, false],
  ["requires_shipping", false, false],
  ["country_code_of_origin", "NA", "NA"],
  ["country_code_of_origin", null, null],
  ["province_code_of_origin", "XX-nonsense", "XX-nonsense"],
  ["province_code_of_origin", "", null],
  ["harmonized_system_code", "1234.56", "123456"],
  ["harmonized_system_code", "0101.21", "010121"],
  ["harmonized_system_code", 610910, "610910"],
  ["harmonized_system_code", "1234567890123", "1234567890123"],
  ["harmonized_system_code", null, null],
])("%s: %j is kept as %j", async (field, sent, kept) => {
  const sandbox = await open();
  const id = idsOf(sandbox)[11] ?? "";
  const answer = await put(sandbox, id, { id: Number(id), [field]: sent });
  expect([answer.status, answer.body]).toMatchObject([200, { inventory_item: { [field]: kept } }]);
  expect(sandbox.item(id)).toMatchObject({ [field]: kept });
});

test.each([
  ["cost", "-1", "must be greater than or equal to 0"],
  ["cost", -0.001, "must be greater than or equal to 0"],
  ["cost", "12,50", "is not a number"],
  ["cost", "abc", "is not a number"],
  ["cost", "", "is not a number"],
  ["cost", "1e3", "is not a number"],
  ["cost", "1234567890123456789", "must be less than 1000000000000000000"],
  ["cost", true, "is not a number"],
  ["sku", "x".repeat(256), "is too long (maximum is 255 characters)"],
  ["sku", 123, "is invalid"],
  ["tracked", null, "must be true or false"],
  ["tracked", "true", "must be true or false"],
  ["requires_shipping", 1, "must be true or false"],
  ["country_code_of_origin", "ZZ", "is invalid"],
  ["country_code_of_origin", "UK", "is invalid"],
  ["country_code_of_origin", "ca", "is invalid"],
  ["harmonized_system_code", "10121", wantedDigits],
  ["harmonized_system_code", "12345678901234", wantedDigits],
  ["harmonized_system_code", "12345A", wantedDigits],
  ["harmonized_system_code", "", wantedDigits],
  ["country_harmonized_system_codes", null, "is invalid"],
  ["country_harmonized_system_codes", ["CA"], "is invalid"],
  [
    "country_harmonized_system_codes",
    [{ country_code: "ZZ", harmonized_system_code: "610910" }],
    "is invalid",
  ],
  [
    "country_harmonized_system_codes",
    [{ country_code: "CA", harmonized_system_code: "61" }],
    wantedDigits,
  ],
])("%s: %j is refused, and so is the rest of its update", async (field, sent, why) => {
  const sandbox = await open();
  const id = idsOf(sandbox)[11] ?? "";
  const before = sandbox.item(id);
  const answer = await put(sandbox, id, { sku: "NEW", cost: "1.00", [field]: sent });
  expect([answer.status, answer.body]).toEqual([422, { errors: { [field]: [why] } }]);
  expect(sandbox.item(id)).toEqual(before);
});

test("only the keys sent change, the answer is the whole item, and it dates from now", async () => {
  const sandbox = await open();
  const id = idsOf(sandbox)[11] ?? "";
  const before = sandbox.item(id);
  const answer = await put(sandbox, id, {
    cost: "9.99",
    created_at: "2001-01-01T00:00:00Z",
    admin_graphql_api_id: "x",
    nonsense: 1,
    toString: 1,
  });
  const { updated_at, ...rest } = (answer.body as { inventory_item: { updated_at: string } })
    .inventory_item;
  const { updated_at: old = "", ...same } = before ?? {};
  expect(rest).toEqual({ ...same, id: Number(id), cost: "9.99" });
  expect(updated_at).toMatch(/-05:00$/);
  expect(Date.parse(updated_at)).toBeGreaterThan(Date.parse(old));
});

test("each update is strictly later than the one before", async () => {
  const sandbox = await open();
  const id = idsOf(sandbox)[0] ?? "";
  const dates: number[] = [];
  for (let n = 0; n < 3; n += 1) {
    await put(sandbox, id, { cost: "1.00" });
    dates.push(Date.parse(sandbox.item(id)?.updated_at ?? ""));
  }
  expect(dates).toEqual(dates.toSorted((a, b) => a - b));
  expect(new Set(dates).size).toBe(3);
});

test("country codes are merged by country, or replaced where the switch says so", async () => {
  const sent = [
    { country_code: "US", harmonized_system_code: "6109.10.0099" },
    { country_code: "JP", harmonized_system_code: "610910" },
  ];
  const [us, jp] = [{ country_code: "US", harmonized_system_code: "6109100099" }, sent[1]];
  for (const [countryCodes, kept] of [
    ["merge", [allCodes[0], us, jp]],
    ["replace", [us, jp]],
  ] as const) {
    const sandbox = await open({ switches: { countryCodes } });
    const id = idsOf(sandbox)[11] ?? "";
    expect(sandbox.item(id)?.country_harmonized_system_codes).toEqual(allCodes);
    await put(sandbox, id, { country_harmonized_system_codes: sent });
    expect(sandbox.item(id)?.country_harmonized_system_codes).toEqual(kept);
    await put(sandbox, id, { country_harmonized_system_codes: [] });
    expect(sandbox.item(id)?.country_harmonized_system_codes).toEqual(
      countryCodes === "merge" ? kept : [],
    );
  }
});

test("somebody else's edit and removal show without a request", async () => {
  const sandbox = await open();
  const [id = "", other = ""] = idsOf(sandbox);
  const old = sandbox.item(id)?.updated_at ?? "";
  sandbox.edit(id, { cost: "77.00" });
  sandbox.remove(other);
  expect(sandbox.item(id)?.cost).toBe("77.00");
  expect(Date.parse(sandbox.item(id)?.updated_at ?? "")).toBeGreaterThan(Date.parse(old));
  expect((await put(sandbox, other, { cost: "1" })).status).toBe(404);
  expect(() => {
    sandbox.edit(other, {});
  }).toThrow("the store has no such item");
  expect(sandbox.requests.length).toBe(1);
});

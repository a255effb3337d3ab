import { expect, test } from "vitest";
import {
  generatedId,
  generatedIndex,
  generatedItem,
} from "../../src/sandbox/store/generated-items.ts";
import { startSandbox } from "../../src/sandbox/sandbox.ts";
import { countryCodes } from "../../src/sandbox/store/country-codes.ts";

const someItems = Array.from({ length: 300 }, (_, index) => generatedItem(index));

test("an index and its id lead to each other, and other ids lead nowhere", () => {
  for (const index of [0, 1, 3, 4, 5, 11, 299, 999_999]) {
    const id = generatedId(index);
    expect(id).toMatch(/^\d{14}$/);
    expect(generatedIndex(id)).toBe(index);
    expect(generatedIndex(String(Number(id) + 1))).toBe(-1);
  }
  // The gap after a run of four.
  expect(generatedIndex(String(Number(generatedId(3)) + 32_768))).toBe(-1);
  for (const id of ["", "0", "1", "abc", "-44871419625635", "271878346596884015"]) {
    expect(generatedIndex(id)).toBe(-1);
  }
});

test("an item is the same each time", () => {
  expect(someItems.map((_, index) => generatedItem(index))).toEqual(someItems);
});

test("the first dozen are plain", () => {
  for (const { sku, tracked, requires_shipping } of someItems.slice(0, 12)) {
    expect([/^[A-Z0-9-]+$/.test(sku ?? ""), tracked, requires_shipping]).toEqual([
      true,
      true,
      true,
    ]);
  }
});

test.each<[string, (item: (typeof someItems)[number]) => boolean]>([
  [
    "HS codes with a leading zero",
    ({ harmonized_system_code: code }) => String(code).startsWith("0"),
  ],
  ["HS codes of thirteen digits", ({ harmonized_system_code: code }) => String(code).length === 13],
  ["costs that are not known", ({ cost }) => cost === null],
  ["costs of nothing", ({ cost }) => cost === "0.00"],
  ["no SKU", ({ sku }) => sku === null],
  ["SKUs like numbers", ({ sku }) => sku === "000123" || sku === "1E5"],
  ["SKUs like formulas", ({ sku }) => sku === "=SUM(A1)"],
  ["SKUs with commas", ({ sku }) => sku?.includes(",") ?? false],
  ["SKUs with quotes", ({ sku }) => sku?.includes('"') ?? false],
  ["SKUs with spaces at their edges", ({ sku }) => sku !== null && sku !== sku.trim()],
  ["SKUs beyond ASCII", ({ sku }) => sku === "Größe-42" || sku === "日本語-7" || sku === "GIFT-🎁"],
  [
    "duplicate SKUs",
    ({ id, sku }) => someItems.some((other) => other.id !== id && other.sku === sku),
  ],
  ["two country codes", ({ country_harmonized_system_codes: codes }) => codes.length === 2],
  ["Namibia", ({ country_code_of_origin: code }) => code === "NA"],
  ["provinces", ({ province_code_of_origin: code }) => code === "ON"],
  ["untracked items", ({ tracked }) => !tracked],
  ["items that are not shipped", ({ requires_shipping }) => !requires_shipping],
  [
    "items of which nothing is known",
    (item) => item.sku === null && item.cost === null && item.harmonized_system_code === null,
  ],
])("a store of the usual size has %s", (_name, has) => {
  expect(someItems.some(has)).toBe(true);
});

test("every generated value is one that the store itself would accept", () => {
  for (const item of someItems) {
    if (item.cost !== null) expect(item.cost).toMatch(/^\d+\.\d\d$/);
    if (item.harmonized_system_code !== null)
      expect(item.harmonized_system_code).toMatch(/^\d{6,13}$/);
    if (item.country_code_of_origin !== null)
      expect(countryCodes).toContain(item.country_code_of_origin);
    expect(Date.parse(item.updated_at)).toBeGreaterThanOrEqual(Date.parse(item.created_at));
    expect(item.updated_at).toMatch(/^2026-01-\d\dT\d\d:\d\d:\d\d-05:00$/);
  }
  expect(countryCodes.size).toBe(249);
});

test.each(["abc", "0", "-1", "01", "12345678901234567890"])(
  "an item of the caller's own cannot have the id %s",
  async (id) => {
    await expect(startSandbox({ extraItems: [{ id }] })).rejects.toThrow("an id is 1 to 19 digits");
  },
);

// What people do on purpose to a column is sent, however many rows it changes.
import { describe, expect, test } from "vitest";
import type { FieldName } from "../../src/item/fields.ts";
import { cents, columnOf, type Kind, kinds, seeds } from "../sheet/sheet-columns.ts";
import {
  decideAll,
  itemsWith,
  pickOf,
  randomOf,
  summariesOf,
  summaryOf,
} from "../import/watched-sheet.ts";

describe("sent:", () => {
  const numbers = columnOf(kinds["costs of their own"] as Kind, 8, 300).old;
  const whole = Array.from({ length: 300 }, (_, at) => String(10 + ((at * 37) % 50)));
  const random = randomOf(9);
  const category = columnOf(kinds["eight codes"] as Kind, 9, 300).old;
  const nations = columnOf(kinds["five countries"] as Kind, 9, 300).old;
  const swap = (cells: readonly string[], a: number, b: number): string[] =>
    cells.with(a, cells[b] ?? "").with(b, cells[a] ?? "");
  const replaced = (cells: readonly string[], by: Readonly<Record<string, string>>): string[] =>
    cells.map((cell) => by[cell] ?? cell);

  const legitimate: readonly (readonly [
    string,
    FieldName,
    readonly string[],
    readonly string[],
  ])[] = [
    ["a new price list", "cost", numbers, numbers.map(() => cents(random, 0))],
    ["ten per cent more", "cost", numbers, numbers.map((cell) => (Number(cell) * 1.1).toFixed(2))],
    [
      "ten per cent less of price points",
      "cost",
      whole,
      whole.map((cell) => (Number(cell) * 0.9).toFixed(2)),
    ],
    ["one more on whole prices", "cost", whole, whole.map((cell) => String(Number(cell) + 1))],
    [
      "five more on prices by five",
      "cost",
      whole.map((cell) => String(5 * Number(cell))),
      whole.map((cell) => String(5 * Number(cell) + 5)),
    ],
    [
      "half a unit more on unique prices",
      "cost",
      numbers.map((_, at) => String(5 + ((at * 37) % 300) / 2)),
      numbers.map((_, at) => String(5.5 + ((at * 37) % 300) / 2)),
    ],
    ["one cost for all", "cost", numbers, numbers.map(() => "12.00")],
    ["costs for items without one", "cost", numbers.map(() => ""), numbers],
    [
      "costs in alternate rows",
      "cost",
      numbers.map((_, at) => (at % 2 ? "10" : "20")),
      numbers.map((_, at) => (at % 2 ? "20" : "10")),
    ],
    [
      "two new costs in alternate rows",
      "cost",
      numbers,
      numbers.map((_, at) => (at % 2 ? "20" : "10")),
    ],
    [
      "costs that rise with the size of six",
      "cost",
      numbers,
      numbers.map((cell, at) => (at < 6 ? String(10 + at) : cell)),
    ],
    ["two cells that change places", "cost", numbers, swap(numbers, 4, 5)],
    ["two pairs that change places", "cost", numbers, swap(swap(numbers, 4, 5), 90, 200)],
    ["four edits", "cost", numbers, numbers.map((cell, at) => (at % 80 === 1 ? "8.88" : cell))],
    [
      "three codes in a row",
      "harmonized_system_code",
      category,
      category.with(7, "610911").with(8, "610912").with(9, "610913"),
    ],
    ["one code for all", "harmonized_system_code", category, category.map(() => "330499")],
    [
      "one code for another everywhere",
      "harmonized_system_code",
      category,
      replaced(category, { "610910": "610990" }),
    ],
    [
      "two codes that change places everywhere",
      "harmonized_system_code",
      category,
      replaced(category, { "610910": "610990", "610990": "610910" }),
    ],
    [
      "codes for a third of the rows",
      "harmonized_system_code",
      category,
      category.map((cell, at) =>
        at % 3 === 0 ? pickOf(random, ["330499", "330410", "340111"]) : cell,
      ),
    ],
    ["countries for items without one", "country_code_of_origin", nations.map(() => ""), nations],
    ["one country for another", "country_code_of_origin", nations, replaced(nations, { CN: "VN" })],
    [
      "a ring of countries",
      "country_code_of_origin",
      nations,
      replaced(nations, { CN: "VN", VN: "IT", IT: "CN" }),
    ],
    [
      "numbers for items without a SKU",
      "sku",
      numbers.map(() => ""),
      numbers.map((_, at) => `A-${at + 1}`),
    ],
    [
      "another prefix of numbered SKUs",
      "sku",
      numbers.map((_, at) => `OLD-${at + 1}`),
      numbers.map((_, at) => `NEW-${at + 1}`),
    ],
    [
      "tracked in all rows",
      "tracked",
      numbers.map((_, at) => String(at % 3 === 0)),
      numbers.map(() => "true"),
    ],
    [
      "not tracked in 3 of 300",
      "tracked",
      numbers.map(() => "true"),
      numbers.map((_, at) => String(at % 100 !== 0)),
    ],
    [
      "not tracked in all of 8",
      "tracked",
      Array<string>(8).fill("true"),
      Array<string>(8).fill("false"),
    ],
    [
      "SKUs that two rows exchange",
      "sku",
      numbers.map((_, at) => `S-${at * 3}`),
      swap(
        numbers.map((_, at) => `S-${at * 3}`),
        3,
        50,
      ),
    ],
  ];
  test.each(legitimate)("%s", async (_title, name, old, next) => {
    const all = expect.stringMatching(/^\d+ change$/);
    expect(await summariesOf(name, old, next)).toEqual([all, all]);
  });

  test("nothing for a sheet whose rows were sorted whole, and cleared cells are no one SKU", async () => {
    const old = Array.from({ length: 50 }, (_, at) => `S-${(at * 17) % 50}`);
    const items = itemsWith("sku", old).toSorted((a, b) =>
      (a.sku ?? "") < (b.sku ?? "") ? -1 : 1,
    );
    expect(
      summaryOf(
        await decideAll(
          items,
          "sku",
          items.map(({ sku }) => sku ?? ""),
        ),
      ),
    ).toBe("");
    expect(
      summaryOf(
        await decideAll(
          items,
          "sku",
          old.map(() => ""),
          true,
        ),
      ),
    ).toBe("50 change");
  });

  test.each(seeds)("random edits of random rows (%i)", async (seed) => {
    for (const kind of Object.values(kinds)) {
      if (kind.name === "sku") continue;
      const { random: each, old } = columnOf(kind, seed, 300);
      const from = [...old];
      const next = old.map((cell, at) => (each() < 0.3 ? kind.text(each, 500 + at) : cell));
      const decisions = await decideAll(itemsWith(kind.name, from), kind.name, next);
      expect(summaryOf(decisions)).toMatch(/^\d+ change$/);
    }
  });
});

// Mistakes of a whole column are held, in columns of all kinds.
import { describe, expect, test } from "vitest";
import type { FieldName } from "../../src/item/fields.ts";
import {
  cents,
  codes,
  columnOf,
  digits,
  isUnique,
  type Kind,
  kinds,
  kindsBySeed,
  seeds,
  sorted,
} from "../sheet/sheet-columns.ts";
import {
  decideAll,
  itemsWith,
  pickOf,
  type Random,
  randomOf,
  sentBeside,
  summaryOf,
} from "../import/watched-sheet.ts";

describe("held: a column", () => {
  test.each(kindsBySeed)("of %s that was sorted alone (%i)", async (title, seed, kind) => {
    const { old } = columnOf(kind, seed, 300);
    if (title === "numbered SKUs") old.push(...old.splice(0, 77));
    expect(await sentBeside("sorted_alone", kind.name, old, sorted(old))).toBe(0);
    expect(await sentBeside("sorted_alone", kind.name, old, sorted(old).toReversed())).toBe(0);
  });

  test.each(kindsBySeed)(
    "of %s that was shuffled, with a few edits (%i)",
    async (_title, seed, kind) => {
      const { random, old } = columnOf(kind, seed, 400);
      const next = old
        .map((cell) => ({ cell, at: random() }))
        .toSorted((a, b) => a.at - b.at)
        .map(({ cell }) => cell);
      for (const at of [17, 230]) next[at] = kind.text(random, 900 + at);
      expect(await sentBeside("sorted_alone", kind.name, old, next)).toBe(0);
    },
  );

  test.each(kindsBySeed)("of %s with a cell inserted (%i)", async (_title, seed, kind) => {
    const { random, old } = columnOf(kind, seed, 300);
    for (const typed of ["", kind.text(random, 999)]) {
      const next = [...old.slice(0, 40), typed, ...old.slice(40, -1)];
      expect(await sentBeside("shifted", kind.name, old, next)).toBeLessThanOrEqual(1);
    }
  });

  test.each(kindsBySeed)("of %s with a cell deleted (%i)", async (_title, seed, kind) => {
    const { old } = columnOf(kind, seed, 300);
    expect(
      await sentBeside("shifted", kind.name, old, [...old.slice(0, 40), ...old.slice(41), ""]),
    ).toBeLessThanOrEqual(1);
  });

  test.each(seeds)("with two and with three cells inserted (%i)", async (seed) => {
    for (const title of isUnique) {
      const kind = kinds[title] as Kind;
      const { old } = columnOf(kind, seed, 60);
      expect(
        await sentBeside("shifted", kind.name, old, [
          ...old.slice(0, 9),
          "",
          "",
          ...old.slice(9, -2),
        ]),
      ).toBeLessThanOrEqual(2);
      expect(
        await sentBeside("shifted", kind.name, old, [
          ...old.slice(0, 9),
          "",
          "",
          "",
          ...old.slice(9, -3),
        ]),
      ).toBeLessThanOrEqual(3);
    }
  });

  test("of two values with a cell inserted", async () => {
    const { old } = columnOf(
      { name: "country_code_of_origin", text: (random) => pickOf(random, ["CN", "US"]) },
      4,
      120,
    );
    expect(
      await sentBeside("shifted", "country_code_of_origin", old, ["US", ...old.slice(0, -1)]),
    ).toBeLessThanOrEqual(1);
  });

  test("moved among a thousand other edits of it, and only the moved rows", async () => {
    const { random, old } = columnOf(kinds["costs of their own"] as Kind, 5, 1400);
    const next = old.map((cell, at) =>
      at < 1000 ? (Number(cell) * 1.07 + random()).toFixed(2) : cell,
    );
    const moved = [
      ...next.slice(0, 1200),
      old[1203] ?? "",
      ...old.slice(1200, 1240),
      ...next.slice(1241),
    ];
    const decisions = await decideAll(itemsWith("cost", old), "cost", moved);
    expect(summaryOf(decisions)).toMatch(/^1000 change, 41 held: shifted$/);
  });

  test.each([
    ["harmonized_system_code", (at: number) => String(610910 + at)],
    ["harmonized_system_code", (at: number) => String(6109100012 - at)],
    ["cost", (at: number) => String(10 + at)],
    ["cost", (at: number) => (12.5 + at).toFixed(2)],
    ["cost", (at: number) => (10 + at * 5).toFixed(2)],
    ["sku", (at: number) => `ABC-${at + 1}`],
    ["sku", (at: number) => `ABC-${String(at + 7).padStart(3, "0")}`],
    ["sku", (at: number) => `${at + 1}-ABC`],
    ["country_harmonized_system_codes", (at: number) => `CA:${6109100010 + at}`],
  ] as const)("%s that counts from row to row: %s", async (name, count) => {
    const random = randomOf(6);
    const texts: Partial<Record<FieldName, Kind["text"]>> = {
      cost: cents,
      sku: (each, at) => `OLD${digits(each, 4)}-${at % 7}`,
      country_harmonized_system_codes: (each) => `CA:${digits(each, 10)};US:${digits(each, 10)}`,
    };
    const text = texts[name] ?? ((each: Random) => pickOf(each, codes));
    for (const rows of [10, 200]) {
      const old = Array.from({ length: 250 }, (_, at) => text(random, at));
      const next = old.map((cell, at) => (at >= 20 && at < 20 + rows ? count(at - 20) : cell));
      expect(await sentBeside("filled_down", name, old, next)).toBe(0);
    }
  });

  test("of codes that counts into empty cells, and past a code that cannot be read", async () => {
    const next = Array.from({ length: 30 }, (_, at) => (at === 12 ? "12 34" : String(610910 + at)));
    const decisions = await decideAll(
      itemsWith(
        "harmonized_system_code",
        next.map(() => ""),
      ),
      "harmonized_system_code",
      next,
    );
    expect(summaryOf(decisions)).toBe("29 held: filled_down, 1 invalid");
  });

  test("of one country's codes", async () => {
    const codesOf = Array.from({ length: 60 }, (_, at) => String(6109100000 + ((at * 7919) % 997)));
    const items = itemsWith(
      "country_harmonized_system_codes",
      codesOf.map((code, at) => `CA:${code};US:${640000 + at}`),
    );
    const decisions = await decideAll(items, "harmonized_system_code.CA", sorted(codesOf));
    expect(summaryOf(decisions)).toMatch(/^\d+ held: sorted_alone$/);
    const others = await decideAll(items, "harmonized_system_code.US", sorted(codesOf));
    expect(summaryOf(others)).toMatch(/^60 change$/);
  });

  test.each(["tracked", "requires_shipping"] as const)("%s, false in most rows", async (name) => {
    const { old } = columnOf({ name, text: (random) => String(random() < 0.9) }, 7, 300);
    const next = old.map((cell, at) => (at % 3 === 0 ? cell : "false"));
    expect(await sentBeside("switched_off", name, old, next)).toBe(0);
    expect(
      await sentBeside(
        "switched_off",
        name,
        old,
        old.map(() => "false"),
      ),
    ).toBe(0);
    // Where most are off already, the last ones that are on count.
    const few = old.map((_, at) => String(at % 5 === 0));
    expect(
      await sentBeside(
        "switched_off",
        name,
        few,
        few.map(() => "false"),
      ),
    ).toBe(0);
  });

  test.each([
    ["to one decimal", (cost: number) => cost.toFixed(1)],
    ["to none, as a workbook shows it", (cost: number) => cost.toFixed(0)],
    ["by cutting them off, as a script does", (cost: number) => String(Math.trunc(cost))],
  ])("cost, rounded %s, and the other changes are sent", async (_title, round) => {
    const { old } = columnOf({ name: "cost", text: cents }, 5, 60);
    const next = old.map((cost, at) => (at === 7 ? "8.43" : round(Number(cost))));
    const decisions = await decideAll(itemsWith("cost", old), "cost", next);
    expect(summaryOf(decisions)).toMatch(/^\d\d held: rounded_off, 1 change$/);
    const few = old.map((cost, at) => (at < 9 ? round(Number(cost)) : cost));
    expect(summaryOf(await decideAll(itemsWith("cost", old), "cost", few))).not.toMatch(/held/);
  });

  test("cost, 0 in many rows that had none", async () => {
    const old = Array.from({ length: 30 }, (_, at) => (at < 10 ? "" : `${at}.17`));
    const next = old.map((cost, at) => cost || (at % 2 === 0 ? "0.0" : "0"));
    const decisions = await decideAll(itemsWith("cost", old), "cost", next.with(20, "9.99"));
    expect(summaryOf(decisions)).toBe("10 held: filled_with_zero, 1 change");
    const nine = await decideAll(itemsWith("cost", old), "cost", next.with(0, "7.77"));
    expect(summaryOf(nine)).toBe("10 change");
  });

  test("country, NA in several rows that had none", async () => {
    const old: string[] = Array.from({ length: 12 }, (_, at) =>
      at < 4 ? "" : at < 6 ? "NA" : "DE",
    );
    const name = "country_code_of_origin";
    const next = old.map((code) => code || "NA").with(9, "FR");
    const decisions = await decideAll(itemsWith(name, old), name, next);
    expect(summaryOf(decisions)).toMatch(/4 held: filled_with_na/);
    expect(summaryOf(decisions)).toMatch(/1 change/);
    const two = await decideAll(itemsWith(name, old), name, old.with(0, "NA").with(1, "NA"));
    expect(summaryOf(two)).toMatch(/^2 change/);
  });

  test("sku, with one new SKU in several rows, or that of another row", async () => {
    const old = Array.from({ length: 40 }, (_, at) => `A-${at}`);
    const next = old.with(3, "NEW").with(9, "NEW").with(12, "A-30").with(20, "OTHER");
    const decisions = await decideAll(itemsWith("sku", old), "sku", next);
    expect(summaryOf(decisions)).toBe("3 held: repeated_sku, 1 change");
    const all = await decideAll(
      itemsWith("sku", old),
      "sku",
      old.map(() => "ONE"),
    );
    expect(summaryOf(all)).toBe("40 held: repeated_sku");
  });
});

test("a row that is held for its cost is held for its column as well, and both are told", async () => {
  const old = Array.from({ length: 30 }, (_, at) => String(5 + ((at * 7) % 30) * 3));
  const decisions = await decideAll(itemsWith("cost", old), "cost", sorted(old));
  const [first] = decisions.filter(({ decision }) => decision === "held");
  expect(first).toMatchObject({
    message:
      "cost would get the value of another row (was this column sorted without the others?); if that is right, plan it with --allow-held",
    changes: { cost: { from: expect.any(String), to: expect.any(String) } },
  });
});

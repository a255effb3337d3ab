import { cases } from "../support/cases.ts";
import fc from "fast-check";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Item, itemSchema } from "../../src/item/fields.ts";
import { isId } from "../../src/item/id.ts";
import { decide, decideAlone } from "../../src/plan/decide/decide.ts";
import { type Decision, decisions } from "../../src/plan/decision.ts";
import { usualRules } from "../../src/plan/rules.ts";
import { openSheet } from "../../src/sheet/sheet.ts";

let folder = "";
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "duplicates-"))));
afterAll(() => rm(folder, { recursive: true }));

const itemOf = (id: string): [string, Item] => [
  id,
  itemSchema.parse({ id, cost: "5.00", tracked: true, requires_shipping: true }),
];
const shop = new Map(["7", "8", "9"].map(itemOf));

/** The decisions for a sheet of these lines, header first. */
const decideAll = (...lines: string[]): Promise<Decision[]> => decideBy(false, lines);

/** With `blankAsks` an empty cell may clear a value. */
async function decideBy(blankAsks: boolean, lines: readonly string[]): Promise<Decision[]> {
  const path = join(folder, "sheet.csv");
  await writeFile(path, lines.join("\n"));
  const sheet = await openSheet(path, "sheet.csv", { blankAsks });
  const found: Decision[] = [];
  const duplicates = await sheet.findDuplicates();
  for await (const rows of sheet.read()) {
    for (const row of rows) {
      const live = shop.get(row.key.id);
      const alone = decideAlone(row, sheet.header, duplicates);
      found.push(alone ?? decide(row, { header: sheet.header, rules: usualRules }, live));
    }
  }
  return found;
}

describe("rows of the same id", () => {
  test.each([
    ["25", "25.00", "change"],
    ["", "  ", "unchanged"],
    ["[clear]", " [clear] ", "change"],
    ["abc", "abc", "invalid"],
  ])("that ask for the same, %j and %j: one is enough", async (a, b, decision) => {
    const [first, other, second] = await decideAll("id,cost", `7,${a}`, "8,1", ` 7 ,${b}`);
    expect([first?.decision, other?.decision]).toEqual([decision, "change"]);
    expect(second).toEqual({
      line: 4,
      id: "7",
      decision: "duplicate",
      message: "no other change than in line 2; skipped",
      same_as: 2,
    });
  });

  test.each([
    ["25", "25.01"],
    ["25", "[clear]"],
    ["abc", "25"],
  ])("that ask for %j and %j: neither is sent", async (a, b) => {
    const message = "of this id has other values; keep the row that is right";
    expect(await decideAll("id,cost", `7,${a}`, `7,${b}`)).toEqual([
      { line: 2, id: "7", decision: "duplicate", message: `line 3 ${message}` },
      { line: 3, id: "7", decision: "duplicate", message: `line 2 ${message}` },
    ]);
  });

  test.each([
    ["1", "1", "2"],
    ["1", "2", "1"],
    ["2", "1", "1"],
  ])("%s, %s and %s: the one that differs holds all of them back", async (...costs) => {
    const found = await decideAll("id,cost", ...costs.map((cost) => `7,${cost}`));
    expect(found.map(({ decision }) => decision)).toEqual(["duplicate", "duplicate", "duplicate"]);
    expect(found.some((decision) => "same_as" in decision)).toBe(false);
  });

  test.each([
    ["id,cost", ["7,1.30", "7,"], "change", 2],
    ["id,cost", ["7,", "7,1.30"], "change", 3],
    ["id,cost", ["7,[clear]", "7, "], "change", 2],
    ["id,cost,sku", ["7,,", "7,1.30,A", "7,,A"], "change", 3],
    ["id,cost,sku", ["7,1.30,", "7,,A", "7,1.3,A"], "change", 4],
  ])(
    "that ask for less than one of them, under %s, give way: %j",
    async (header, rows, decision, line) => {
      const found = await decideAll(header, ...rows);
      for (const row of found) {
        if (row.line === line) expect(row.decision).toBe(decision);
        else {
          const message = `no other change than in line ${line}; skipped`;
          expect(row).toMatchObject({ decision: "duplicate", message, same_as: line });
        }
      }
    },
  );

  test.each([
    ["id,cost,sku", ["7,1.30,", "7,,A"]],
    ["id,cost,sku", ["7,1.30,A", "7,1.40,"]],
    ["id,cost", ["7,1.30", "7,", "7,1.40"]],
  ])(
    "none of which asks for everything, or which disagree, are not sent, under %s: %j",
    async (header, rows) => {
      const found = await decideAll(header, ...rows);
      expect(found.every((row) => row.decision === "duplicate" && !("same_as" in row))).toBe(true);
    },
  );

  test("disagree where an empty cell may clear a value", async () => {
    const found = await decideBy(true, ["id,cost", "7,1.30", "7,"]);
    expect(found.map(({ decision }) => decision)).toEqual(["duplicate", "duplicate"]);
    expect(found.some((row) => "same_as" in row)).toBe(false);
  });

  test("read-only and result columns do not tell rows apart", async () => {
    const found = await decideAll("id,cost,created_at,result_status", "7,1,a,b", "7,1,c,d");
    expect(found.map(({ decision }) => decision)).toEqual(["change", "duplicate"]);
  });
});

describe("every sheet", () => {
  const id = fc.constantFrom("7", "8", "9", "10", "11", "x", "");
  const cost = fc.constantFrom("", "5", "5.00", "6", "6.0", "[clear]", "abc");

  test("gets exactly one decision a row, in its order, and sends an id once at most", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(id, cost), { maxLength: 12 }), async (rows) => {
        const found = await decideAll("id,cost", ...rows.map((cells) => cells.join(",")));
        const filled = rows.flatMap((cells, at) => (cells.join("") === "" ? [] : [at + 2]));
        expect(found.map(({ line }) => line)).toEqual(filled);
        const sent = new Set<string>();
        for (const { line, id, decision, ...rest } of found) {
          expect(decisions).toContain(decision);
          expect(id).toBe(rows[line - 2]?.[0]);
          expect(decision === "invalid" || isId(id)).toBe(true);
          if (decision === "change") {
            expect(sent.has(id)).toBe(false);
            sent.add(id);
          }
          if ("same_as" in rest && rest.same_as !== undefined) {
            const first = found.find((other) => other.line === rest.same_as);
            expect(first).toMatchObject({ id });
            expect(first?.decision).not.toBe("duplicate");
          }
        }
      }),
      { numRuns: cases(300) },
    );
  });
});

test("an id in very many rows is told of by its first lines, and quickly", async () => {
  const rows = Array.from({ length: 30_000 }, (_, n) => `1,${n}`);
  const decisions = await decideAll("id,cost", ...rows);
  expect(decisions).toHaveLength(30_000);
  expect(decisions[0]).toMatchObject({ decision: "duplicate" });
  expect(decisions[0]).toHaveProperty(
    "message",
    expect.stringContaining("lines 3, 4, 5, 6, 7 and 29,994 more of this id"),
  );
});

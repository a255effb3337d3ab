// The mistakes that are made in every spreadsheet, made in the real LibreOffice: a column sorted alone, a cell inserted or
// deleted in it, a cell dragged down. All rows concerned are held, with and without the base.
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Decision } from "../../src/plan/decision.ts";
import type { ExtraItem } from "../../src/sandbox/store/wire-item.ts";
import { type Desk, openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";
import { closing, exportAs, plan } from "./office/office-desk.ts";
import { type Deed, deedRow } from "./office/office-macro.ts";
import { work } from "./office/soffice.ts";

const codes = ["610910", "620342", "640399", "851762", "950300"];
const items: readonly ExtraItem[] = Array.from({ length: 300 }, (_, at) => ({
  id: String(99_000_000_000_001 + at),
  sku: `MUG-${(at * 53) % 301}-${at % 7}`,
  cost: `${20 + ((at * 37) % 61)}.${10 + (at % 80)}`,
  harmonized_system_code: codes[(at * at) % 5] ?? null,
}));

const deeds: readonly (readonly [Deed, string, string])[] = [
  ["sort", "cost", "sorted_alone"],
  ["sort", "sku", "sorted_alone"],
  ["insert", "cost", "shifted"],
  ["insert", "harmonized_system_code", "shifted"],
  ["delete", "cost", "shifted"],
  ["fill", "harmonized_system_code", "filled_down"],
  ["fill", "sku", "filled_down"],
  ["fill", "cost", "filled_down"],
];

const { finished, close } = closing();
let desk: Desk;

beforeAll(async () => {
  const sandbox = await openSandbox({ items: 0, extraItems: items }, finished);
  desk = await openDesk(sandbox, finished);
  const ids = items.map(({ id }) => String(id));
  await exportAs(desk, "items.csv", ids, "--columns", "id,sku,cost,harmonized_system_code");
}, 600_000);

afterAll(close);

test.each(deeds)("%s in the column %s", async (deed, column, kind) => {
  const sheet = `${deed}-${column}.csv`;
  const into = [join(desk.folder, sheet)];
  await work(join(desk.folder, "items.csv"), "en-US", deed, [column], into);
  for (const base of [[], ["--base", "items.base.jsonl"]]) {
    const { decisions, changes } = await plan(desk, sheet, ...base);
    expect(decisions).toHaveLength(items.length);
    const held = decisions.filter((decision) => isHeldFor(decision, kind, column));
    expect(held.length).toBeGreaterThan(deed === "sort" ? 250 : 150);
    // What an inserted cell leaves at its place is empty, and is not sent without a base.
    expect(changes.length).toBeLessThanOrEqual(deed === "insert" || deed === "delete" ? 1 : 0);
    if (deed !== "sort") expect(held[0]?.line).toBeGreaterThanOrEqual(deedRow);
  }
});

const isHeldFor = (decision: Decision, kind: string, column: string): boolean =>
  decision.decision === "held" &&
  (decision.mistakes ?? []).some((one) => one.kind === kind && one.column === column);

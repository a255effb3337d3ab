// The plan in a terminal: short lines by field, what to look at first, the rows that matter most, what is not sent.
import { expect, test } from "vitest";
import type { Decision } from "../../src/plan/decision.ts";
import { concernLine, faultLines } from "../../src/report/lines/concerns.ts";
import { fieldLines } from "../../src/report/lines/fields.ts";
import { viewAmount, viewPercent } from "../../src/report/percent.ts";
import { viewRow } from "../../src/report/view.ts";
import { openDesk } from "../support/command.ts";
import { change, digestOf } from "../report/digest-rows.ts";
import { openSandbox } from "../support/shops.ts";

test.each([
  [10, "+10%"],
  [-4.25, "-4.3%"],
  [0, "+0%"],
  [0.0421, "+0.042%"],
  [1900, "+1,900%"],
  [99.96, "+100%"],
])("%d is %s", (percent, text) => expect(viewPercent(percent)).toBe(text));

test.each([
  ["1234567.50", "1,234,567.50"],
  ["999", "999"],
  ["-1000.1234", "-1,000.1234"],
])("the amount %s is %s", (decimal, text) => expect(viewAmount(decimal)).toBe(text));

test("fields in short lines; counts of moves are below each other", () => {
  const code = (line: number, from: string | null, to: string | null): Decision =>
    change(line, { harmonized_system_code: [from, to] });
  const { fields } = digestOf([
    change(2, { cost: ["1000.00", "1100.00"], tracked: [false, true] }),
    change(3, { cost: ["500", "450"], sku: ["A".repeat(60), "B"] }),
    change(4, { cost: [null, "2.50"] }),
    change(5, { cost: ["2.50", null] }),
    ...Array.from({ length: 12 }, (_, at) => code(at + 10, null, "691200")),
    code(30, "611710", null),
    ...Array.from({ length: 5 }, (_, at) => code(at + 31, `6109${at}0`, "090210")),
  ]);
  expect(fieldLines(fields)).toEqual([
    "sku: 1 row",
    `  ${"A".repeat(30)}… → B`,
    "cost: 4 rows",
    "  1 up, 1 down, 1 filled, 1 emptied",
    "  typically by +0%, from -10% to +10%",
    "  sum 1,502.50 → 1,552.50 (+3.3%)",
    "tracked: 1 row",
    "  1 to true",
    "harmonized_system_code: 18 rows",
    "  (empty) → 691200  12",
    "  611710 → (empty)   1",
    "  610900 → 090210    1",
    "  610910 → 090210    1",
    "  610920 → 090210    1",
    "  … and 2 rows with other values",
  ]);
});

test("concerns and faults say how many rows, where, and why", () => {
  const named = { product: "Mug", variant: "Blue", sku: "M-1" };
  const wrong = (line: number, cell: string, more = {}): Decision => ({
    line,
    id: "1",
    decision: "invalid",
    complaints: [{ column: "cost", kind: "unreadable", text: `found ${cell}`, cell }],
    ...more,
  });
  const { concerns, faults } = digestOf([
    change(2, { cost: ["1.00", null] }),
    { line: 3, id: "3", decision: "conflict", message: "cost was 1", changes: {} },
    ...[4, 5, 6, 7, 8, 9].map((line) => wrong(line, "abc")),
    ...["p", "q", "r", "s", "t", "u"].map((cell, at) => wrong(at + 10, cell, named)),
  ]);
  expect(concerns.map(concernLine)).toEqual([
    "cost, 1 row: the value is removed: 1.00 → (empty) in line 2",
    "1 row in conflict: changed in the shop and in the sheet, and not sent; in line 3: cost was 1",
  ]);
  expect(faults.flatMap((fault) => faultLines(fault, "row"))).toEqual([
    "cost cannot be read: 12 rows",
    "  rows 4, 5, 6, 7 and 2 more: found abc",
    "  row 10 (Mug · Blue): found p",
    "  row 11 (Mug · Blue): found q",
    "  row 12 (Mug · Blue): found r",
    "  row 13 (Mug · Blue): found s",
    "  … and 2 more with something else",
  ]);
});

test("a row has its names, shortened, and the percentage of its cost", () => {
  const long = change(7, { cost: ["2.00", "3.00"] }, { product: "P".repeat(50), variant: "Small" });
  expect(viewRow(long, "row")).toBe(
    `  row 7  1007  SKU-7  ${"P".repeat(40)}…\n    cost  2.00 → 3.00  +50%`,
  );
});

test("a plan shows the rows that matter most, not the first ones", async () => {
  const sandbox = await openSandbox({ items: 40 });
  const ids = [...sandbox.ids()];
  for (const id of ids) sandbox.edit(id, { cost: "10.00", tracked: true });
  const desk = await openDesk(sandbox);
  const costs = ids.map((id, at) => `${id},${at === 35 ? "[clear]" : at === 38 ? "15" : "10.10"},`);
  await desk.write("s.csv", `id,cost,tracked\n${costs.join("\n")}\n`);
  const { stdout } = await desk.run(["plan", "s.csv"]);
  const [summary = "", first = "", changes = ""] = stdout.split("\n\n");
  expect(summary).toBe(
    [
      "What would change",
      "  cost: 40 rows",
      "    39 up, 1 emptied",
      "    typically by +1%, from +1% to +50%",
      "    sum 400.00 → 398.80 (-0.3%)",
    ].join("\n"),
  );
  expect(first).toMatch(
    /^Look at these first\n  cost, 1 row: the value is removed: 10.00 → \(empty\) in line 37$/,
  );
  const shown = [...changes.matchAll(/^  line (\d+)/gm)].map(([, line]) => Number(line));
  expect(shown).toEqual([37, 40, ...Array.from({ length: 18 }, (_, at) => at + 2)]);
  expect(changes).toMatch(
    /^Changes, the most important first\n[^]*… and 20 more in runs\/\S+\/changes.csv$/,
  );
});

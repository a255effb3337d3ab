// What a plan or its results say to a person: counts by field, what to look at first, what needs somebody, and the rows
// that matter most.
import { expect, test } from "vitest";
import type { Decision } from "../../src/plan/decision.ts";
import type { Complaint } from "../../src/plan/warning.ts";
import type { DigestRow } from "../../src/report/digest/digest.ts";
import { change, digestOf } from "./digest-rows.ts";

const linesOf = (rows: readonly DigestRow[]): number[] => rows.map(({ decision }) => decision.line);

test("costs: directions, percentages, the row that moves most, and sums", () => {
  const digest = digestOf([
    change(2, { cost: ["10.00", "11.00"] }),
    change(3, { cost: ["20.00", "24.00"] }),
    change(4, { cost: ["4", "3.00"] }),
    change(5, { cost: [null, "7.5"] }),
    change(6, { cost: ["8.00", null] }),
    change(7, { cost: ["0.00", "1.00"] }),
    change(8, { cost: ["0.0000000000000000000000001", "1.0000000000000000000000001"] }),
  ]);
  expect(digest.fields).toEqual([
    {
      field: "cost",
      kind: "money",
      rows: 7,
      up: 4,
      down: 1,
      filled: 1,
      emptied: 1,
      percent: { median: 15, lowest: -25, highest: 1e27 },
      largest: expect.objectContaining({ decision: expect.objectContaining({ line: 8 }) }),
      bars: expect.any(Array),
      before: "42.0000000000000000000000001",
      after: "47.5000000000000000000000001",
    },
  ]);
});

test.each([
  [[3.1, 3.2, 3.4], [[3, 4, 3]]],
  [
    [-1, 0.5, 3],
    [
      [-1, 0, 1],
      [0, 1, 1],
      [1, 2, 0],
      [2, 3, 0],
      [3, 4, 1],
    ],
  ],
  [
    [-100, 10, 10, 10],
    [
      [-100, -90, 1],
      ...[-90, -80, -70, -60, -50, -40, -30, -20, -10, 0].map((from) => [from, from + 10, 0]),
      [10, 20, 3],
    ],
  ],
])("bars over %j are whole percents wide, few, and hold every row once", (percents, bars) => {
  const rows = percents.map((percent, at) =>
    change(at + 2, { cost: ["1000", String(1000 + percent * 10)] }),
  );
  const [cost] = digestOf(rows).fields;
  const found =
    cost?.kind === "money" ? cost.bars.map(({ from, to, rows }) => [from, to, rows]) : [];
  expect(found).toEqual(bars);
});

test("one far row of many does not flatten the bars: the last one is open", () => {
  const rows = Array.from({ length: 500 }, (_, at) =>
    change(at + 2, { cost: ["100", at === 0 ? "100000" : String(105 + (at % 5))] }),
  );
  const [cost] = digestOf(rows).fields;
  expect(cost?.kind === "money" && cost.bars.map(({ rows }) => rows)).toEqual([
    99, 100, 100, 100, 101,
  ]);
});

test("values: moves with their counts, others, and moves to another chapter; flags: both ways", () => {
  const { fields } = digestOf([
    change(2, { harmonized_system_code: [null, "610910"], tracked: [false, true] }),
    change(3, { harmonized_system_code: ["610910", "090210"], tracked: [true, false] }),
    change(4, { harmonized_system_code: ["610910", "090210"], sku: ["A", "B"] }),
    change(5, {
      country_harmonized_system_codes: [
        [
          { country_code: "CA", harmonized_system_code: "6109100010" },
          { country_code: "US", harmonized_system_code: "6109100012" },
        ],
        [{ country_code: "CA", harmonized_system_code: "4205000010" }],
      ],
    }),
  ]);
  expect(fields).toEqual([
    { field: "sku", kind: "value", rows: 1, moves: [{ from: "A", to: "B", rows: 1 }], others: 0 },
    { field: "tracked", kind: "flag", rows: 2, on: 1, off: 1 },
    {
      field: "harmonized_system_code",
      kind: "value",
      rows: 3,
      moves: [
        { from: "610910", to: "090210", rows: 2 },
        { from: "", to: "610910", rows: 1 },
      ],
      others: 0,
      chapters: [{ from: "61", to: "09", rows: 2 }],
    },
    {
      field: "country_harmonized_system_codes",
      kind: "value",
      rows: 1,
      moves: [{ from: "CA:6109100010;US:6109100012", to: "CA:4205000010", rows: 1 }],
      others: 0,
      chapters: [{ from: "61", to: "42", rows: 1 }],
    },
  ]);
});

test("the rows that matter most come first, whatever their order in the sheet", () => {
  const doubt = { column: "sku", kind: "sku_edges", text: "…" } as const;
  const rows: DigestRow[] = [
    { decision: change(2, { harmonized_system_code: [null, "610910"] }), status: "planned" },
    { decision: change(3, { harmonized_system_code: ["610910", "090210"] }), status: "planned" },
    { decision: change(4, { cost: ["10", "11"] }), status: "planned" },
    { decision: change(5, { cost: ["100", "110"] }), status: "planned" },
    { decision: change(6, { sku: ["A", "B "] }, { warnings: [doubt] }), status: "planned" },
    { decision: change(7, { cost: ["10", "2"] }), status: "planned" },
    { decision: change(8, { cost: ["10", "15"] }), status: "planned" },
    { decision: change(9, { tracked: [true, false] }), status: "planned" },
    { decision: change(10, { country_code_of_origin: ["DE", null] }), status: "planned" },
    { decision: change(11, { requires_shipping: [false, true] }), status: "failed" },
  ];
  const wanted = [11, 10, 9, 7, 8, 6, 5, 4, 3, 2];
  expect(linesOf(digestOf(rows).top)).toEqual(wanted);
  expect(linesOf(digestOf(rows.toReversed()).top)).toEqual(wanted);
});

const fault = (line: number, complaints: readonly Complaint[], more = {}): Decision => ({
  line,
  id: String(line),
  decision: "invalid",
  complaints,
  ...more,
});
const country = (cell: string, probably?: string): Complaint => ({
  column: "Origin",
  kind: "unreadable",
  text: `found "${cell}"; wanted a country`,
  cell,
  ...(probably !== undefined && { probably }),
});

test("what is not sent is grouped by what was written, the largest group first", () => {
  const shirt = { product: "Shirt", variant: "Small" };
  const { faults, attention, statuses, doubtful } = digestOf([
    fault(2, [country("Narnia")], { sku: "N-1" }),
    fault(3, [country("UK", "GB")], shirt),
    fault(4, [country("UK", "GB"), { column: "cost", kind: "date", text: "found a date" }], shirt),
    { line: 5, id: "5", decision: "not_found", message: "not there" },
    { line: 6, id: "", sku: "TWICE", decision: "duplicate", message: "2 items have the SKU" },
    { line: 7, id: "7", decision: "duplicate", message: "line 8 has other values" },
    { line: 8, id: "7", decision: "duplicate", message: "line 7 has other values" },
    { line: 9, id: "7", decision: "duplicate", message: "no other change", same_as: 8 },
    { line: 10, id: "10", decision: "conflict", message: "both", changes: {} },
  ]);
  expect({ attention, statuses, lines: linesOf(doubtful) }).toEqual({
    attention: 8,
    statuses: { invalid: 3, not_found: 1, duplicate: 4, conflict: 1 },
    lines: [10],
  });
  const [found, names] = [{ rows: 1, lines: [2] }, [] as string[]];
  expect(faults).toEqual([
    {
      title: "Origin cannot be read",
      rows: 3,
      wrote: [
        {
          cell: "UK",
          probably: "GB",
          text: 'found "UK"; wanted a country',
          rows: 2,
          lines: [3, 4],
          names: ["Shirt · Small"],
        },
        { ...found, cell: "Narnia", text: 'found "Narnia"; wanted a country', names: ["N-1"] },
      ],
    },
    {
      title: "several rows of one item have different values",
      rows: 2,
      wrote: [{ cell: "7", text: "keep the row that is right", rows: 2, lines: [7, 8], names }],
    },
    {
      title: "cost has a date",
      rows: 1,
      advice: expect.stringContaining("read the cells as dates"),
      wrote: [{ text: "found a date", rows: 1, lines: [4], names: ["Shirt · Small"] }],
    },
    {
      title: "not found in the shop",
      rows: 1,
      wrote: [{ cell: "5", text: "not there", rows: 1, lines: [5], names }],
    },
    {
      title: "several items have the SKU",
      rows: 1,
      wrote: [{ cell: "TWICE", text: "2 items have the SKU", rows: 1, lines: [6], names }],
    },
  ]);
});

test("what to look at first, by kind: after an apply, what failed", () => {
  const warning = {
    column: "cost",
    kind: "rounded",
    text: "12.345 as 12.35",
    rule: "rounded",
  } as const;
  const held = { column: "cost", kind: "shifted", text: "the value above" } as const;
  const hint = "if that is right, plan it with --allow-held";
  const failed = { status: "failed", message: "refused", attempts: 1 } as const;
  const { concerns } = digestOf([
    change(2, { cost: ["1.00", null] }, { cleared_by_base: ["cost"] }),
    change(3, { cost: ["2.00", null], tracked: [true, false] }, { warnings: [warning] }),
    { line: 4, id: "4", decision: "unchanged", warnings: [warning, warning] },
    {
      line: 5,
      id: "5",
      decision: "held",
      message: `cost would get the value above; ${hint} · cost would go from 1 to 0; ${hint}`,
      mistakes: [held],
      changes: {},
    },
    { line: 6, id: "6", decision: "conflict", message: "cost was 1", changes: {} },
    { decision: change(7, { sku: ["A", "B"] }), ...failed },
    { decision: change(8, { sku: ["B", "C"] }), ...failed },
    { decision: change(9, { sku: ["C", "D"] }), status: "unknown", message: "lost", attempts: 1 },
    {
      decision: change(10, { sku: ["D", "E"] }),
      status: "conflict",
      message: "now F",
      attempts: 0,
    },
  ]);
  expect(
    concerns.map(({ kind, column, rows, text, examples }) => [
      kind,
      column,
      rows,
      text,
      linesOf(examples),
    ]),
  ).toEqual([
    ["failed", "", 2, "refused, first in line 7", [7, 8]],
    ["unknown", "", 1, "lost, in line 9", [9]],
    [
      "emptied",
      "cost",
      2,
      "the value is removed: first 1.00 → (empty) in line 2; in 1 row because the cell is empty and had a value at export",
      [2, 3],
    ],
    [
      "switched_off",
      "tracked",
      1,
      "true → false: the shop no longer counts the stock of this item and sells without a limit; in line 3",
      [3],
    ],
    ["held", "cost", 1, `would get the value above, in line 5; ${hint}`, [5]],
    ["held", "cost", 1, `in line 5: would go from 1 to 0; ${hint}`, [5]],
    [
      "conflict",
      "",
      1,
      "changed in the shop and in the sheet, and not sent; in line 6: cost was 1",
      [6],
    ],
    [
      "conflict",
      "",
      1,
      "changed in the shop and in the sheet, and not sent; in line 10: now F",
      [10],
    ],
    ["warning", "cost", 2, "rounded, first in line 3: 12.345 as 12.35", [3, 4]],
  ]);
});

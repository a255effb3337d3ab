// Rows with one fault that are shown together.
import { expect, test } from "vitest";
import type { Decision } from "../../src/plan/decision.ts";
import { digestOf } from "./digest-rows.ts";

test("a message for several rows has no value of one of them", () => {
  const placeholder = (line: number, old: string, probably?: string): Decision => {
    const keep = old === "" ? "empty the cell" : `write "${old}"`;
    const text = `found "nan", a placeholder; ${keep} to leave it alone`;
    const meant = probably === undefined ? {} : { probably };
    const complaint = { column: "hs", kind: "placeholder", text, cell: "nan", ...meant } as const;
    return { line, id: String(line), decision: "invalid", complaints: [complaint] };
  };
  const rows = [
    placeholder(2, "090210", "A"),
    placeholder(3, "691200", "A"),
    placeholder(4, ""),
    placeholder(5, "610910", "B"),
  ];
  const [found] = digestOf(rows).faults;
  expect(found?.wrote.map(({ text, lines, probably }) => [text, lines, probably])).toEqual([
    ['found "nan", a placeholder; write "(its own value)" to leave it alone', [2, 3, 5], undefined],
    ['found "nan", a placeholder; empty the cell to leave it alone', [4], undefined],
  ]);
});

test("several unknown ids may be those of another system", () => {
  const unknown = (line: number, more: Partial<Decision>): Decision =>
    ({ line, id: "", decision: "not_found", message: "not there", ...more }) as Decision;
  const adviceFor = (...rows: readonly Partial<Decision>[]): string | undefined =>
    digestOf(rows.map((row, at) => unknown(at + 2, row))).faults[0]?.advice;
  expect(adviceFor({ id: "1" }, { id: "2" })).toContain("--match sku");
  expect(adviceFor({ id: "1" })).toBeUndefined();
  expect(adviceFor({ sku: "A" }, { sku: "B" })).toBeUndefined();
});

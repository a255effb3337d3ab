// The guard inside a cell, for programs that split it at a separator of their own.
import { cases } from "../support/cases.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { fromCell, toCell } from "../../src/sheet/cell.ts";
import { plain } from "../../src/sheet/dialect.ts";
import { csv } from "../../src/sheet/write.ts";
import { anyText, pieces, separators, sign } from "../support/any-text.ts";

test("holds no formula for a program that splits at another separator", () => {
  fc.assert(
    fc.property(fc.array(anyText, { minLength: 1, maxLength: 3 }), (texts) => {
      for (const level of ["formula", "all"] as const)
        for (const delimiter of separators) {
          const written = csv([texts.map((text) => toCell(text, level))], {
            ...plain,
            delimiter,
          });
          const all = separators.flatMap((mark) => pieces(written, mark));
          expect(all.filter((piece) => sign.test(piece))).toEqual([]);
        }
    }),
    { numRuns: cases(2000) },
  );
});

test.each([
  ["x;=cmd|'/c calc'!A0;y", "x;'=cmd|'/c calc'!A0;y"],
  ["A-1, -2", "A-1, '-2"],
  ["A-1, '-2", "A-1, ''-2"],
  ["x;-3", "x;'-3"],
  ['x|"@y', `x|"'@y`],
  ["x\t+1", "x\t'+1"],
  ["x;＝1", "x;'＝1"],
  ["＝1+1", "'＝1+1"],
  [" =1+1", "' =1+1"],
  ['"=1', `'"=1`],
  ["=1;=2", "'=1;'=2"],
  ["A-1,2;b", "A-1,2;b"],
  ["a\n-b;=1", '[text]"a\\n-b;\\u003d1"'],
  ['a\n;"=1', '[text]"a\\n;\\"\\u003d1"'],
])("%j stands as %j", (text, cell) => {
  expect(toCell(text)).toBe(cell);
  expect(fromCell(cell)).toBe(text);
});

test.each([
  ["x;-3", "x;-3"],
  ["x;'-3", "x;''-3"],
])("%j stands as %j in a workbook", (text, cell) => {
  expect(toCell(text, "none")).toBe(cell);
  expect(fromCell(cell)).toBe(text);
});

test.each([
  ["A-1, -2", "A-1, -2"],
  ["A-1, '-2", "A-1, -2"],
  ["5,'x", "5,'x"],
  ['[text]"x;-3"', "x;-3"],
  [`[text]"A-1, '-2"`, "A-1, '-2"],
])("the cell %j that somebody typed is the text %j", (cell, text) => {
  expect(fromCell(cell)).toBe(text);
});

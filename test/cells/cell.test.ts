import { cases } from "../support/cases.ts";
import fc from "fast-check";
import { parse } from "csv-parse/sync";
import { rm, writeFile, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fieldNames, fields, type Item } from "../../src/item/fields.ts";
import { decide, decideAlone } from "../../src/plan/decide/decide.ts";
import { fromCell, isClear, keepCell, toCell } from "../../src/sheet/cell.ts";
import { usualRules } from "../../src/plan/rules.ts";
import type { Row } from "../../src/sheet/row.ts";
import { openSheet } from "../../src/sheet/sheet.ts";
import { csv } from "../../src/sheet/write.ts";
import { anyText, levels, pieces, separators, sign } from "../support/any-text.ts";

let folder = "";
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "cell-"))));
afterAll(() => rm(folder, { recursive: true }));

describe("text in a cell", () => {
  test("comes back as it was, whatever it is", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const level of levels) expect(fromCell(toCell(text, level))).toBe(text);
      }),
      { numRuns: cases(3000) },
    );
  });

  test("never starts a formula, breaks a line, or stands for our own mark", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(toCell(text)).not.toMatch(sign);
        expect(toCell(text, "all")).not.toMatch(sign);
        const cell = toCell(text, "none");
        expect(cell).not.toMatch(/^\[text\](?!")/i);
        // oxlint-disable-next-line no-control-regex
        expect(cell).not.toMatch(/[\u0000-\u0008\u000a-\u001f\u007f\u0085\u2028\u2029\ufeff]/);
        expect(cell.isWellFormed()).toBe(true);
        expect(isClear(cell)).toBe(false);
      }),
      { numRuns: cases(3000) },
    );
  });

  test("goes through a CSV file as it is", () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 2, maxLength: 4 }), (texts) => {
        const [cells] = parse(csv([texts.map((text) => toCell(text))]));
        expect(cells?.map(fromCell)).toEqual(texts);
      }),
      { numRuns: cases(1000) },
    );
  });

  test.each([
    ["plain", "plain"],
    ["", ""],
    ["=1+1", "'=1+1"],
    ["'=1+1", "''=1+1"],
    ["-5", "'-5"],
    ["it's", "it's"],
    ["'tis", "'tis"],
    ["''tis", "'''tis"],
    ["0123", "0123"],
    ["'0123", "''0123"],
    ["a\nb", '[text]"a\\nb"'],
    ["\u2028", '[text]"\\u2028"'],
    ["[clear]", "'[clear]"],
    [" [clear]", "' [clear]"],
    ["'[clear]", "''[clear]"],
    ["[clear] it", "[clear] it"],
    ['[text]"x"', `'[text]"x"`],
    ["\ud800", '[text]"\\ud800"'],
  ])("%j stands as %j", (text, cell) => {
    expect(toCell(text)).toBe(cell);
  });

  test.each([
    ["0123", "'0123"],
    ["'0123", "''0123"],
    ["''0123", "'''0123"],
    ["'tis", "''tis"],
    ["6109.10", "'6109.10"],
    [".5", "'.5"],
    [",5", "',5"],
    [" 12", "' 12"],
    ["１２", "'１２"],
    ["1E5", "'1E5"],
    ["=1+1", "'=1+1"],
    ["＝1+1", "'＝1+1"],
    ["(5)", "'(5)"],
    ["$5", "'$5"],
    ["CHF 5", "'CHF 5"],
    ["R$5", "'R$5"],
    ["3-4", "'3-4"],
    ["MAR1", "'MAR1"],
    ["mar-1", "'mar-1"],
    ["Mai 2024", "'Mai 2024"],
    ["Tuesday, March 5th, 2024", "'Tuesday, March 5th, 2024"],
    ["5 de mayo", "'5 de mayo"],
    ["DEC", "'DEC"],
    ["H31.4.30", "'H31.4.30"],
    ["true", "'true"],
    ["Wahr", "'Wahr"],
    ["#N/A", "'#N/A"],
    ["ABC-123", "ABC-123"],
    ["A1", "A1"],
    ["E5", "E5"],
    ["QC", "QC"],
    ["MARKET-1", "MARKET-1"],
    ["MAR-1-X", "MAR-1-X"],
    ["it's", "it's"],
    ["Größe-42", "Größe-42"],
    ["gid://shopify/InventoryItem/1", "gid://shopify/InventoryItem/1"],
    ["CA:1234561111;US:123456", "CA:1234561111;US:123456"],
  ])("%j stands as %j where all is guarded that a spreadsheet would convert", (text, cell) => {
    expect(toCell(text, "all")).toBe(cell);
  });

  test.each([
    ["=1+1", "=1+1"],
    ["'=1+1", "''=1+1"],
    ["'0123", "''0123"],
    ["[clear]", "'[clear]"],
    ["a\nb", '[text]"a\\nb"'],
  ])("%j stands as %j where nothing is guarded but our own marks", (text, cell) => {
    expect(toCell(text, "none")).toBe(cell);
  });

  test.each([
    ["'0123", "0123"],
    ["'MAR1", "MAR1"],
    ["''tis", "'tis"],
    ["'ABC-123", "'ABC-123"],
    ["[text]", "[text]"],
    ["[text] is a word", "[text] is a word"],
    ["[text]17", "[text]17"],
    ['[text]"half', '[text]"half'],
    ['[text]"NULL"', "NULL"],
    ['[TEXT]"NULL"', "NULL"],
    ["[date]2026-03-04", "2026-03-04"],
    ["[date]soon", "[date]soon"],
    ["'=", "="],
    ["'", "'"],
    ["'plain", "'plain"],
  ])("the cell %j that somebody typed is the text %j", (cell, text) => {
    expect(fromCell(cell)).toBe(text);
  });
});

describe("a cell of somebody's sheet", () => {
  const typed = fc.oneof(
    anyText,
    anyText.map((text) => toCell(text, "all")),
    fc.constantFrom("[clear]", " [clear] ", '[text]"NULL"', "[date]2026-03-04", "[date]=1"),
  );

  test("keeps its meaning in a report of ours, and runs nothing there", () => {
    fc.assert(
      fc.property(typed, (cell) => {
        const kept = keepCell(cell);
        expect(isClear(kept)).toBe(isClear(cell));
        if (!isClear(cell)) expect(fromCell(kept)).toBe(fromCell(cell));
        expect(kept).not.toMatch(sign);
        const all = separators.flatMap((mark) => pieces(csv([[kept, kept]]), mark));
        expect(all.filter((piece) => sign.test(piece))).toEqual([]);
        expect(keepCell(kept)).toBe(kept);
        if (!isClear(cell)) expect(keepCell(toCell(cell, "all"))).toBe(toCell(cell, "all"));
      }),
      { numRuns: cases(3000) },
    );
  });
});

describe("reading what was written", () => {
  const text = fc.option(
    anyText.filter((text) => text !== ""),
    { nil: null },
  );
  const flag = fc.boolean();
  const code = fc.oneof(fc.constantFrom("12345", "010121", "6109.10", "x"), anyText);
  const country = fc.oneof(fc.constantFrom("CA", "us", "ZZ", "UK", "C:A", "C;A"), anyText);
  const item: fc.Arbitrary<Item> = fc.record({
    id: fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }).map(String),
    sku: text,
    cost: fc.oneof(text, fc.constantFrom("25.00", "-3", "1e3", "12,50")),
    tracked: flag,
    requires_shipping: flag,
    country_code_of_origin: fc.oneof(text, fc.constantFrom("ZZ", "uk", "CA")),
    province_code_of_origin: fc.oneof(text, fc.constantFrom(" ON ", " ")),
    harmonized_system_code: fc.oneof(text, fc.constantFrom("12345", "0101.21", " 010121")),
    country_harmonized_system_codes: fc.array(
      fc.record({ country_code: country, harmonized_system_code: code }),
      { maxLength: 3 },
    ),
    created_at: text,
    updated_at: fc.oneof(text, fc.constant("2026-01-09T17:04:11-05:00")),
    admin_graphql_api_id: text,
  });
  const items = fc.uniqueArray(item, { selector: ({ id }) => id, minLength: 1, maxLength: 8 });

  test("an untouched row is unchanged, whatever the shop holds and in whatever order it lists it", async () => {
    const path = join(folder, "sheet.csv");
    await fc.assert(
      fc.asyncProperty(items, async (written) => {
        const rows = written.map((it) =>
          fieldNames.map((name) => toCell(fields[name].write(it[name]))),
        );
        await writeFile(path, csv([fieldNames.map((text) => toCell(text)), ...rows]));
        const sheet = await openSheet(path, "sheet.csv");
        const duplicates = await sheet.findDuplicates();
        expect([sheet.rows, duplicates.size]).toEqual([written.length, 0]);
        let at = 0;
        const read: Row[] = [];
        for await (const some of sheet.read()) read.push(...some);
        for (const row of read) {
          const it = written[at] as Item;
          const live = {
            ...it,
            country_harmonized_system_codes: it.country_harmonized_system_codes.toReversed(),
          };
          expect(row.line).toBe(at + 2);
          expect(decideAlone(row, sheet.header, duplicates)).toBeUndefined();
          expect(decide(row, { header: sheet.header, rules: usualRules }, live)).toEqual({
            line: row.line,
            id: it.id,
            sku: it.sku,
            decision: "unchanged",
          });
          at += 1;
        }
        expect(at).toBe(written.length);
      }),
      { numRuns: cases(300) },
    );
  });
});

// What the cells of other programs' workbooks are read as.
import { describe, expect, test } from "vitest";
import { bookParts, rowsOf, sheetsXml } from "./parts.ts";

const header = '<row r="1"><c r="A1" t="inlineStr"><is><t>sku</t></is></c></row>';
const styles = (...formats: readonly (number | string)[]): string => {
  const codes = formats.filter((format) => typeof format === "string");
  const id = (format: number | string): number =>
    typeof format === "number" ? format : 200 + codes.indexOf(format);
  return `<styleSheet><numFmts>${codes
    .map(
      (code) => `<numFmt numFmtId="${id(code)}" formatCode="${code.replaceAll('"', "&quot;")}"/>`,
    )
    .join("")}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${formats
    .map((format) => `<xf numFmtId="${id(format)}"/>`)
    .join("")}</cellXfs></styleSheet>`;
};

/** The text that a cell under the header is read as; "" where its row has none. */
async function cell(xml: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const rows = await rowsOf({ ...bookParts(`${header}<row r="2">${xml}</row>`), ...more });
  expect(rows.length).toBeLessThanOrEqual(2);
  return rows[1]?.cells[0] ?? "";
}

const strings = (xml: string): Readonly<Record<string, string>> => ({
  "xl/sharedStrings.xml": `<sst>${xml}</sst>`,
});

describe("text", () => {
  test.each([
    ["shared", "<si><t>first</t></si><si><t>a &amp; b &#65;</t></si>", "a & b A"],
    [
      "of several looks",
      "<si/><si><r><rPr><b/></rPr><t>0</t></r><r><t xml:space='preserve'> 1 </t></r></si>",
      "0 1 ",
    ],
    [
      "with a way to say it",
      "<si/><si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si>",
      "東京",
    ],
    ["with escapes", "<si/><si><t>a_x000D_\nb_x005F_x000D_</t></si>", "a\r\nb_x000D_"],
    [
      "whose escape is cut by looks",
      "<si/><si><r><t>_x00</t></r><r><t>0D_</t></r></si>",
      "_x000D_",
    ],
    ["with edge spaces", "<si/><si><t>  a  </t></si>", "  a  "],
    ["as CDATA", "<si/><si><t><![CDATA[<&]]>;</t></si>", "<&;"],
  ])("%s", async (_, table, text) => {
    expect(await cell('<c r="A2" t="s"><v>1</v></c>', strings(table))).toBe(text);
  });

  test.each([
    ["in the cell", '<c t="inlineStr"><is><t>a</t></is></c>', "a"],
    [
      "in the cell, of several looks",
      '<c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>',
      "ab",
    ],
    ["of a formula", '<c t="str"><f>A1&amp;"x"</f><v>skux_x000D_</v></c>', "skux\r"],
    ["of a formula, empty", '<c t="str"><f>""</f><v></v></c>', ""],
    ["as a date of ISO 8601", '<c t="d"><v>2026-03-04</v></c>', "2026-03-04"],
    ["under another prefix", '<x:c t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c>', "a"],
  ])("%s", async (_, xml, text) => {
    expect(await cell(xml)).toBe(text);
  });

  test("of more than a cell has room for, as other programs write it", async () => {
    const long = "x".repeat(900_000);
    expect(await cell(`<c t="inlineStr"><is><t>${long}</t></is></c>`)).toBe(long);
  });
});

describe("a number", () => {
  test.each([
    ["43729076559912", "43729076559912"],
    ["4.3729076559912E13", "43729076559912"],
    ["4.3729076559912001E13", "43729076559912"],
    ["4372907655991234", "4372907655991234"],
    ["43729076559912345", "43729076559912345"],
    ["4.37290765599123E+16", "4.37290765599123E+16"],
    ["9007199254740991", "9007199254740991"],
    ["9007199254740993", "9007199254740993"],
    ["25", "25"],
    ["25.00", "25"],
    ["0.1", "0.1"],
    ["12.1", "12.1"],
    ["4.3499999999999996", "4.35"],
    ["0.30000000000000004", "0.3"],
    ["13.750000000000002", "13.75"],
    ["3.3333333333333335E-3", "0.00333333333333333"],
    ["12345678901234600", "1.23456789012346E+16"],
    ["1234567890123460", "1.23456789012346E+15"],
    ["4.3729076559912346E+16", "4.37290765599123E+16"],
    ["1.7976931348623157E+308", "1.79769313486232E+308"],
    ["-1E+20", "-1E+20"],
    ["123456789012345", "123456789012345"],
    ["1234567890.1234567", "1234567890.12346"],
    ["1.2345678901234567E-7", "0.000000123456789012346"],
    ["1E-7", "0.0000001"],
    ["1.5E3", "1500"],
    ["-0", "0"],
    ["-2.5", "-2.5"],
    ["1E400", "1E400"],
    ["text", "text"],
  ])("stored as %s is %s", async (stored, text) => {
    expect(await cell(`<c r="A2"><v>${stored}</v></c>`)).toBe(text);
  });
});

describe("truth, errors and formulas", () => {
  test.each([
    ['<c t="b"><v>1</v></c>', "TRUE"],
    ['<c t="b"><v>0</v></c>', "FALSE"],
    ['<c t="e"><v>#REF!</v></c>', "#REF!"],
    ['<c t="e"><f>A1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"],
    ["<c><f>1+1</f><v>2</v></c>", "2"],
    ['<c t="b"><f>TRUE()</f><v>1</v></c>', "TRUE"],
    ["<c><f>SUM(B1)</f></c>", "#FORMULA!"],
    ["<c><f>SUM(B1)</f><v></v></c>", "#FORMULA!"],
    ['<c t="b"><f>B1</f><v></v></c>', "#FORMULA!"],
    ['<c t="e"><f>B1</f><v/></c>', "#FORMULA!"],
    ['<c t="str"><f>A1</f></c>', "#FORMULA!"],
    ["<c/>", ""],
    ["<c><v></v></c>", ""],
  ])("%s is %j", async (xml, text) => {
    expect(await cell(xml)).toBe(text);
  });
});

describe("a date", () => {
  test.each<[format: number | string, serial: string, text: string]>([
    [14, "46085", "2026-03-04"],
    [22, "46085.520833333336", "2026-03-04T12:30:00"],
    [22, "46085.5208391204", "2026-03-04T12:30:00.500"],
    [20, "0.5208333333333334", "12:30:00"],
    [31, "46085", "2026-03-04"],
    ["dd/mm/yyyy", "46085", "2026-03-04"],
    ["[$-407]d. mmmm yyyy;@", "46085", "2026-03-04"],
    ["[h]:mm", "0.25", "06:00:00"],
    ["[h]:mm", "1.0486111111111112", "25:10:00"],
    ["[HH]:MM:SS", "1.08402777777778", "26:01:00"],
    [46, "4.1666666666666670", "100:00:00"],
    ["[mm]:ss", "1.5", "36:00:00"],
    ["[h]:mm", "-0.5", "-0.5"],
    ["mmm yy", "1", "1900-01-01"],
    ["yyyy", "60", "1900-02-28"],
    ["yyyy", "61", "1900-03-01"],
    ["yyyy", "2958465", "9999-12-31"],
    ["yyyy", "2958466", "2958466"],
    ["yyyy", "-1", "-1"],
    [0, "46085", "46085"],
    [2, "46085", "46085"],
    [11, "46085", "46085"],
    [49, "46085", "46085"],
    ["0.00E+00", "46085", "46085"],
    ['0.00" days"', "46085", "46085"],
    ["#,##0.00\\ [$\u20ac-407]", "46085", "46085"],
    ["[Red]0", "46085", "46085"],
    ["0_d", "46085", "46085"],
    ["General", "46085", "46085"],
    ["Standard", "46085", "46085"],
  ])("of the format %s stored as %s is %s", async (format, serial, text) => {
    const more = { "xl/styles.xml": styles(0, format) };
    expect(await cell(`<c r="A2" s="1"><v>${serial}</v></c>`, more)).toBe(text);
  });

  test("of the workbooks that count from 1904", async () => {
    const more = {
      "xl/styles.xml": styles(14),
      "xl/workbook.xml": sheetsXml(["items"], '<workbookPr date1904="1"/>'),
    };
    expect(await cell('<c s="0"><v>44623</v></c>', more)).toBe("2026-03-04");
    expect(await cell('<c s="0"><v>0.5</v></c>', more)).toBe("12:00:00");
  });
});

describe("a percentage", () => {
  test.each<[format: number | string, stored: string, text: string]>([
    [9, "0.5", "50%"],
    [10, "0.055", "5.5%"],
    ["0.00%", "0.28999999999999998", "29%"],
    ["0%;[Red]-0%", "-0.07", "-7%"],
    ["0.0\\%", "0.5", "0.5"],
    ['0"%"', "50", "50"],
    ["0%", "text", "text"],
    [10, "0.125", "12.5%"],
    ["0.0%", "-7.0000000000000007E-4", "-0.07%"],
    ["0%", "1", "100%"],
    ['0.00"%"', "0.5", "0.5"],
    ["0.00\\%", "0.5", "0.5"],
  ])("of the format %s stored as %s is %s", async (format, stored, text) => {
    const more = { "xl/styles.xml": styles(0, format) };
    expect(await cell(`<c r="A2" s="1"><v>${stored}</v></c>`, more)).toBe(text);
  });
});

describe("rows", () => {
  const text = (place: string, found: string): string =>
    `<c r="${place}" t="inlineStr"><is><t>${found}</t></is></c>`;

  test("keep their numbers, are as wide as the header, and are left out without text", async () => {
    const rows = await rowsOf(
      bookParts(
        `<row r="2">${text("A2", "id")}${text("C2", "sku")}<c r="F2" s="3"/></row><row r="3">${text("A3", " ")}</row><row r="4">${text("B4", "b")}<c r="XFD4"/></row><row/><row>${text("A6", "1")}${text("E6", "beyond")}</row>`,
      ),
    );
    expect(rows).toEqual([
      { line: 2, cells: ["id", "", "sku"] },
      { line: 4, cells: ["", "b", ""] },
      { line: 6, cells: ["1", "", "", "", "beyond"] },
    ]);
  });

  test("come from UTF-16 too", async () => {
    const parts = bookParts("");
    const xml = `\ufeff<?xml version="1.0" encoding="UTF-16"?><worksheet><sheetData><row r="1">${text("A1", "é")}</row></sheetData></worksheet>`;
    const bytes = Buffer.from(xml, "utf16le");
    expect(await rowsOf({ ...parts, "xl/worksheets/sheet1.xml": bytes })).toEqual([
      { line: 1, cells: ["é"] },
    ]);
  });
});

// Files that are no workbook of ours, and XML that was made to exhaust whoever reads it.
import { describe, expect, test } from "vitest";
import { type Parts, refused, relationsXml, rowsOf, sound, typesXml, zipOf } from "./parts.ts";

const one = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>';
const items = "xl/worksheets/sheet1.xml";

test("a sound workbook is read", async () => {
  expect(await rowsOf(sound)).toEqual([{ line: 1, cells: ["id"] }]);
});

describe("a file that is no plain workbook is refused with what to do", () => {
  const ole = Buffer.alloc(4096);
  ole.write("d0cf11e0a1b11ae1", "hex");
  const encrypted = Buffer.concat([ole, Buffer.from("EncryptedPackage", "utf16le")]);
  const typed = (type: string, more: Parts = {}): Promise<Buffer> =>
    zipOf({ ...sound, "[Content_Types].xml": typesXml(type), ...more });
  test.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ["with a password", () => encrypted, "it has a password; save it as .xlsx without a password"],
    ["of old Excel", () => ole, "an old workbook (.xls), or one with a password; save it as .xlsx"],
    ["of text", () => Buffer.from("id,sku\n1,2\n"), "this is not a workbook; wanted an .xlsx"],
    ["of nothing", () => Buffer.alloc(0), "this is not a workbook"],
    [
      "with macros",
      () => typed("application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
      "it contains macros; save it as .xlsx",
    ],
    [
      "with macros that its type conceals",
      () => zipOf({ ...sound, "xl/VBAProject.bin": "x" }),
      "it contains macros",
    ],
    [
      "with macros of old",
      () => zipOf({ ...sound, "xl/macrosheets/sheet1.xml": "<x/>" }),
      "it contains macros",
    ],
    [
      "of binary parts",
      () => typed("application/vnd.ms-excel.sheet.binary.macroEnabled.main"),
      "this is a binary workbook (.xlsb); save it as .xlsx",
    ],
    [
      "of LibreOffice's own kind",
      () =>
        zipOf({
          mimetype: "application/vnd.oasis.opendocument.spreadsheet",
          "content.xml": "<x/>",
        }),
      "this is an OpenDocument spreadsheet (.ods); save it as .xlsx or CSV UTF-8",
    ],
    [
      "of Apple's kind",
      () => zipOf({ "Index/Document.iwa": "x", "preview.jpg": "x" }),
      "this is an Apple Numbers document; export it as Excel (.xlsx)",
    ],
    [
      "of a book",
      () => zipOf({ mimetype: "application/epub+zip" }),
      "a ZIP file, but not a workbook",
    ],
    [
      "of a sheet",
      () => zipOf({ "a.csv": "id\n1\n" }),
      "not a workbook; unpack it and use the sheet",
    ],
    ["of no files", () => zipOf({}), "this is a ZIP file, but not a workbook"],
    [
      "of letters",
      () =>
        typed("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
      "this is a ZIP file, but not a workbook",
    ],
    [
      "without its main part",
      () => zipOf({ ...sound, "_rels/.rels": relationsXml() }),
      "this is a ZIP file, but not a workbook",
    ],
    [
      "without its rows",
      () =>
        zipOf({
          ...sound,
          "xl/_rels/workbook.xml.rels": relationsXml(["worksheet", "../../../etc/passwd"]),
        }),
      "its part etc/passwd is missing",
    ],
  ])("%s", async (_, bytes, what) => {
    expect(await refused(await bytes())).toContain(what);
  });
});

describe("XML that no spreadsheet program writes is refused", () => {
  const laughs = Array.from(
    { length: 9 },
    (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`,
  ).join("");
  const sheet = (rows: string, before = ""): Parts => ({
    ...sound,
    [items]: `${before}<worksheet><sheetData>${rows}</sheetData></worksheet>`,
  });
  const cells = (text: string): string => `<row><c t="inlineStr"><is><t>${text}</t></is></c></row>`;
  test.each<[string, Parts, string]>([
    [
      "a billion laughs",
      sheet(cells("&l9;"), `<!DOCTYPE x [<!ENTITY l0 "ha">${laughs}]>`),
      `its part ${items} declares a document type`,
    ],
    [
      "a file of this machine",
      { ...sound, "xl/workbook.xml": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x/>' },
      "its part xl/workbook.xml declares a document type",
    ],
    ["an unknown entity", sheet(cells("&l9;")), "is not valid XML (undefined entity."],
    [
      "a cell that has no end",
      sheet(`${one}<row r="2"><c>`),
      "is not valid XML (unexpected close tag.",
    ],
    [
      "rows that have no end",
      { ...sound, [items]: `<worksheet><sheetData>${one}` },
      "is not valid XML",
    ],
    ["no XML at all", { ...sound, [items]: "PK" }, "is not valid XML"],
    ["nothing", { ...sound, [items]: "" }, "is not valid XML"],
    [
      "bytes that are not text",
      { ...sound, [items]: Buffer.from("<worksheet>\xff</worksheet>", "latin1") },
      "has bytes that are not text",
    ],
    ["a million elements in one another", sheet("<a>".repeat(1e6)), "has over 100 elements"],
    ["a text without end", sheet(cells("x".repeat(9e6))), "has a text or tag of over 4000000"],
    [
      "a tag without end",
      sheet(`<c ${'a="" '.repeat(2e6)}/>`),
      "has a text or tag of over 4000000",
    ],
    ["a row below the last", sheet('<row r="1048577"/>'), 'its row "1048577" comes after row 0'],
    ["rows out of order", sheet('<row r="5"/><row r="5"/>'), 'its row "5" comes after row 5'],
    ["a row that is none", sheet('<row r="1e9"/>'), 'its row "1e9" comes'],
    ["a column beyond the last", sheet('<row><c r="XFE1"/></row>'), "its cells are not in order"],
    [
      "cells out of order",
      sheet('<row><c r="B1"/><c r="A1"/></row>'),
      "its cells are not in order",
    ],
    [
      "a text that is not there",
      sheet('<row><c t="s"><v>7</v></c></row>'),
      'text number "7" is missing',
    ],
    [
      "a lone cell in the last corner",
      sheet(`${one}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`),
      "row 1048576: a cell in column XFD has text; delete all cells to the right of the header",
    ],
    [
      "a row of one long text many times",
      {
        ...sheet(`<row>${'<c t="s"><v>0</v></c>'.repeat(100)}</row>`),
        "xl/sharedStrings.xml": `<sst><si><t>${"x".repeat(30_000)}</t></si></sst>`,
      },
      "row 1: a row of over 1000000 characters",
    ],
    [
      "a long text in many rows",
      {
        ...sheet('<row><c t="s"><v>0</v></c></row>'.repeat(100)),
        "xl/sharedStrings.xml": `<sst><si><t>${"x".repeat(900_000)}</t></si></sst>`,
      },
      "its cells have over 100 times as many characters as the file has bytes; save the rows alone as CSV UTF-8",
    ],
    [
      "a text in pieces that are longer together",
      {
        ...sheet(""),
        "xl/sharedStrings.xml": `<sst><si>${`<r><t>${"x".repeat(300_000)}</t></r>`.repeat(40)}</si></sst>`,
      },
      "one of its texts has over 1,000,000 characters",
    ],
    [
      "a cell in pieces that are longer together",
      sheet(
        `<row><c t="inlineStr"><is>${`<r><t>${"x".repeat(300_000)}</t></r>`.repeat(40)}</is></c></row>`,
      ),
      "row 1: a row of over 1000000 characters",
    ],
    [
      "more rows than bytes",
      sheet("<row><c><v>1</v></c></row>".repeat(60_000)),
      "it has over 50,000 rows in ",
    ],
  ])("%s", async (_, parts, what) => {
    expect(await refused(await zipOf(parts))).toContain(what);
  });

  test("cells of the rows that were merged are named, since all but the first would look emptied", async () => {
    const merged = (place: string): Parts => ({
      ...sound,
      "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${one}<row r="2"><c r="A2"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="${place}"/></mergeCells></worksheet>`,
    });
    expect(await refused(await zipOf(merged("A2:A4")))).toContain(
      'row 2: cells "A2:A4" are merged, so only the first of them has a value; unmerge them and fill in each',
    );
    expect(await rowsOf(merged("C2:D4"))).toHaveLength(2);
    expect(await rowsOf(merged("A9:B9"))).toHaveLength(2);
  });

  const cellsOf = (row: number, ...texts: string[]): string =>
    `<row r="${row}">${texts.map((text, at) => (text === "" ? "" : `<c r="${"ABCD"[at]}${row}" t="inlineStr"><is><t>${text}</t></is></c>`)).join("")}</row>`;
  test.each([
    ["A1:C1", 1, "as in a title or a note; delete the row"],
    ["A1:C2", 1, "as in a title or a note; delete the row"],
    ["A5:D5", 5, "as in a title or a note; delete the row"],
    [
      "A7:B7",
      7,
      "unmerge them and fill in each; if the row is a title, a total or a note, delete it",
    ],
  ])("of a banner or a footer the row is to be deleted: %s", async (place, row, what) => {
    const rows = [
      cellsOf(1, "Price list"),
      cellsOf(3, "id", "sku", "cost"),
      cellsOf(4, "1", "A-1", "2.00"),
      cellsOf(5, "Prices without tax"),
      cellsOf(7, "Total", "", "2.00"),
    ];
    const merged = `<mergeCells><mergeCell ref="${place}"/></mergeCells>`;
    const xml = `<worksheet><sheetData>${rows.join("")}</sheetData>${merged}</worksheet>`;
    const message = await refused(await zipOf({ ...sound, [items]: xml }));
    expect(message).toContain(`row ${row}: cells "${place}" are merged, `);
    expect(message).toContain(what);
  });

  test("nor are millions of cells that one formula each fills", async () => {
    const formulas = Array.from(
      { length: 2_100 },
      (_, at) => `<row r="${at + 2}"><c><f t="array" ref="A${at + 2}:ALL9999">B1</f></c></row>`,
    );
    expect(await refused(await zipOf(sheet(one + formulas.join(""))))).toContain(
      "its formulas fill over 2,000,000 columns",
    );
  });

  test("but a lone cell far below is a row like another", async () => {
    const rows = `${one}<row r="1048576"><c r="A1048576"><v>1</v></c></row>`;
    expect(await rowsOf(sheet(rows))).toEqual([
      { line: 1, cells: ["id"] },
      { line: 1_048_576, cells: ["1"], numbers: new Set([0]) },
    ]);
  });
});

// Workbooks of up to 250 KB that are made to cost much: they unpack to as much as is read, and refer to it often.
import { createCipheriv } from "node:crypto";
import { gzipSync } from "node:zlib";
import { bookParts, type Parts, relationsXml, sheetsXml, sound, zipOf } from "../workbook/parts.ts";

/** Bytes of the file, which allow as much to be unpacked. */
const size = 245_000;
const padded = 10_000;
/** Bytes that a part may have. */
const most = 23_000_000;

const many = (xml: string, part = 1): string => xml.repeat(Math.floor((most * part) / xml.length));
const row = (cells: string): string => `<row>${cells}</row>`;
const header = row('<c t="str"><v>id</v></c><c t="str"><v>cost</v></c>');
const oneRow = row('<c s="1"><v>1</v></c><c s="1"><v>2</v></c>');
const styled = (styles: string, rows = oneRow): Parts => ({
  ...bookParts(header + rows),
  "xl/styles.xml": `<styleSheet>${styles}</styleSheet>`,
});
const format = (code: string): string => `<numFmt numFmtId="164" formatCode="${code}"/>`;
const used = (count: number): string =>
  `<cellXfs>${'<xf numFmtId="164"/>'.repeat(count)}</cellXfs>`;
const shared = (strings: string, rows = ""): Parts => ({
  ...bookParts(header + rows),
  "xl/sharedStrings.xml": `<sst>${strings}</sst>`,
});
const inline = (text: string): string => `<c t="inlineStr"><is>${text}</is></c>`;
const runs = `<r><t>${"x".repeat(250_000)}</t></r>`;
const numbered = (count: number, text: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => text(at)).join("");

const note =
  "The values as they were exported, for a later import. Leave this sheet as it is: without it an import cannot tell edits from changes in the shop.";

function withBase(base: string): Parts {
  const letters = gzipSync(Buffer.from(base)).toString("base64");
  const cells = [note, ...(letters.match(/.{1,32000}/g) ?? [])];
  const rows = cells.map((cell) => row(inline(`<t>${cell}</t>`)));
  return {
    ...bookParts(header + oneRow),
    "xl/workbook.xml": sheetsXml(["items", "base|veryHidden"]),
    "xl/_rels/workbook.xml.rels": relationsXml(
      ["worksheet", "worksheets/sheet1.xml"],
      ["worksheet", "worksheets/sheet2.xml"],
    ),
    "xl/worksheets/sheet2.xml": `<worksheet><sheetData>${rows.join("")}</sheetData></worksheet>`,
  };
}

const books: Readonly<Record<string, Parts>> = {
  "a number format of brackets": styled(format("[".repeat(64_000)) + used(2)),
  "a number format of brackets in every style": styled(format("[".repeat(64_000)) + used(900_000)),
  "a number format of quotes": styled(format("&quot;".repeat(100_001)) + used(1_000)),
  "a number format of backslashes": styled(format("\\".repeat(100_001)) + used(1_000)),
  "a number format of zeros": styled(format("0".repeat(250)) + used(2), oneRow.repeat(60_000)),
  "empty rows": bookParts(header + many("<row/>")),
  "empty cells": bookParts(header + row(many("<c/>"))),
  "wide rows": bookParts(header + row("<c><v>1</v></c>".repeat(900)).repeat(1_600)),
  "rows of one cell": bookParts(header + many(row("<c><v>1</v></c>"))),
  "rows of one item": bookParts(header + oneRow.repeat(60_000)),
  "rows of one cell far right": bookParts(
    row('<c r="A1" t="str"><v>id</v></c><c r="ALL1" t="str"><v>cost</v></c>') +
      row("<c><v>1</v></c>").repeat(60_000),
  ),
  "rows of one cell far right that is there": bookParts(
    row('<c r="A1" t="str"><v>id</v></c><c r="ALL1" t="str"><v>cost</v></c>') +
      numbered(60_000, () => row('<c r="ALL1"><v>1</v></c>')),
  ),
  "empty shared texts": shared(many("<si/>")),
  "shared texts": shared(many("<si><t>x</t></si>")),
  "a long shared text in many rows": shared(
    `<si><t>${"x".repeat(900_000)}</t></si>`,
    row('<c><v>1</v></c><c t="s"><v>0</v></c>').repeat(60_000),
  ),
  "a shared text in pieces": shared(`<si>${many(runs)}</si>`),
  "a cell in pieces": bookParts(header + row(inline(many(runs)))),
  "a comment": bookParts(`${header}<!--${many("x")}-->`),
  "a long attribute": bookParts(`${header}<row r="${"1".repeat(7_000_000)}"/>`),
  "a long name": bookParts(`${header}<row ${"x".repeat(7_000_000)}="1"/>`),
  "thousands of attributes": bookParts(
    `${header}<row ${numbered(90_000, (at) => `a${at}="1" `)}/>`,
  ),
  entities: bookParts(header + row(`<c t="str"><v>${"&amp;".repeat(1_500_000)}</v></c>`)),
  escapes: bookParts(header + row(`<c t="str"><v>${"_x0041_".repeat(1_100_000)}</v></c>`)),
  "deep elements": bookParts(many("<a>")),
  "merged cells": {
    ...sound,
    "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${header}</sheetData>${many('<mergeCell ref="Z9:Z10"/>')}</worksheet>`,
  },
  "thousands of sheets": {
    ...sound,
    "xl/workbook.xml": sheetsXml(Array.from({ length: 20_000 }, (_, at) => `s${at}`)),
  },
  "thousands of relations": {
    ...sound,
    "xl/_rels/workbook.xml.rels": relationsXml(
      ...Array.from({ length: 60_000 }, () => ["worksheet", "worksheets/sheet1.xml"] as const),
    ),
  },
  "a relation of many folders": {
    ...sound,
    "xl/_rels/workbook.xml.rels": relationsXml(["worksheet", "../".repeat(1_000_000)]),
  },
  blanks: bookParts(many(" ")),
  "rows of blanks": bookParts(
    header + row(`<c t="str"><v>${" ".repeat(900_000)}</v></c>`).repeat(20),
  ),
  "a title of marks": bookParts(
    row(`<c t="str"><v>id</v></c><c t="str"><v>a${"\u0301\u0323".repeat(200_000)}</v></c>`),
  ),
  "a base of blanks": withBase(many(" ")),
  "a base without a line break": withBase(`["${many("x")}`),
};

/** Bytes that nothing packs, the same every time. */
const noise = (length: number): Buffer =>
  createCipheriv("aes-128-ctr", Buffer.alloc(16), Buffer.alloc(16)).update(Buffer.alloc(length));

/** By their names. */
export async function hostileBooks(): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const [name, parts] of Object.entries(books)) {
    const { length } = await zipOf(parts);
    const picture = noise(Math.max(0, size - padded - length));
    files.set(name, await zipOf({ ...parts, "xl/media/1.png": picture }));
  }
  return files;
}

// Workbooks made part by part, as other programs and attackers make them.
import { buffer, text } from "node:stream/consumers";
import { fromBufferPromise } from "yauzl";
import { ZipFile } from "yazl";
import { SheetError } from "../../src/sheet/sheet-error.ts";
import { readWorkbook } from "../../src/workbook/read/read-workbook.ts";
import type { WorkbookRow } from "../../src/workbook/read/worksheet.ts";

export type Parts = Readonly<Record<string, string | Buffer>>;

const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packaged = "http://schemas.openxmlformats.org/package/2006";
const sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";

export async function zipOf(parts: Parts): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) {
    zip.addBuffer(Buffer.from(content), name, { compress: content.length > 0 });
  }
  zip.end();
  return buffer(zip.outputStream);
}

export const typesXml = (type: string): string =>
  `<Types xmlns="${packaged}/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}"/></Types>`;

export const relationsXml = (
  ...targets: readonly (readonly [kind: string, to: string])[]
): string =>
  `<Relationships xmlns="${packaged}/relationships">${targets
    .map(([kind, to], at) => `<Relationship Id="r${at}" Type="${office}/${kind}" Target="${to}"/>`)
    .join("")}</Relationships>`;

/** The part of a workbook that lists its sheets, each with its state where it has one. */
export const sheetsXml = (sheets: readonly string[], more = ""): string =>
  `<workbook xmlns:r="${office}">${more}<sheets>${sheets
    .map((sheet, at) => {
      const [name, state = "visible"] = sheet.split("|");
      return `<sheet name="${name}" sheetId="${at + 1}" state="${state}" r:id="r${at}"/>`;
    })
    .join("")}</sheets></workbook>`;

/** The parts of a workbook of one sheet with these rows. */
export const bookParts = (rows: string): Parts => ({
  "[Content_Types].xml": typesXml(sheetType),
  "_rels/.rels": relationsXml(["officeDocument", "xl/workbook.xml"]),
  "xl/_rels/workbook.xml.rels": relationsXml(
    ["worksheet", "worksheets/sheet1.xml"],
    ["sharedStrings", "sharedStrings.xml"],
    ["styles", "styles.xml"],
  ),
  "xl/workbook.xml": sheetsXml(["items"]),
  "xl/worksheets/sheet1.xml": `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
});

export async function allRows(bytes: Buffer): Promise<readonly WorkbookRow[]> {
  const all: WorkbookRow[] = [];
  for await (const rows of readWorkbook(bytes, "items.xlsx")) all.push(...rows);
  return all;
}

export const rowsOf = async (parts: Parts): Promise<readonly WorkbookRow[]> =>
  allRows(await zipOf(parts));

/** The text of a part of a ZIP file. */
export async function partOf(bytes: Buffer, name: string): Promise<string> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName === name) return text(await zip.openReadStreamPromise(entry));
  }
  throw new Error(`there is no part ${name}`);
}

/** All parts of a ZIP file. */
export async function partsOf(bytes: Buffer): Promise<Parts> {
  const zip = await fromBufferPromise(bytes, { lazyEntries: true });
  const parts: Record<string, Buffer> = {};
  for await (const entry of zip.eachEntry()) {
    parts[entry.fileName] = await buffer(await zip.openReadStreamPromise(entry));
  }
  return parts;
}

/** One with a single cell, `id`. */
export const sound: Parts = {
  ...bookParts('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
  "xl/sharedStrings.xml": "<sst><si><t>id</t></si></sst>",
};

/** What the reader says of a file that it has to refuse. */
export async function refused(bytes: Buffer): Promise<string> {
  const found: unknown = await allRows(bytes).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (found instanceof SheetError) return found.message;
  throw new Error("it was not refused", { cause: found });
}

/** A workbook of these rows, all cells text. */
export async function bookOf(rows: readonly (readonly string[])[]): Promise<Buffer> {
  const cell = (text: string, place: string): string =>
    `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const xml = rows.map(
    (cells, at) =>
      `<row r="${at + 1}">${cells.map((text, column) => cell(text, `${"ABC"[column]}${at + 1}`)).join("")}</row>`,
  );
  return zipOf(bookParts(xml.join("")));
}

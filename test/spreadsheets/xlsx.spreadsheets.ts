// The real LibreOffice opens a workbook of ours and saves it again: nothing is lost but what stands here.
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { WorkbookColumn } from "../../src/workbook/cell-xml.ts";
import { writeWorkbook } from "../../src/workbook/write-workbook.ts";
import { awkwardTexts, unwritableTexts } from "../workbook/awkward-texts.ts";
import { allRows, partOf } from "../workbook/parts.ts";
import { resaveFiles, type Way } from "./office/soffice.ts";

let folder = "";
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "libreoffice-"))));
afterAll(() => rm(folder, { recursive: true }));

const columns: readonly WorkbookColumn[] = [
  { name: "id", kind: "text", readOnly: true },
  { name: "sku", kind: "text", readOnly: false },
  { name: "cost", kind: "number", readOnly: false },
  { name: "tracked", kind: "flag", readOnly: false },
  { name: "country_code_of_origin", kind: "country", readOnly: false },
  { name: "updated_at", kind: "text", readOnly: true },
];
const rowOf = (sku: string, at: number): readonly string[] => [
  String(43_729_076_559_912 + at),
  sku,
  ["25.00", "0.1", "", "1234567890.12", "12345678901234.56"][at % 5] ?? "",
  String(at % 2 === 0),
  ["CA", "NA", "NO", ""][at % 4] ?? "",
  "2026-01-09T17:04:11-05:00",
];

async function written(rows: readonly (readonly string[])[]): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  async function* all(): AsyncGenerator<readonly (readonly string[])[]> {
    yield rows;
  }
  await writeWorkbook({ write: async (piece) => void pieces.push(piece) }, columns, all());
  return Buffer.concat(pieces);
}

/** Opened by LibreOffice and saved as XLSX. */
async function resaved(workbook: Buffer, way: Way): Promise<Buffer> {
  const from = await mkdtemp(join(folder, "book-"));
  await writeFile(join(from, "items.xlsx"), workbook);
  await resaveFiles([join(from, "items.xlsx")], "en-US", way, join(from, "saved"));
  return readFile(join(from, "saved/items.xlsx"));
}

/** What comes back in the place of which text. */
const lost = new Map([
  ["_x005F_x000D_", "_x000D_"],
  ["a\r\nb", "a\nb"],
  ["\r\n", "\n"],
]);
const brokenHalves = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
// oxlint-disable-next-line no-control-regex
const control = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/;

describe("a workbook that LibreOffice has saved again", () => {
  test("holds every text, and loses halves of characters and the CR of a CRLF", async () => {
    const texts = [...awkwardTexts, ...unwritableTexts].filter((text) => !brokenHalves.test(text));
    const rows = texts.map(rowOf);
    const read = await allRows(await resaved(await written(rows), "workbook"));
    expect(read.slice(1).map(({ cells }) => cells)).toEqual(
      rows.map((row) =>
        row.map((cell, at) => (at === 2 && cell === "25.00" ? "25" : (lost.get(cell) ?? cell))),
      ),
    );
  });

  test("by way of ODS holds all but tabs and control characters", async () => {
    const texts = awkwardTexts.filter((text) => !control.test(text));
    const read = await allRows(await resaved(await written(texts.map(rowOf)), "workbook by ods"));
    expect(read.slice(1).map(({ cells }) => cells[1])).toEqual(
      texts.map((text) => lost.get(text) ?? text.replaceAll("\t", "")),
    );
    expect(read.slice(1).map(({ cells }) => cells[0])).toEqual(
      texts.map((text, at) => rowOf(text, at)[0]),
    );
  });
});

test("LibreOffice keeps the drop-downs, the filter, the hidden list and the marks", async () => {
  const saved = await resaved(await written([rowOf("a", 0)]), "workbook");
  const xml = await partOf(saved, "xl/worksheets/sheet1.xml");
  expect(xml).toContain('<autoFilter ref="A1:F2">');
  expect(xml).toMatch(/prompt="Leave this column[^>]*sqref="A1:A2 F1:F2"/);
  expect(xml).toMatch(/sqref="D2" type="list"><formula1>&quot;true,false&quot;</);
  expect(xml).toMatch(/sqref="E2" type="list"><formula1>countries!\$A\$1:\$A\$252</);
  expect(await partOf(saved, "xl/workbook.xml")).toMatch(/name="countries"[^>]*state="hidden"/);
  expect(await partOf(saved, "xl/styles.xml")).toContain("FFE7E6E6");
});

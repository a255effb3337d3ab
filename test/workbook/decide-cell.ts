// What an import decides on a row of a workbook with one cell, by the number format of that cell.
import { parse } from "csv-parse/sync";
import { workbookAsCsv } from "../../src/workbook/sheet-bytes.ts";
import type { Item } from "../../src/item/fields.ts";
import { decide } from "../../src/plan/decide/decide.ts";
import type { Decision } from "../../src/plan/decision.ts";
import { type Rules, usualRules } from "../../src/plan/rules.ts";
import { readRow } from "../../src/sheet/row.ts";
import { readHeader } from "../../src/sheet/titles/header.ts";
import { bookParts, zipOf } from "./parts.ts";
import { bareItem } from "../support/bare-item.ts";

const bare: Item = {
  ...bareItem,
  sku: "000123",
  cost: "10.00",
  country_code_of_origin: "CA",
  harmonized_system_code: "010121",
  country_harmonized_system_codes: [{ country_code: "US", harmonized_system_code: "0101210000" }],
};

const xml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** The decision for a row whose one cell is a stored number that is shown in this format. */
export async function decideCell(
  name: string,
  stored: string,
  format: string | number,
  live: Partial<Item> = {},
  withBase = true,
  rules: Partial<Rules> = {},
): Promise<Decision> {
  const isCode = typeof format === "string";
  const styles = `<styleSheet><numFmts>${
    isCode ? `<numFmt numFmtId="200" formatCode="${xml(format)}"/>` : ""
  }</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="${isCode ? 200 : format}"/></cellXfs></styleSheet>`;
  const text = (place: string, found: string): string =>
    `<c r="${place}" t="inlineStr"><is><t>${found}</t></is></c>`;
  const rows = `<row r="1">${text("A1", "id")}${text("B1", name)}</row><row r="2">${text("A2", "7")}<c r="B2" s="1"><v>${stored}</v></c></row>`;
  const workbook = await zipOf({ ...bookParts(rows), "xl/styles.xml": styles });
  const pieces: Uint8Array[] = [];
  for await (const piece of workbookAsCsv(workbook, "items.xlsx", rules)) pieces.push(piece);
  const [names = [], cells = []] = parse(Buffer.concat(pieces));
  const header = readHeader(names, (fault) => {
    throw new Error(fault);
  });
  const item = { ...bare, ...live };
  return decide(
    readRow({ line: 2, cells }, header),
    { header, rules: { ...usualRules, ...rules } },
    item,
    withBase ? item : undefined,
  );
}

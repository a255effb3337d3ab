// Which worksheet of a workbook is read. What is not visible is never read, and where two could be meant, none is.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";
import { workbookAsCsv } from "../../src/workbook/sheet-bytes.ts";
import type { TitleMap } from "../../src/sheet/titles/titles.ts";
import {
  bookParts,
  type Parts,
  partOf,
  partsOf,
  refused,
  relationsXml,
  rowsOf,
  sheetsXml,
  zipOf,
} from "./parts.ts";

const items = "id,sku,cost";
const notes = "Our prices";

const rowXml = (cells: string, line: number): string =>
  `<row r="${line}">${cells
    .split(",")
    .map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`)
    .join("")}</row>`;

/** A workbook of sheets such as `items|hidden`, each with its rows; the last row of each is the sheet's number. */
const bookOf = (sheets: readonly (readonly [sheet: string, ...rows: string[]])[]): Parts => ({
  ...bookParts(""),
  "xl/_rels/workbook.xml.rels": relationsXml(
    ...sheets.map((_, at) => ["worksheet", `/xl/worksheets/s${at}.xml`] as const),
  ),
  "xl/workbook.xml": sheetsXml(sheets.map(([sheet]) => sheet)),
  ...Object.fromEntries(
    sheets.map(([, ...rows], at) => [
      `xl/worksheets/s${at}.xml`,
      `<worksheet><sheetData>${[...rows, String(at)].map((row, line) => rowXml(row, line + 1)).join("")}</sheetData></worksheet>`,
    ]),
  ),
});

describe("the worksheet that is read", () => {
  test.each<[string, (readonly [string, ...string[]])[], number]>([
    ["is items", [["Notes", notes], ["Items", items], ["More"]], 1],
    [
      "is items, next to lists of the same SKUs",
      [
        ["Names", "sku,title"],
        ["items", items],
      ],
      1,
    ],
    [
      "is Products, next to a summary",
      [
        ["Export Summary", "Sheet,Rows"],
        ["Products", items],
      ],
      1,
    ],
    ["is the only visible one", [["Lists|hidden"], ["Tabelle1"], ["Secret|veryHidden"]], 1],
    [
      "is the visible one, not items",
      [
        ["Edited", items],
        ["items|hidden", items],
      ],
      0,
    ],
    [
      "is the visible one, not Products",
      [
        ["Prices", items],
        ["Products|veryHidden", items],
      ],
      0,
    ],
    [
      "is items, not hidden Products",
      [
        ["Products|hidden", items],
        ["items", items],
      ],
      1,
    ],
    ["is Products, not hidden items", [["items|hidden", items], ["Products", items], ["X"]], 1],
  ])("%s", async (_, sheets, at) => {
    const rows = await rowsOf(bookOf(sheets));
    expect(rows.at(-1)?.cells[0]).toBe(String(at));
  });

  test.each<[string, (readonly [string, ...string[]])[], string]>([
    [
      "several, and none is items",
      [["Spring", items], ["Summer &amp; co", items], ["Lists|hidden"]],
      'it has 2 worksheets, "Spring", "Summer & co", and none is named "items"; name the one to read "items", or save it alone',
    ],
    [
      "several, and items is hidden",
      [["Spring"], ["Summer"], ["items|veryHidden", items]],
      'it has 2 worksheets, "Spring", "Summer", and "items" is hidden; hide or delete all but the one to read, or save it alone',
    ],
    [
      "a copy of items",
      [
        ["items", items],
        ["Edited", items],
        ["Notes", notes],
        ["items (2)|hidden", items],
      ],
      'it has 2 worksheets with titles of items, "items", "Edited"; delete or hide those that are not to be read',
    ],
    [
      "items and Products",
      [
        ["Products", items],
        ["items", items],
      ],
      '"items", "Products"',
    ],
    [
      "Shopify's titles",
      [
        ["items", items],
        ["Prices", "Variant SKU,Cost per item"],
      ],
      '"Prices"',
    ],
    [
      "titles under a banner",
      [
        ["items", items],
        ["New", notes, "a,b", items],
      ],
      '"New"',
    ],
    ["none that is visible", [["items|hidden", items]], "it shows no worksheet; unhide the one"],
  ])("is asked for: %s", async (_, sheets, message) => {
    expect(await refused(await zipOf(bookOf(sheets)))).toContain(message);
  });

  test("may have titles that only --map knows", async () => {
    const book = await zipOf(
      bookOf([
        ["items", items],
        ["List", "Code,Purchase price"],
      ]),
    );
    const read = async (map?: TitleMap): Promise<number> => {
      let pieces = 0;
      for await (const _ of workbookAsCsv(book, "items.xlsx", { map })) pieces += 1;
      return pieces;
    };
    expect(await read()).toBe(1);
    const map: TitleMap = [
      ["Code", "sku"],
      ["Purchase price", "cost"],
    ];
    await expect(read(map)).rejects.toThrow('2 worksheets with titles of items, "items", "List"');
  });

  test("is not a chart, nor a sheet that cannot be read", async () => {
    const book = bookOf([["Chart"], ["items", items], ["Wide", items]]);
    const charted = {
      ...book,
      "xl/_rels/workbook.xml.rels": relationsXml(
        ["chartsheet", "/xl/chartsheets/s0.xml"],
        ["worksheet", "/xl/worksheets/s1.xml"],
        ["worksheet", "/xl/worksheets/s2.xml"],
      ),
      "xl/worksheets/s2.xml":
        '<worksheet><sheetData><row r="9"/><row r="3"/></sheetData></worksheet>',
    };
    expect((await rowsOf(charted)).at(-1)?.cells[0]).toBe("1");
  });
});

test("an export with a copy of its items is refused, and read as the copy once that alone is visible", async () => {
  const sandbox = await openSandbox({ items: 3 });
  const desk = await openDesk(sandbox);
  await desk.run(["export", "-o", "items.xlsx"]);
  const bytes = await readFile(join(desk.folder, "items.xlsx"));
  const parts = await partsOf(bytes);
  const sheet = await partOf(bytes, "xl/worksheets/sheet1.xml");
  const relations = await partOf(bytes, "xl/_rels/workbook.xml.rels");
  const workbook = await partOf(bytes, "xl/workbook.xml");
  const copied = (state: string): Parts => ({
    ...parts,
    "xl/worksheets/sheet9.xml": sheet.replace("<v>2.10</v>", "<v>2.35</v>"),
    "xl/_rels/workbook.xml.rels": relations.replace(
      "</Relationships>",
      '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet9.xml"/></Relationships>',
    ),
    "xl/workbook.xml": workbook
      .replace('name="items" sheetId="1"', `name="items" sheetId="1" state="${state}"`)
      .replace("</sheets>", '<sheet name="Edited" sheetId="9" r:id="rId9"/></sheets>'),
  });
  await desk.write("items.xlsx", await zipOf(copied("visible")));
  const refusal = await desk.run(["import", "items.xlsx", "--yes"]);
  expect([refusal.code, refusal.stderr]).toEqual([2, expect.stringContaining('"items", "Edited"')]);
  for (const state of ["hidden", "veryHidden"]) {
    await desk.write("items.xlsx", await zipOf(copied(state)));
    const { code, stdout, stderr } = await desk.run(["plan", "items.xlsx"]);
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining("3 rows: 1 change (cost 1), 2 unchanged"),
    ]);
    expect(stdout).toContain("cost  2.10 → 2.35");
    expect(stderr).toContain("(inside items.xlsx)");
  }
});

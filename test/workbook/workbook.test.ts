// A workbook that is written comes back as it was, and looks as people need it.
import fc from "fast-check";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WholeFile } from "../../src/disk/whole-file.ts";
import type { WorkbookColumn } from "../../src/workbook/cell-xml.ts";
import { workbookKind } from "../../src/workbook/workbook-kind.ts";
import { writeWorkbook } from "../../src/workbook/write-workbook.ts";
import { wellFormedText } from "../support/any-text.ts";
import { awkwardTexts, unwritableTexts } from "./awkward-texts.ts";
import { allRows, partOf } from "./parts.ts";

let folder = "";
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "workbook-"))));
afterAll(() => rm(folder, { recursive: true }));

const column = (
  name: string,
  kind: WorkbookColumn["kind"] = "text",
  readOnly = false,
): WorkbookColumn => ({ name, kind, readOnly });

async function* batches(
  rows: readonly (readonly string[])[],
): AsyncGenerator<readonly (readonly string[])[]> {
  for (let at = 0; at < rows.length; at += 100) yield rows.slice(at, at + 100);
}

async function written(
  columns: readonly WorkbookColumn[],
  rows: readonly (readonly string[])[],
): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  const sink = { write: async (piece: Uint8Array) => void pieces.push(piece) };
  expect(await writeWorkbook(sink, columns, batches(rows))).toBe(rows.length);
  return Buffer.concat(pieces);
}

const sheet = (bytes: Buffer): Promise<string> => partOf(bytes, "xl/worksheets/sheet1.xml");

describe("text in a workbook", () => {
  test("comes back as it was: over 121 texts that spreadsheets are known to change", async () => {
    const texts = [...new Set([...awkwardTexts, ...unwritableTexts, "x".repeat(32_767)])];
    expect(texts.length).toBeGreaterThan(121);
    const rows = texts.map((text) => ["1", text]);
    const read = await allRows(await written([column("id"), column("sku")], rows));
    expect(read.map(({ cells }) => cells)).toEqual([["id", "sku"], ...rows]);
    expect(read.map(({ line }) => line)).toEqual(read.map((_, at) => at + 1));
  });

  test("comes back as it was, whatever it is", async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "_x",
        "000D",
        "_",
        "_x000D_",
        "\r",
        "\n",
        "&",
        "<",
        "]]>",
        "\ud83d",
        "\ude00",
      ),
      wellFormedText(3),
      fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
    );
    const text = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(""));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 40 }), async (texts) => {
        const rows = texts.map((found) => ["1", found]);
        const read = await allRows(await written([column("id"), column("sku")], rows));
        expect(read.slice(1).map(({ cells }) => cells)).toEqual(rows);
      }),
      { numRuns: 30 },
    );
  });

  test("that a cell has no room for ends the writing, by row and column", async () => {
    await expect(
      written(
        [column("id"), column("sku")],
        [
          ["1", ""],
          ["2", "x".repeat(32_768)],
        ],
      ),
    ).rejects.toThrow(
      "Cannot write the workbook: sku in row 3 has 32768 characters, but a cell can have only 32767; export fewer items, or to a CSV",
    );
  });
});

describe("a cost", () => {
  test.each([
    ["25.00", "25", true],
    ["0.1", "0.1", true],
    ["1500", "1500", true],
    ["123456789012.345", "123456789012.345", true],
    ["9999999999999.99", "9999999999999.99", true],
    ["99999999999999.99", "99999999999999.99", false],
    ["1234567890123456", "1234567890123456", false],
    ["0.0000000000001", "0.0000000000001", true],
    ["025", "025", false],
    ["-5", "-5", false],
    [".5", ".5", false],
    ["1e3", "1e3", false],
    ["25,00", "25,00", false],
  ])("%j is read as %j; a number: %j", async (cost, read, isNumber) => {
    const bytes = await written([column("id"), column("cost", "number")], [["1", cost]]);
    expect((await allRows(bytes))[1]?.cells).toEqual(["1", read]);
    expect((await sheet(bytes)).includes(`<v>${cost}</v>`)).toBe(isNumber);
  });
});

describe("a workbook for people", () => {
  const columns = [
    column("id", "text", true),
    column("cost", "number"),
    column("tracked", "flag"),
    column("country_code_of_origin", "country"),
  ];

  test("has a frozen header, a filter, drop-downs, and marked read-only columns", async () => {
    const xml = await sheet(
      await written(columns, [
        ["1", "2.50", "true", "CA"],
        ["2", "", "", ""],
      ]),
    );
    expect(xml).toContain(
      '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>',
    );
    expect(xml).toContain('<autoFilter ref="A1:D3"/>');
    expect(xml).toMatch(/promptTitle="Read-only" prompt="Leave [^"]*" sqref="A1:A3"/);
    expect(xml).toMatch(/type="list"[^>]* sqref="C2:C3"><formula1>"true,false"</);
    expect(xml).toMatch(/type="list"[^>]* sqref="D2:D3"><formula1>countries!\$A\$1:\$A\$252</);
    expect(xml).toContain('<c r="B2" s="6"><v>2.50</v></c>');
    expect(xml).not.toContain("sheetProtection");
  });

  test("hides its list of countries, which goes beyond what a drop-down may hold itself", async () => {
    const bytes = await written(columns, []);
    expect(await partOf(bytes, "xl/workbook.xml")).toContain(
      '<sheet name="countries" sheetId="2" state="hidden" r:id="rId2"/>',
    );
    const list = await partOf(bytes, "xl/worksheets/sheet2.xml");
    expect(list.match(/<t>[A-Z]{2} - [^<]+<\/t>/g)).toHaveLength(252);
    expect(list).toContain('<c r="A252" t="inlineStr"><is><t>ZW - Zimbabwe</t></is></c>');
    expect((await allRows(bytes)).map(({ cells }) => cells)).toEqual([
      columns.map(({ name }) => name),
    ]);
  });

  test("is the same, byte for byte, where the rows are", async () => {
    const rows = [["1", "2.50", "true", "CA"]];
    expect(await written(columns, rows)).toEqual(await written(columns, rows));
  });
});

describe("writing", () => {
  const path = (): string => join(folder, "items.xlsx");

  test("leaves what was there where the rows fail half-way, and nothing beside it", async () => {
    await writeFile(path(), "yesterday");
    let ended = false;
    async function* failing(): AsyncGenerator<readonly string[][]> {
      try {
        for (let at = 0; at < 100; at += 1) yield [["1"]];
        throw new Error("the shop is gone");
      } finally {
        ended = true;
      }
    }
    const file = await WholeFile.begin(path());
    await expect(writeWorkbook(file, [column("id")], failing())).rejects.toThrow(
      "the shop is gone",
    );
    await file.abandon();
    expect(ended).toBe(true);
    expect(await readdir(folder)).toEqual(["items.xlsx"]);
    expect(await readFile(path(), "utf8")).toBe("yesterday");
  });

  test("ends the rows where the disk is full", async () => {
    let ended = false;
    async function* endless(): AsyncGenerator<readonly string[][]> {
      try {
        for (;;) yield [[`${Math.random()}`]];
      } finally {
        ended = true;
      }
    }
    let room = 200_000;
    const sink = {
      write: async ({ length }: Uint8Array) => {
        room -= length;
        if (room < 0) throw new Error("ENOSPC");
      },
    };
    await expect(writeWorkbook(sink, [column("id")], endless())).rejects.toThrow("ENOSPC");
    await expect.poll(() => ended).toBe(true);
  });

  test("takes 1,048,575 rows and refuses one more", async () => {
    const many = Array.from({ length: 1_000 }, () => [] as string[]);
    const sink = { write: () => Promise.resolve() };
    async function* rows(last: number): AsyncGenerator<readonly string[][]> {
      for (let at = 0; at < 1_048; at += 1) yield many;
      yield many.slice(0, last);
    }
    expect(await writeWorkbook(sink, [column("id")], rows(575))).toBe(1_048_575);
    await expect(writeWorkbook(sink, [column("id")], rows(576))).rejects.toThrow(
      "Cannot write the workbook: there are over 1048575 rows; export fewer items, or to a CSV",
    );
  });
});

test.each([
  ["504b0304140000000800", "xlsx"],
  ["504b0506", "xlsx"],
  ["d0cf11e0a1b11ae10000", "ole"],
  ["d0cf11e0", undefined],
  ["69642c736b75", undefined],
  ["", undefined],
])("a file that begins with %s is %s", (hex, kind) => {
  expect(workbookKind(Buffer.from(hex, "hex"))).toBe(kind);
});

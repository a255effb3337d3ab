import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Row } from "../../src/sheet/row.ts";
import { openSheet, type Sheet } from "../../src/sheet/sheet.ts";
import { expectGrowth } from "../support/growth.ts";

let folder = "";
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "sheet-"))));
afterAll(() => rm(folder, { recursive: true }));

let files = 0;
async function fileOf(content: string | Buffer): Promise<string> {
  files += 1;
  const path = join(folder, `${files}.csv`);
  await writeFile(path, content);
  return path;
}

async function open(content: string | Buffer): Promise<Sheet> {
  return openSheet(await fileOf(content), "s.csv");
}

/** The faults that stop a sheet, one a line. */
async function faultsOf(content: string | Buffer): Promise<string[]> {
  const error: unknown = await open(content).catch((error: unknown) => error);
  if (!(error instanceof Error)) throw new Error("the sheet was taken");
  expect(error.name).toBe("SheetError");
  const [first, ...faults] = error.message.split("\n");
  const count = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
  expect(first).toBe(`Cannot use "s.csv": ${count}`);
  return faults.map((fault) => fault.trim());
}

/** The rows of a sheet that is taken. */
async function rowsOf(content: string): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const some of (await open(content)).read()) rows.push(...some);
  return rows;
}

const strayQuote = 'a quote inside a cell; double it and quote the cell, as in "5"" pipe"';

describe("faults of structure", () => {
  test.each<[string, string, string[]]>([
    [
      "an empty file",
      "",
      [`the file is empty; wanted a header line with the column "id" or "sku"`],
    ],
    [
      "blank lines only",
      "\n \n,,\n",
      [`the file is empty; wanted a header line with the column "id" or "sku"`],
    ],
    [
      "a byte order mark only",
      "\ufeff",
      [`the file is empty; wanted a header line with the column "id" or "sku"`],
    ],
    [
      "no column that names an item",
      "tracked,cost\ntrue,1\n",
      [
        `line 1: no column "id", and no "sku" to match by; the header is "tracked,cost"; --map names columns with other titles`,
      ],
    ],
    ["an unknown column", "id,cots\n", [`line 1: unknown column "cots"; did you mean "cost"`]],
    [
      "no column that can be sent",
      "id,title\n",
      [
        'line 1: this sheet has no known column that can be sent; "title" would be left out; known columns are sku, cost, tracked, requires_shipping, country_code_of_origin, province_code_of_origin, harmonized_system_code, country_harmonized_system_codes; --map names columns with other titles, as in --map "title=cost"',
      ],
    ],
    ["a column twice", "id,sku,id\n", [`line 1: column "id" appears twice`]],
    [
      "values without a title",
      "id,,,sku\n1,,,a\n2,,x,b\n3,,y,c\n",
      ['line 3: column 3 has no title, but contains "x" in line 3; give it a title or delete it'],
    ],
    ["a row with a cell too few", "id,sku\n1,a\n2\n", ["line 3: 1 cell, but the header has 2"]],
    ["a row with a cell too many", "id,sku\n1,a,b\n", ["line 2: 3 cells, but the header has 2"]],
    ["a quote inside a cell", 'id,sku\n1,5" pipe\n2,b\n', [`line 2: ${strayQuote}`]],
    ["a quote inside a quoted cell", 'id,sku\n1,"5" pipe"\n2,b\n', [`line 2: ${strayQuote}`]],
    [
      "an open quote",
      'id,sku\n1,a\n2,"b\n3,c\n',
      ["line 3: a quote that opens on this line or below is never closed"],
    ],
    [
      "two stray quotes that balance",
      'id,sku\n1,"a\n2,b\n3,c"\n4,d\n',
      [
        "line 2: cell 2 of the row from here to line 4 contains a line break; a stray quote has probably merged rows",
      ],
    ],
    ["a stray quote in the header", 'id,s"ku\n1,a\n2,b,c\n', [`line 1: ${strayQuote}`]],
  ])("%s", async (_, text, faults) => {
    expect(await faultsOf(text)).toEqual(faults);
  });

  test.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "a column %s is left out as any other",
    async (name) => {
      const { header } = await open(`id,sku,${name}\n1,a,b\n`);
      expect([header.writable.length, header.unused]).toEqual([1, [name]]);
    },
  );

  test("a header of very many columns, or of a very long name, is told in few words", async () => {
    const names = Array.from({ length: 50_000 }, (_, at) => `result_${at}`);
    expect(await faultsOf(`id,${names.join(",")}\n`)).toEqual([
      "line 1: 50001 columns; wanted 1000 at most",
    ]);
    const [fault = ""] = await faultsOf(`id,${"x".repeat(900_000)}\n`);
    expect(fault).toContain(`"${"x".repeat(200)}…" would be left out; `);
    expect(fault.length).toBeLessThan(1_000);
  });

  test("all of them are named at once, by line", async () => {
    const text = 'cost,csot,cost\r\n\r\na,b\r\n1,2,3\r\nx,5" y,z\r\n1,2,3,4\r\n';
    expect(await faultsOf(text)).toEqual([
      expect.stringMatching(/^line 1: unknown column "csot"; /),
      `line 1: column "cost" appears twice`,
      expect.stringMatching(/^line 1: no column "id", /),
      "line 3: 2 cells, but the header has 3",
      `line 5: ${strayQuote}`,
      "line 6: 4 cells, but the header has 3",
    ]);
  });

  test("more than fifty are counted", async () => {
    const error: unknown = await open(`id,sku\n${"1\n".repeat(70)}`).catch((e: unknown) => e);
    expect(String(error)).toContain("70 faults");
    expect(String(error)).toContain("line 51: 1 cell");
    expect(String(error)).not.toContain("line 52:");
    expect(String(error)).toMatch(/\n {2}and 20 more$/);
  });

  test.each(["", '"'])(
    "a cell of 3 MB in quotes of %j is one fault, told quickly",
    async (quote) => {
      const read = (length: number): Promise<string[]> =>
        faultsOf(`id,sk\n1,${quote}${"x".repeat(length)}${quote}\n2,b\n`);
      expect(await read(3_000_000)).toEqual([
        expect.stringMatching(/^line 1: unknown column "sk"/),
        "line 2: a row of over 1000000 characters; a quote is probably not closed",
      ]);
      await expectGrowth(read, [100_000, 3_000_000]);
    },
  );
});

/** What is said of a sheet that is refused. */
const refusal = (content: string): Promise<string> =>
  open(content).then(() => "it was taken", String);

test("a sheet with thousands of quotes inside one cell is read as far as shows that", async () => {
  const read = async (quotes: number): Promise<void> => {
    const said = await refusal(`id,sku\n1,${'a"'.repeat(quotes)}\n`);
    expect(said).toContain(`line 2: ${strayQuote}`);
  };
  await expectGrowth(read, [4_000, 32_000]);
});

describe("a sheet that is fine", () => {
  test("knows its columns, its rows and what is repeated", async () => {
    const text =
      "sku, id ,result_status,updated_at,created_at,result_status_2,cost\na,1,,,,,5\nb,2,,,,,6\nc,x,,,,,7\nd,1,,,,,8\n";
    const sheet = await open(text);
    const { header, rows } = sheet;
    const duplicates = await sheet.findDuplicates();
    expect(header.keys.id).toBe(1);
    expect(header.updatedAt).toBe(3);
    expect(header.writable).toEqual([
      { index: 0, title: "sku", name: "sku" },
      { index: 6, title: "cost", name: "cost" },
    ]);
    expect([rows, duplicates.size]).toEqual([4, 1]);
    expect(duplicates.get("1")).toMatchObject({ lines: [2, 5] });
    expect(duplicates.get("1")?.lineWithAll).toBeUndefined();
  });

  test.each([",", ";", "\t", "|"])("may have cells separated by %j", async (delimiter) => {
    const text = `id,sku,cost\n1,"a${delimiter}b",5\n`.replaceAll(/,(?!b)/g, delimiter);
    expect(await rowsOf(text)).toMatchObject([{ line: 2, cells: ["1", `a${delimiter}b`, "5"] }]);
  });

  test.each(['"id";"sku"\n1;a,b,c\n', "\r\n \nid;sku\n1;a,b,c\n", "\ufeffid;sku\n1;a,b,c\n"])(
    "shows its delimiter in the header of %j",
    async (text) => {
      const rows = await rowsOf(text);
      expect(rows.map(({ cells }) => cells)).toEqual([["1", "a,b,c"]]);
    },
  );

  test("keeps quotes, edge spaces and empty cells", async () => {
    const rows = await rowsOf('id,sku,cost\n1," ""5"" ",\n2,  x ,""\n');
    expect(rows.map(({ cells }) => cells)).toEqual([
      ["1", ' "5" ', ""],
      ["2", "  x ", ""],
    ]);
  });

  test.each<[string, number[]]>([
    ["id,sku\n1,a\n2,b", [2, 3]],
    ["id,sku\n\n\n1,a\n,\n,,,\n  \n2,b\n\n", [4, 8]],
    ["id,sku\r\r1,a\r2,b\r", [3, 4]],
    ["id,sku\r\n\r\n1,a\r\n2,b\r\n\r\n", [3, 4]],
    ["\n\n,,,\nid,sku\n1,a\n2,b\n", [5, 6]],
    ["id,sku\r\n1,a\r\r\n2,b\n", [2, 4]],
  ])("%j has its rows on the lines %j", async (text, lines) => {
    const rows = await rowsOf(text);
    expect(rows.map(({ line }) => line)).toEqual(lines);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ["1", "a"],
      ["2", "b"],
    ]);
  });
});

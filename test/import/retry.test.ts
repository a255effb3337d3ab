// The retry sheet: the rows that a person has to fix, in the format of the sheet, with the reason first.
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import type { WorkbookColumn } from "../../src/workbook/cell-xml.ts";
import { writeWorkbook } from "../../src/workbook/write-workbook.ts";
import { type Desk, openDesk } from "../support/command.ts";
import { openSandbox, puts } from "../support/shops.ts";
import { allRows, partOf } from "../workbook/parts.ts";

interface Counter {
  readonly sandbox: Sandbox;
  readonly desk: Desk;
  readonly ids: readonly string[];
  /** The file of this name in the folder of the last run. */
  readonly last: (name: string) => Promise<string>;
}

async function counter(items = 4): Promise<Counter> {
  const sandbox = await openSandbox({ items });
  const desk = await openDesk(sandbox);
  const last = async (name: string): Promise<string> =>
    `runs/${(await desk.runs()).at(-1)}/${name}`;
  return { sandbox, desk, ids: [...sandbox.ids()], last };
}

describe("the retry sheet of a CSV file", () => {
  test.each<[string, (id: string) => string, (id: string, reason: string) => string]>([
    [
      "commas and LF",
      (id) => `id,cost\n${id},x\n`,
      (id, reason) => `result_message,id,cost\n"${reason}",${id},x\n`,
    ],
    [
      "semicolons and CRLF",
      (id) => `id;cost\r\n${id};x\r\n`,
      (id, reason) => `result_message;id;cost\r\n"${reason}";${id};x\r\n`,
    ],
    [
      "a byte order mark, and all cells in quotes",
      (id) => `\ufeff"id";"cost"\r\n"${id}";"x"\r\n`,
      (id, reason) => `\ufeff"result_message";"id";"cost"\r\n"${reason}";"${id}";"x"\r\n`,
    ],
    [
      "tabs and CR",
      (id) => `id\tcost\r${id}\tx\r`,
      (id, reason) => `result_message\tid\tcost\r"${reason}"\t${id}\tx\r`,
    ],
    [
      "bars, and a line that names the delimiter",
      (id) => `sep=|\nid|cost\n${id}|x\n`,
      (id, reason) => `result_message|id|cost\n"${reason}"|${id}|x\n`,
    ],
  ])("has its %s", async (_, sheet, wanted) => {
    const { desk, ids, last } = await counter();
    await desk.write("s.csv", sheet(ids[0] ?? ""));
    expect((await desk.run(["import", "s.csv", "--yes"])).code).toBe(1);
    const [result] = await desk.rows(await last("results.csv"));
    const reason = (result?.["result_message"] ?? "").replaceAll('"', '""');
    expect(await desk.read(await last("retry.csv"))).toBe(wanted(ids[0] ?? "", reason));
  });

  test("is UTF-8 with a byte order mark where the sheet was in another encoding", async () => {
    const { desk, ids, last } = await counter();
    const text = `id;sku;cost\r\n${ids[0]};Größe;x\r\n`;
    for (const [name, bytes, flags] of [
      ["ansi.csv", Buffer.from(text, "latin1"), ["--encoding", "windows-1252"]],
      ["wide.csv", Buffer.from(`\ufeff${text}`, "utf16le"), []],
    ] as const) {
      await desk.write(name, bytes);
      await desk.run(["import", name, "--yes", ...flags]);
      const retry = await desk.read(await last("retry.csv"));
      expect(retry).toMatch(/^\ufeffresult_message;id;sku;cost\r\n/);
      expect(retry).toContain(";Größe;x\r\n");
      const again = await desk.run(["plan", await last("retry.csv")]);
      expect([again.code, again.stdout]).toEqual([1, expect.stringContaining("1 invalid")]);
    }
  });

  test("guards what a spreadsheet would change, so that a right cell stays right", async () => {
    const { sandbox, desk, ids, last } = await counter();
    await desk.write(
      "s.csv",
      `id,sku,cost,harmonized_system_code\n${ids[0]},000123,x,6912.00\n${ids[1]},3-4,1.234,0101210000\n`,
    );
    await desk.run(["import", "s.csv", "--yes"]);
    const retry = await desk.read(await last("retry.csv"));
    expect(retry).toContain(`,${ids[0]},'000123,x,'6912.00\n`);
    expect(retry).toContain(`,${ids[1]},'3-4,'1.234,'0101210000\n`);
    await desk.write("fixed.csv", retry.replace(",x,", ",5,").replace(",'1.234,", ",6.00,"));
    const { code } = await desk.run(["import", "fixed.csv", "--yes", "--allow-held"]);
    expect(code).toBe(0);
    expect(sandbox.item(ids[0] ?? "")).toMatchObject({
      sku: "000123",
      cost: "5.00",
      harmonized_system_code: "691200",
    });
    expect(sandbox.item(ids[1] ?? "")).toMatchObject({ sku: "3-4", cost: "6.00" });
  });

  test.each([
    ["0123", "123"],
    ["1E5", "100000"],
    ["3-4", "04-Mar"],
    ["12E45", "1.2E+046"],
  ])("leaves the SKU %s alone, of which a spreadsheet made %s", async (sku, damaged) => {
    const { sandbox, desk, ids, last } = await counter();
    sandbox.edit(ids[0] ?? "", { sku });
    // One row is compared with its item, and the other two are not.
    for (const rows of [`${ids[0]},${damaged},x\n`, `${ids[0]},${damaged},1\n${ids[0]},,2\n`]) {
      await desk.write("s.csv", `id,sku,cost\n${rows}`);
      await desk.run(["import", "s.csv", "--yes"]);
      const [header, row] = (await desk.read(await last("retry.csv"))).split("\n");
      await desk.write("fixed.csv", `${header}\n${row?.replace(/,[x1]$/, ",2.20")}\n`);
      const { code } = await desk.run(["import", "fixed.csv", "--yes", "--allow-held"]);
      expect([code, sandbox.item(ids[0] ?? "")?.sku]).toEqual([0, sku]);
    }
  });

  test("keeps the decimal mark and the flags that it needs", async () => {
    const { sandbox, desk, ids, last } = await counter();
    await desk.write("s.csv", `Artikel#Preis\n${sandbox.item(ids[0] ?? "")?.sku}#1,x\n`);
    const flags = ["--map", "Artikel=sku", "--map", "Preis=cost", "--decimal", ","];
    const { stdout } = await desk.run(["import", "s.csv", "--yes", ...flags, "--delimiter", "#"]);
    const retry = await last("retry.csv");
    expect(await desk.read(retry)).toMatch(/^result_message#Artikel#Preis\n/);
    expect(stdout).toMatch(/import \S+retry\.csv .*--decimal ',' --delimiter '#'\n/);
  });
});

const bookColumns: readonly WorkbookColumn[] = [
  { name: "id", kind: "text", readOnly: true },
  { name: "sku", kind: "text", readOnly: false },
  { name: "cost", kind: "number", readOnly: false },
  { name: "harmonized_system_code", kind: "text", readOnly: false },
  { name: "country_code_of_origin", kind: "country", readOnly: false },
];

async function writeBook(
  desk: Desk,
  name: string,
  rows: readonly (readonly string[])[],
): Promise<void> {
  const pieces: Uint8Array[] = [];
  async function* all(): AsyncGenerator<readonly (readonly string[])[]> {
    yield rows;
  }
  const sink = { write: async (piece: Uint8Array) => void pieces.push(piece) };
  await writeWorkbook(sink, bookColumns, all());
  await writeFile(join(desk.folder, name), Buffer.concat(pieces));
}

const cellsIn = async (desk: Desk, name: string): Promise<(readonly string[])[]> =>
  (await allRows(await readFile(join(desk.folder, name)))).map(({ cells }) => cells);

describe("the retry sheet of a workbook", () => {
  test("is a workbook with the same columns, drop-downs, texts and numbers", async () => {
    const { sandbox, desk, ids, last } = await counter();
    await writeBook(desk, "s.xlsx", [
      [ids[0] ?? "", "=1+1", "1.234", "6912.00", "ZZ"],
      [ids[1] ?? "", "000123", "x", "010121", "DE"],
      [ids[2] ?? "", sandbox.item(ids[2] ?? "")?.sku ?? "", "", "", ""],
    ]);
    const { code, stdout } = await desk.run(["import", "s.xlsx", "--yes"]);
    expect(code).toBe(1);
    const retry = await last("retry.xlsx");
    expect(stdout).toContain(`2 rows need attention. Fix them in ${retry} and import that file\n`);
    expect(existsSync(join(desk.folder, await last("retry.csv")))).toBe(false);
    const [header, first, second, ...rest] = await cellsIn(desk, retry);
    expect(header).toEqual(["result_message", ...bookColumns.map(({ name }) => name)]);
    expect(first?.slice(1)).toEqual([ids[0], "=1+1", "1.234", "6912.00", "ZZ"]);
    expect(first?.[0]).toContain('found "ZZ"');
    expect(second?.slice(1)).toEqual([ids[1], "000123", "x", "010121", "DE"]);
    expect(rest).toEqual([]);
    const xml = await partOf(await readFile(join(desk.folder, retry)), "xl/worksheets/sheet1.xml");
    expect(xml).toContain('<c r="D2" s="6"><v>1.2340</v></c>');
    expect(xml).toContain('<dataValidation type="list"');
    expect(xml).toContain('sqref="F2:F3"');
  });

  test("can be imported once it is fixed, and sends that row alone", async () => {
    const { sandbox, desk, ids, last } = await counter();
    await writeBook(desk, "s.xlsx", [
      [ids[0] ?? "", "000123", "2.50", "6912.00", "ZZ"],
      [ids[1] ?? "", "A", "x", "", ""],
    ]);
    await desk.run(["import", "s.xlsx", "--yes"]);
    const rows = await cellsIn(desk, await last("retry.xlsx"));
    await writeBook(desk, "fixed.xlsx", [[...(rows[1] ?? []).slice(1, 5), "CN"]]);
    const before = puts(sandbox);
    expect((await desk.run(["import", "fixed.xlsx", "--yes"])).code).toBe(0);
    expect(puts(sandbox) - before).toBe(1);
    expect(sandbox.item(ids[0] ?? "")).toMatchObject({
      sku: "000123",
      cost: "2.50",
      harmonized_system_code: "691200",
      country_code_of_origin: "CN",
    });
  });

  test("keeps a text of two readings a text, and a number a number, by any decimal mark", async () => {
    for (const flags of [[], ["--decimal", ","]]) {
      const { desk, ids, last } = await counter();
      const rows = [
        [ids[0] ?? "", "A", "1.234", "", "ZZ"],
        [ids[1] ?? "", "A", "'1.234", "", "ZZ"],
        [ids[2] ?? "", "A", "1,234", "", "ZZ"],
        [ids[3] ?? "", "A", "12", "", "ZZ"],
      ];
      await writeBook(desk, "s.xlsx", rows);
      await desk.run(["plan", "s.xlsx", ...flags]);
      const first = await desk.read(await last("plan.jsonl"));
      await desk.run(["plan", await last("retry.xlsx"), ...flags]);
      const second = await desk.read(await last("plan.jsonl"));
      const decisions = (text: string): string[] => text.split("\n").slice(1);
      expect(decisions(second)).toEqual(decisions(first));
    }
  });
});

describe("when a retry sheet is offered", () => {
  test("after a plan too, with the rows that it cannot carry out", async () => {
    const { sandbox, desk, ids, last } = await counter();
    await desk.write("s.csv", `id,cost\n${ids[0]},2.20\n${ids[1]},x\n99999999999999,1\n`);
    const { code, stdout } = await desk.run(["plan", "s.csv"]);
    expect(code).toBe(1);
    const retry = await last("retry.csv");
    expect(stdout).toContain(`2 rows need attention. Fix them in ${retry} and import that file\n`);
    expect((await desk.rows(retry)).map((row) => row["id"])).toEqual([ids[1], "99999999999999"]);
    await desk.write("fixed.csv", (await desk.read(retry)).replace(",x\n", ",2.30\n"));
    await desk.run(["import", "fixed.csv", "--yes", "--max-unknown", "9"]);
    expect(sandbox.item(ids[1] ?? "")?.cost).toBe("2.30");
  });

  test("not after a plan without such rows", async () => {
    const { desk, ids, last } = await counter();
    await desk.write("s.csv", `id,cost\n${ids[0]},2.20\n`);
    const { stdout } = await desk.run(["plan", "s.csv"]);
    expect(stdout).not.toContain("attention");
    expect(existsSync(join(desk.folder, await last("retry.csv")))).toBe(false);
  });

  test("not after a stop: the one next step is to carry on", async () => {
    const { sandbox, desk, ids, last } = await counter();
    await desk.write("s.csv", `id,cost\n${ids[0]},2.20\n${ids[1]},2.30\n${ids[2]},x\n`);
    sandbox.addFault({ method: "PUT", when: "before", effect: { status: 401 } });
    const stopped = await desk.run(["import", "s.csv", "--yes"]);
    expect(stopped.code).toBe(3);
    expect(stopped.stderr).toContain("To continue: inventory-csv apply");
    expect(stopped.stdout + stopped.stderr).not.toMatch(/attention|retry|undo/);
    const summary: unknown = JSON.parse(await desk.read(await last("summary.json")));
    expect(summary).toMatchObject({ needs_attention: 1 });
    expect((await desk.rows(await last("retry.csv"))).map((row) => row["id"])).toEqual([ids[2]]);
    const applied = await desk.run(["apply", `runs/${(await desk.runs()).at(-1)}`, "--yes"]);
    expect(applied.code).toBe(1);
    expect(applied.stdout).toContain(
      `1 row needs attention. Fix it in ${await last("retry.csv")} and import that file\n`,
    );
  });
});

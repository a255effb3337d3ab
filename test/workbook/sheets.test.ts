// Workbooks as sheets, by the built command: written by an export, edited, and read by an import.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readWorkbook } from "../../src/workbook/read/read-workbook.ts";
import { type WorkbookColumn } from "../../src/workbook/cell-xml.ts";
import { writeWorkbook } from "../../src/workbook/write-workbook.ts";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { type Desk, openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";
import { partsOf, zipOf } from "./parts.ts";

async function exported(
  items: number,
  ...flags: string[]
): Promise<{ sandbox: Sandbox; desk: Desk; ids: string[] }> {
  const sandbox = await openSandbox({ items });
  const desk = await openDesk(sandbox);
  const { code, stderr } = await desk.run(["export", "-o", "items.xlsx", ...flags]);
  expect([code, stderr]).toEqual([0, expect.stringContaining(`Wrote ${items} items of`)]);
  return { sandbox, desk, ids: [...sandbox.ids()] };
}

async function rowsOf(desk: Desk, name: string): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const some of readWorkbook(await readFile(join(desk.folder, name)), name)) {
    rows.push(...some.map(({ cells }) => [...cells]));
  }
  return rows;
}

/** Writes rows as a person's workbook has them: all cells text, but for the columns that are named. */
async function write(
  desk: Desk,
  name: string,
  rows: string[][],
  numbers: string[] = [],
): Promise<void> {
  const [header = [], ...others] = rows;
  const columns = header.map((title): WorkbookColumn => ({
    name: title,
    kind: numbers.includes(title) ? "number" : "text",
    readOnly: false,
  }));
  const chunks: Uint8Array[] = [];
  const sink = { write: async (data: Uint8Array) => void chunks.push(data) };
  async function* batches(): AsyncGenerator<string[][]> {
    yield others;
  }
  await writeWorkbook(sink, columns, batches());
  await desk.write(name, Buffer.concat(chunks));
}

test("a workbook comes back without a change, with its base inside", async () => {
  const { desk } = await exported(120, "--context", "--countries", "all");
  const { code, stdout, stderr } = await desk.run(["plan", "items.xlsx"]);
  expect(stderr).toContain("(inside items.xlsx)");
  expect([code, stdout]).toEqual([0, expect.stringContaining("120 rows: 120 unchanged")]);
  expect(stdout).not.toContain("Warnings");
});

test("edits in a workbook are merged, and reported on by the rows of the worksheet", async () => {
  const { sandbox, desk, ids } = await exported(5);
  const rows = await rowsOf(desk, "items.xlsx");
  const [header = []] = rows;
  const set = (row: number, title: string, text: string): void => {
    (rows[row] ?? [])[header.indexOf(title)] = text;
  };
  set(1, "cost", "2.3");
  set(2, "harmonized_system_code", "090220");
  set(3, "sku", "=1+1");
  set(4, "harmonized_system_code", "");
  set(5, "country_code_of_origin", "ZZ");
  rows.splice(
    3,
    0,
    header.map(() => ""),
  );
  await write(desk, "items.xlsx", rows, ["cost", "id"]);
  sandbox.edit(ids[1] ?? "", { cost: "9.99" });
  const { code, stdout } = await desk.run(["import", "items.xlsx", "--yes"]);
  expect(stdout).toContain("5 rows: 4 updated, 1 invalid");
  expect(stdout).toContain("row 7");
  expect(code).toBe(1);
  expect(sandbox.item(ids[0] ?? "")?.cost).toBe("2.30");
  expect(sandbox.item(ids[1] ?? "")).toMatchObject({
    cost: "9.99",
    harmonized_system_code: "090220",
  });
  expect(sandbox.item(ids[2] ?? "")?.sku).toBe("=1+1");
  expect(sandbox.item(ids[3] ?? "")?.harmonized_system_code).toBeNull();
  const run = `runs/${(await desk.runs())[0]}`;
  expect(await desk.read(`${run}/sheet.csv`)).toContain("'=1+1");
  const results = await desk.rows(`${run}/results.csv`);
  expect(results.map((row) => row["result_line"])).toEqual(["2", "3", "5", "6", "7"]);
});

test("whatever is said of a workbook names its rows and not lines", async () => {
  const { desk, ids } = await exported(24);
  const header = ["id", "cost", "tracked", "country_code_of_origin", "harmonized_system_code"];
  const rows = ids.map((id, at) => [
    id,
    "5.00",
    String(at >= 14),
    at < 10 ? "" : at < 16 ? "EL" : "Germany?",
    "HS 610920",
  ]);
  const [first = "", second = "", third = ""] = ids;
  const repeated = [
    [first, "6.00", "", "", ""],
    [second, "5.00", "", "", ""],
    [third, "7.00", "", "", ""],
    [third, "8.00", "", "", ""],
  ];
  await write(desk, "items.xlsx", [header, ...rows, ...repeated]);
  const planned = await desk.run(["plan", "items.xlsx"]);
  expect(planned.stdout).toMatch(/rows? \d+.*: found "EL"/);
  expect(planned.stdout).toMatch(/first in row \d+: "HS 610920" as 610920/);
  expect(planned.stdout).toMatch(/rows \d+, \d+[\d, ]*: keep the row that is right/);
  const imported = await desk.run(["import", "items.xlsx", "--yes"]);
  const reports = await Promise.all(
    (await desk.runs()).flatMap((run) =>
      ["plan.jsonl", "summary.json"].map((name) => desk.read(`runs/${run}/${name}`)),
    ),
  );
  const said = [planned, imported].flatMap(({ stdout, stderr }) => [stdout, stderr]);
  for (const text of [...said, ...reports]) expect(text).not.toMatch(/\blines? \d/);
  await write(desk, "empty.xlsx", []);
  const { stderr } = await desk.run(["plan", "empty.xlsx"]);
  expect(stderr).toContain("wanted a header row");
});

test("hidden rows are read, and their number is said", async () => {
  const { desk } = await exported(5);
  const parts = await partsOf(await readFile(join(desk.folder, "items.xlsx")));
  const name = "xl/worksheets/sheet1.xml";
  const hide = async (...rows: number[]): Promise<string> => {
    const xml = rows.reduce(
      (text, row) => text.replace(`<row r="${row}"`, `<row r="${row}" hidden="1"`),
      String(parts[name]).replace("<v>2.10</v>", "<v>2.30</v>"),
    );
    await desk.write("filtered.xlsx", await zipOf({ ...parts, [name]: xml }));
    const { stdout, stderr } = await desk.run(["plan", "filtered.xlsx"]);
    expect(stdout).toContain("5 rows: 1 change (cost 1), 4 unchanged");
    return stderr;
  };
  expect(await hide()).not.toContain("hidden");
  expect(await hide(1, 2, 4)).toContain(
    "2 rows of the worksheet are hidden and read like the others",
  );
  expect(await hide(2)).toContain("1 row of the worksheet is hidden and read like the others");
});

test("a workbook on standard input is read, whatever encoding was named for text", async () => {
  const { desk } = await exported(3);
  const child = ["plan", "-", "--encoding", "windows-1252", "--delimiter", ";"];
  const input = (await readFile(join(desk.folder, "items.xlsx"))) as unknown as string;
  const { code, stdout } = await desk.run(child, { input });
  expect([code, stdout]).toEqual([0, expect.stringContaining("3 rows: 3 unchanged")]);
});

test.each<[string, Uint8Array, string]>([
  ["with a password", Buffer.from("d0cf11e0a1b11ae1", "hex"), "without a password"],
  [
    "that is a ZIP of something else",
    Buffer.from(`PK\u0003\u0004${"x".repeat(60)}`),
    "save it again as .xlsx",
  ],
])("a workbook %s is refused, with the way out", async (_, bytes, message) => {
  const sandbox = await openSandbox({ items: 3 });
  const desk = await openDesk(sandbox);
  await desk.write("items.xlsx", bytes);
  const { code, stderr } = await desk.run(["import", "items.xlsx", "--yes"]);
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  expect(await desk.runs()).toEqual([]);
});

test("a workbook has one form for every program, and its costs no locale", async () => {
  const { desk } = await exported(3, "--for", "excel", "--locale", "de-DE");
  const [, first = []] = await rowsOf(desk, "items.xlsx");
  expect(first.slice(1, 3)).toEqual(["TEA-GREEN-50", "2.1"]);
  expect((await desk.run(["plan", "items.xlsx"])).stdout).toContain("3 rows: 3 unchanged");
});

test("a number has one reading, whatever mark the sheet was written with that became the workbook", async () => {
  const { desk, ids } = await exported(3);
  await desk.run(["export", "-o", "items.csv", "--for", "excel", "--locale", "de-DE"]);
  const header = ["id", "cost"];
  const costs = ["2.125", "13.75", "9.5"];
  const rows = costs.map((cost, at) => [ids[at] ?? "", cost]);
  await write(desk, "items.xlsx", [header, ...rows], ["cost"]);
  const base = ["--base", "items.base.jsonl"];
  for (const flags of [[], base, [...base, "--decimal", ","], [...base, "--decimal", "."]]) {
    const { stdout } = await desk.run(["plan", "items.xlsx", "--allow-held", ...flags]);
    expect(stdout).toContain("cost  2.10 → 2.13  +1.4%\n");
    expect(stdout).toContain("cost  3.80 → 13.75");
    expect(stdout).toContain("cost  8.40 → 9.5");
    expect(stdout).toContain("3 rows: 3 change");
  }
  await write(desk, "items.xlsx", [header, ...rows]);
  const texts = await desk.run(["plan", "items.xlsx", ...base]);
  expect(texts.stdout).toContain("this is 2.125 with --decimal . and 2125 with --decimal ,");
});

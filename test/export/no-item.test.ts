import { describe, expect, test } from "vitest";
import { openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";
import { bookParts, zipOf } from "../workbook/parts.ts";

const noItem = "this row names no item; if it is a total or a note, delete it";

describe("a row that names no item is said to be none", () => {
  test.each([
    [",Total,36.00", "(empty)"],
    ["Total,,36.00", '"Total"'],
    ["* prices of May 2026,,", '"* prices of May 2026"'],
    [",,legend: red = to be checked", "(empty)"],
    ["Summe 2 Artikel,,36.00", '"Summe 2 Artikel"'],
    ["---,,", '"---"'],
  ])("%s", async (row, found) => {
    const sandbox = await openSandbox({ items: 2 });
    const desk = await openDesk(sandbox);
    const [id = ""] = sandbox.ids();
    await desk.write("s.csv", `id,product_title,cost\n${id},Mug,7.77\n${row}\n`);
    const { code, stdout } = await desk.run(["plan", "s.csv"]);
    expect(code).toBe(1);
    expect(stdout).toContain("2 rows: 1 change (cost 1), 1 invalid");
    expect(stdout).toContain(`found ${found}: ${noItem}`);
  });

  test.each(["12a", "0123", "1 234 567", "A-1", "12345678901234567890"])(
    "and not the row of %s, which may be an id with a mistake in it",
    async (text) => {
      const sandbox = await openSandbox({ items: 1 });
      const desk = await openDesk(sandbox);
      await desk.write("s.csv", `id,cost\n${text},7.77\n`);
      const { stdout } = await desk.run(["plan", "s.csv"]);
      expect(stdout).toContain(`found "${text}"; wanted an id of 1 to 19 digits`);
    },
  );

  test("by its SKU", async () => {
    const sandbox = await openSandbox({ items: 1 });
    const desk = await openDesk(sandbox);
    await desk.write("s.csv", "sku,cost\n,36.00\nTotal,36.00\n");
    const { stdout } = await desk.run(["plan", "s.csv", "--max-unknown", "100%"]);
    expect(stdout).toContain(`found (empty): ${noItem}`);
    expect(stdout).toContain('with the SKU "Total"; if this row is a total or a note, delete it');
  });
});

describe("a formula without a value in a workbook", () => {
  const saved =
    "a formula without a saved value; open the workbook in a spreadsheet program and save it again";
  test.each([
    ["cost", "<f>B1*1.1</f>"],
    ["sku", '<f>"00123"</f>'],
    ["harmonized_system_code", "<f>A2</f><v></v>"],
    ["country_code_of_origin", "<f>VLOOKUP(A2,x,2)</f>"],
  ])("in %s is told as such: %s", async (column, formula) => {
    const sandbox = await openSandbox({ items: 1 });
    const desk = await openDesk(sandbox);
    const text = (place: string, value: string): string =>
      `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`;
    const [id = ""] = sandbox.ids();
    const rows = [
      `<row r="1">${text("A1", "id")}${text("B1", column)}</row>`,
      `<row r="2">${text("A2", id)}<c r="B2">${formula}</c></row>`,
    ];
    await desk.write("s.xlsx", await zipOf(bookParts(rows.join(""))));
    const { code, stdout } = await desk.run(["plan", "s.xlsx"]);
    expect([code, stdout]).toEqual([1, expect.stringContaining(saved)]);
  });
});

test.each(['="00123"', '="610910"', '="A-1"', '="="'])(
  "%s in a CSV is told to be a formula",
  async (cell) => {
    const desk = await openDesk(await openSandbox({ items: 1 }));
    await desk.write("s.csv", `id,sku,cost\n1,${cell},2.00\n`);
    const { code, stderr } = await desk.run(["plan", "s.csv"]);
    expect(code).toBe(2);
    expect(stderr).toContain(
      'line 2: a cell such as ="00123", which is a formula to a spreadsheet; write only 00123',
    );
  },
);

test("messages of a workbook say row, and those of a CSV line", async () => {
  const sandbox = await openSandbox({ items: 2 });
  const desk = await openDesk(sandbox);
  const [a = "", b = ""] = sandbox.ids();
  const rows = [
    ["id", "cost"],
    [a, "7.77"],
    [b, "x"],
    [a, "7.77"],
    ["Total", "9"],
  ];
  const text = (place: string, value: string): string =>
    `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`;
  const xml = rows.map(
    ([id = "", cost = ""], at) =>
      `<row r="${at + 1}">${text(`A${at + 1}`, id)}${text(`B${at + 1}`, cost)}</row>`,
  );
  await desk.write("s.xlsx", await zipOf(bookParts(xml.join(""))));
  await desk.write("s.csv", rows.map((cells) => `${cells.join(",")}\n`).join(""));
  for (const [name, word, other] of [
    ["s.xlsx", "row", "line"],
    ["s.csv", "line", "row"],
  ] as const) {
    const { stdout } = await desk.run(["plan", name]);
    expect(stdout).toContain(`${word} 2  ${a}`);
    expect(stdout).toContain(`${word} 5: found "Total"`);
    expect(stdout).not.toMatch(new RegExp(`\\b${other} \\d`));
    const [run = ""] = (await desk.runs()).toReversed();
    expect(await desk.read(`runs/${run}/plan.jsonl`)).toContain(
      `no other change than in ${word} 2; skipped`,
    );
  }
});

test("a workbook whose titles are below its first row names rows", async () => {
  const desk = await openDesk(await openSandbox({ items: 1 }));
  const text = (place: string, value: string): string =>
    `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`;
  const rows = `<row r="1">${text("A1", "Prices")}</row><row r="3">${text("A3", "id")}${text("B3", "cost")}</row>`;
  await desk.write("s.xlsx", await zipOf(bookParts(rows)));
  const { stderr } = await desk.run(["plan", "s.xlsx"]);
  expect(stderr).toContain('row 1: the titles "id", "cost" are in row 3; delete the rows above');
});

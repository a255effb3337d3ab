// Sheets of Matrixify, by ids and by SKUs, as CSV and as a workbook.
import { describe, expect, test } from "vitest";
import { openDesk } from "../support/command.ts";
import { type Cells, csvOf, itemsOf, planned, wishes } from "./program-sheets.ts";
import { openSandbox } from "../support/shops.ts";
import { bookParts, relationsXml, sheetsXml, zipOf } from "../workbook/parts.ts";

const matrixify =
  "ID,Handle,Command,Title,Body HTML,Vendor,Tags,Image Src,Variant Inventory Item ID,Variant ID,Variant Command,Option1 Name,Option1 Value,Variant Position,Variant SKU,Variant Price,Variant Cost,Variant Requires Shipping,Variant Inventory Tracker,Variant HS Code,Variant Country of Origin,Variant Province of Origin,Metafield: custom.material [single_line_text_field]".split(
    ",",
  );

describe("Matrixify's product export", () => {
  const rowsOf = (items: { id: string; cells: Cells }[]): Cells[] =>
    items.flatMap(({ id, cells }, n) => [
      {
        ID: "8104632549475",
        "Body HTML": "<p>a\nb</p>",
        "Variant Inventory Item ID": id,
        "Variant ID": `${id}9`,
        "Variant SKU": n === 0 ? "TEA-NEW" : (cells["sku"] ?? ""),
        "Variant Cost": n === 1 ? "3.9" : (cells["cost"] ?? ""),
        "Variant Requires Shipping": cells["shipping"]?.toUpperCase() ?? "",
        "Variant Inventory Tracker": cells["tracker"] ?? "",
        "Variant HS Code": cells["hs"] ?? "",
        "Variant Country of Origin": cells["country"] ?? "",
        "Variant Province of Origin": n === 10 ? "ON" : (cells["province"] ?? ""),
      },
      { ID: "8104632549475", "Image Src": "https://example.com/a.jpg" },
    ]);

  test("is matched by the ids it has, so that a SKU can change", async () => {
    const shop = await openSandbox({ items: 24 });
    const desk = await openDesk(shop);
    const items = itemsOf(shop);
    await desk.write("Products.csv", csvOf(matrixify, rowsOf(items)));
    const { code, stderr } = await desk.run(["plan", "Products.csv"]);
    expect(stderr).toContain("Read as Matrixify's product export");
    expect(stderr).toContain('rows are matched by "Variant Inventory Item ID"');
    expect(code).toBe(0);
    expect(wishes((await planned(desk)).rows)).toEqual([
      [items[0]?.id, "sku", "TEA-NEW"],
      [items[1]?.id, "cost", "3.9"],
      [items[10]?.id, "province_code_of_origin", "ON"],
    ]);
    // Its ids are a list for an export, too.
    const exported = await desk.run(["export", "--ids", "Products.csv", "--columns", "id"]);
    expect(exported.stdout.trim().split("\n").slice(1)).toEqual(items.map(({ id }) => id));
  });

  test("is matched by SKU in the rows that lack one", async () => {
    const shop = await openSandbox({ items: 24 });
    const desk = await openDesk(shop);
    const items = itemsOf(shop);
    const rows = rowsOf(items).map((row, n) =>
      n === 2 || n === 6 ? { ...row, "Variant Inventory Item ID": "" } : row,
    );
    const again = {
      ...rows[6],
      "Variant Inventory Item ID": items[3]?.id ?? "",
      "Variant Cost": "9",
    };
    await desk.write("Products.csv", csvOf(matrixify, [...rows, again]));
    const { stderr } = await desk.run(["plan", "Products.csv"]);
    expect(stderr).toContain(
      '2 rows without "Variant Inventory Item ID" are matched by "Variant SKU"',
    );
    const { rows: decisions } = await planned(desk);
    expect(wishes(decisions)).toEqual([
      [items[0]?.id, "sku", "TEA-NEW"],
      [items[1]?.id, "cost", "3.9"],
      [items[10]?.id, "province_code_of_origin", "ON"],
    ]);
    // One item named by its SKU and by its id, which asks for two costs.
    const twice = decisions.filter(({ decision }) => decision === "duplicate");
    expect(twice.map(({ id }) => id)).toEqual([items[3]?.id, items[3]?.id]);
    expect(decisions.filter(({ decision }) => decision === "unchanged")).toHaveLength(20);
  });

  test("is matched by SKU without them", async () => {
    const shop = await openSandbox({ items: 24 });
    const desk = await openDesk(shop);
    const items = itemsOf(shop);
    const titles = matrixify.filter((title) => title !== "Variant Inventory Item ID");
    await desk.write("Products.csv", csvOf(titles, rowsOf(items).slice(2)));
    const { code, stderr } = await desk.run(["import", "Products.csv", "--yes"]);
    expect(stderr).toContain('rows are matched by "Variant SKU"');
    expect(code).toBe(0);
    expect(shop.item(items[1]?.id ?? "")?.cost).toBe("3.90");
    expect(shop.requests.filter(({ method }) => method === "PUT")).toHaveLength(2);
    const exported = await desk.run(["export", "--ids", "Products.csv"]);
    expect(exported.stderr).toContain(
      'this is Matrixify\'s product export, which has no column of ids; wanted a column "id"',
    );
    expect(exported.code).toBe(2);
  });
});

test("a workbook is read from its worksheet Products, and from that of a supplier by --map", async () => {
  const shop = await openSandbox({ items: 24 });
  const desk = await openDesk(shop);
  const [tea, , , , mug] = itemsOf(shop);
  const text = (cell: string): string => `<c t="inlineStr"><is><t>${cell}</t></is></c>`;
  const rowOf = (n: number, cells: string): string => `<row r="${n}">${cells}</row>`;
  const titles = ["Variant SKU", "Variant Cost", "Body HTML"].map(text).join("");
  const rows = [
    rowOf(1, titles),
    rowOf(2, `${text(tea?.cells["sku"] ?? "")}<c><v>2.125</v></c>${text("a\nb")}`),
    rowOf(3, `${text(mug?.cells["sku"] ?? "")}<c><v>4.5</v></c>`),
  ];
  const parts = {
    ...bookParts(rows.join("")),
    "xl/workbook.xml": sheetsXml(["Products", "Export Summary"]),
    "xl/worksheets/sheet2.xml": "<worksheet><sheetData/></worksheet>",
    "xl/_rels/workbook.xml.rels": relationsXml(
      ["worksheet", "worksheets/sheet1.xml"],
      ["worksheet", "worksheets/sheet2.xml"],
    ),
  };
  await desk.write("Products.xlsx", await zipOf(parts));
  const { code, stderr } = await desk.run(["plan", "Products.xlsx"]);
  expect(stderr).toContain("Read as Matrixify's product export");
  expect(code).toBe(0);
  const cost = (first: string): unknown[] => [
    [tea?.id, "cost", first],
    [mug?.id, "cost", "4.5"],
  ];
  expect(wishes((await planned(desk)).rows)).toEqual(cost("2.13"));

  const listed = rows.join("").replace("Variant SKU", "Item").replace("Variant Cost", "Price");
  await desk.write("list.xlsx", await zipOf(bookParts(listed)));
  const map = ["--map", "Item=sku", "--map", "Price=cost"];
  expect((await desk.run(["plan", "list.xlsx", ...map, "--decimal", ","])).code).toBe(0);
  expect(wishes((await planned(desk)).rows)).toEqual(cost("2.13"));
});

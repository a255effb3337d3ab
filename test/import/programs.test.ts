// Sheets that other programs wrote, with the values of the store as those programs would write them and some edits.
import { describe, expect, test } from "vitest";
import { openDesk } from "../support/command.ts";
import { type Cells, csvOf, itemsOf, options, planned, wishes } from "./program-sheets.ts";
import { openSandbox } from "../support/shops.ts";

const known = ["Handle", "Title", ...options, "SKU", "HS Code", "COO"];
const generations: [string, string[], boolean][] = [
  ["a column for each location", [...known, "Main street", "Warehouse; old"], false],
  [
    "a row for each location",
    [...known, "Location", "Incoming", "Unavailable", "Committed", "Available", "On hand"],
    true,
  ],
  [
    "quantities that cannot be edited",
    [
      ...known,
      "Location",
      "Bin name",
      "Incoming (not editable)",
      "Unavailable (not editable)",
      "Committed (not editable)",
      "Available (not editable)",
      "On hand (current)",
      "On hand (new)",
    ],
    true,
  ],
];

describe("Shopify's inventory export", () => {
  test.each(generations)("with %s plans what was edited, and no more", async (_, titles, byRow) => {
    const shop = await openSandbox({ items: 24 });
    const desk = await openDesk(shop);
    const items = itemsOf(shop);
    const rows = items.flatMap(({ cells }, n) => {
      const edited = n === 1 ? "090240" : n === 2 ? "" : cells["hs"];
      const row: Cells = {
        Handle: "tea",
        Title: "Tea, green",
        "Option1 Name": "Size",
        SKU: cells["sku"] ?? "",
        "HS Code": edited ?? "",
        COO: n === 3 ? "IN" : (cells["country"] ?? ""),
        "Main street": "3",
        "On hand": "3",
      };
      const other = n === 4 ? { ...row, "HS Code": "690490" } : row;
      return byRow
        ? [
            { ...row, Location: "Main" },
            { ...other, Location: "Back" },
          ]
        : [row];
    });
    await desk.write("inventory_export.csv", csvOf(titles, rows));
    const { code, stderr, stdout } = await desk.run(["plan", "inventory_export.csv", "--json"]);
    expect(stderr).toContain(
      'Read as Shopify\'s inventory export: rows are matched by "SKU"; "HS Code" as harmonized_system_code, "COO" as country_code_of_origin',
    );
    expect(stderr).toContain("columns left out: ");
    const summary = JSON.parse(stdout) as Record<string, unknown>;
    expect(summary["profile"]).toBe("Shopify's inventory export");
    expect(summary["columns_left_out"]).toEqual(
      titles.filter((title) => !["SKU", "HS Code", "COO"].includes(title)),
    );
    const { rows: decisions, heading } = await planned(desk);
    expect(heading).toMatchObject({ match: "sku", profile: "Shopify's inventory export" });
    expect(wishes(decisions)).toEqual([
      [items[1]?.id, "harmonized_system_code", "090240"],
      [items[3]?.id, "country_code_of_origin", "IN"],
    ]);
    // Two locations that say two things of one item say nothing; all other second rows are enough.
    const opposed = decisions.filter((row) => row.decision === "duplicate" && !("same_as" in row));
    expect(opposed.map(({ id }) => id)).toEqual(byRow ? [items[4]?.id, items[4]?.id] : []);
    expect(code).toBe(byRow ? 1 : 0);
  });

  test("whose rows of an item all ask for the same has nothing that is not sent", async () => {
    const sandbox = await openSandbox({ items: 10 });
    const desk = await openDesk(sandbox);
    const sku = [...sandbox.ids()].map((id) => sandbox.item(id)?.sku ?? "")[0] ?? "";
    const row = { Handle: "tea", Title: "Tea", "Option1 Name": "Size", SKU: sku, COO: "IN" };
    const rows = ["Main", "Back"].map((place) => ({
      ...row,
      "HS Code": "090240",
      Location: place,
    }));
    const titles = ["Handle", "Title", "Option1 Name", "SKU", "HS Code", "COO", "Location"];
    await desk.write("inventory_export.csv", csvOf(titles, rows));
    const { code, stdout } = await desk.run(["plan", "inventory_export.csv"]);
    expect(stdout).toContain("2 rows: 1 change (");
    expect(stdout).toContain("1 duplicate");
    expect(stdout).not.toContain("Not sent");
    expect(code).toBe(0);
  });
});

const oldProduct = [
  "Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Option3 Name,Option3 Value,Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Fulfillment Service,Variant Price,Variant Compare At Price,Variant Requires Shipping,Variant Taxable,Variant Barcode,Image Src,Image Position,Image Alt Text,Gift Card,Variant Weight Unit,Cost per item,Status",
  "Variant SKU,Cost per item,Variant Inventory Tracker,Variant Requires Shipping,Variant Country of Origin,Variant HS Code",
  "Body (HTML)",
] as const;
const newProduct = [
  "Title,URL handle,Description,Vendor,Product category,Type,Tags,Published on online store,Status,SKU,Barcode,Option1 name,Option1 value,Option1 Linked To,Price,Compare-at price,Cost per item,Charge tax,Tax code,Inventory tracker,Inventory quantity,Continue selling when out of stock,Weight value (grams),Weight unit for display,Requires shipping,Fulfillment service,Product image URL,Image position,Image alt text,Variant image URL,Gift card,SEO title",
  "SKU,Cost per item,Inventory tracker,Requires shipping,Country/Region of origin,HS code",
  "Description",
] as const;

describe("Shopify's product export", () => {
  test.each([
    ["with its old titles", oldProduct],
    ["with its new titles", newProduct],
  ])("%s: images and descriptions of many lines are no fault", async (_, [head, mine, body]) => {
    const shop = await openSandbox({ items: 24 });
    const desk = await openDesk(shop);
    const items = itemsOf(shop);
    const [sku = "", cost = "", tracker = "", shipping = "", country = "", hs = ""] =
      mine.split(",");
    const titles = [...head.split(","), country, hs];
    const handle = titles.find((title) => /handle/i.test(title)) ?? "";
    const text = '<p>Green tea,\nfrom the hills; "first" flush,\r\nby hand</p>';
    const rows = items.flatMap(({ cells }, n): Cells[] => [
      {
        [handle]: "tea",
        Title: "Tea",
        [body]: text,
        [sku]: cells["sku"] ?? "",
        // A point before three decimals is no thousand in this program's sheets.
        [cost]: n === 0 ? "2.125" : (cells["cost"] ?? ""),
        [tracker]: n === 1 ? "" : n === 2 ? "shipwire" : (cells["tracker"] ?? ""),
        [shipping]: n === 3 ? "FALSE" : (cells["shipping"]?.toUpperCase() ?? ""),
        [country]: cells["country"] ?? "",
        [hs]: n === 4 ? "691190" : (cells["hs"] ?? ""),
      },
      { [handle]: "tea", "Image Src": "https://example.com/2.jpg" },
    ]);
    await desk.write("products_export.csv", csvOf(titles, rows));
    const { code, stderr, stdout } = await desk.run(["plan", "products_export.csv"]);
    expect(stderr).toContain("Read as Shopify's product export");
    expect(stdout).toContain("24 rows");
    const { rows: decisions } = await planned(desk);
    expect(wishes(decisions)).toEqual([
      [items[0]?.id, "cost", "2.13"],
      [items[3]?.id, "requires_shipping", false],
      [items[4]?.id, "harmonized_system_code", "691190"],
    ]);
    const invalid = decisions.filter(({ decision }) => decision === "invalid");
    expect(invalid.map(({ message }) => message)).toEqual([
      `column "${tracker}": found "shipwire"; wanted shopify, or an empty cell, which leaves tracking as it is`,
    ]);
    expect(code).toBe(1);

    const sound = rows
      .filter((row) => row[tracker] !== "shipwire")
      .map((row) => (row[cost] === "2.125" ? { ...row, [cost]: "2.12" } : row));
    await desk.write("products_export.csv", csvOf(titles, sound));
    const imported = await desk.run(["import", "products_export.csv", "--yes"]);
    expect(imported.code).toBe(0);
    // The report reads as it was read: it is the same program's still.
    const run = (await desk.runs()).at(-1);
    const again = await desk.run(["import", `runs/${run}/results.csv`, "--yes"]);
    expect(again.stderr).toContain("Read as Shopify's product export");
    expect(again.code).toBe(0);
  });

  test("a variant without a SKU that asks for something is told, and one stray quote swallows no rows", async () => {
    const shop = await openSandbox({ items: 24 });
    const desk = await openDesk(shop);
    const [first] = itemsOf(shop);
    const titles = ["Handle", "Title", "Body (HTML)", "Variant SKU", "Cost per item"];
    await desk.write(
      "products.csv",
      csvOf(titles, [
        { Handle: "tea", "Variant SKU": first?.cells["sku"] ?? "", "Cost per item": "2.2" },
        { Handle: "mug", "Cost per item": "3.3" },
      ]),
    );
    expect((await desk.run(["plan", "products.csv"])).code).toBe(1);
    const { rows } = await planned(desk);
    expect(rows[1]?.message).toBe(
      'column "Variant SKU": found (empty): this row names no item; if it is a total or a note, delete it',
    );
    await desk.write(
      "products.csv",
      `${titles.join(",")}\ntea,Tea,"5 inch,A,1\nmug,Mug,blue",B,2\n`,
    );
    const { code, stderr } = await desk.run(["plan", "products.csv"]);
    expect(stderr).toContain("a stray quote has probably merged rows");
    expect(code).toBe(2);
  });
});

test("Shopify's cross-border export plans codes and countries", async () => {
  const shop = await openSandbox({ items: 24 });
  const desk = await openDesk(shop);
  const items = itemsOf(shop);
  const rows = items.map(({ cells }, n) => ({
    Handle: "tea",
    Title: "Tea",
    SKU: cells["sku"] ?? "",
    COO: n === 5 ? "ES" : (cells["country"] ?? ""),
    "HS Code": n === 0 ? "0902.30" : (cells["hs"] ?? ""),
  }));
  await desk.write(
    "customs.csv",
    csvOf(["Handle", "Title", "SKU", "Price", "COO", "HS Code"], rows),
  );
  const { code, stderr } = await desk.run(["plan", "customs.csv"]);
  expect(stderr).toContain("Read as Shopify's cross-border export");
  expect(code).toBe(0);
  expect(wishes((await planned(desk)).rows)).toEqual([
    [items[0]?.id, "harmonized_system_code", "090230"],
    [items[5]?.id, "country_code_of_origin", "ES"],
  ]);
});

test.each([
  [",", "1.234", { value: "1.23" }],
  [";", "1.234", { refused: "a cost with only one meaning" }],
  [";", '"4,56"', { value: "4.56" }],
])("a product export with %j between cells has a cost of %s", async (mark, cost, due) => {
  const shop = await openSandbox({ items: 12 });
  const desk = await openDesk(shop);
  const titles = ["Handle", "Variant SKU", "Variant Inventory Tracker", "Cost per item"];
  const row = ["mug", "MUG-BLACK", "shopify", cost]; // it has no cost that this could be held by
  await desk.write("products.csv", `${titles.join(mark)}\n${row.join(mark)}\n`);
  const { code, stdout } = await desk.run(["plan", "products.csv"]);
  expect(stdout).toContain("value" in due ? `cost  (empty) → ${due.value}` : due.refused);
  expect(code).toBe("value" in due ? 0 : 1);
});

test("a gid that is none is a fault, also where a row asks for nothing", async () => {
  const sandbox = await openSandbox({ items: 2 });
  const desk = await openDesk(sandbox);
  const rows = [...sandbox.ids()].map((id, at) => `gid://shopify/InventoryItem/${id},${at}.5`);
  const titles = "admin_graphql_api_id,Variant Cost,Variant SKU,Image";
  await desk.write(
    "matrixify.csv",
    `${titles}\n${rows[0]},,\ngid://shopify/Product/1,,,\n,,,tea.jpg\n`,
  );
  const { code, stdout } = await desk.run(["plan", "matrixify.csv", "--json", "--allow-held"]);
  const { decisions } = JSON.parse(stdout) as { decisions: Record<string, number> };
  expect([code, decisions]).toEqual([
    1,
    expect.objectContaining({ change: 1, invalid: 1, unchanged: 1 }),
  ]);
});

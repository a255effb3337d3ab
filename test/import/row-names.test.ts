// The names of product and variant in a plan: where they come from, and that only rows that are shown have them.
import { expect, test } from "vitest";
import { type Desk, lastRun, openDesk } from "../support/command.ts";
import { csvOf, itemsOf, options } from "./program-sheets.ts";
import { openSandbox } from "../support/shops.ts";

interface Named {
  readonly line: number;
  readonly decision: string;
  readonly product?: string;
  readonly variant?: string;
}

async function named(desk: Desk): Promise<readonly Named[]> {
  const run = (await desk.runs()).at(-1);
  const [, ...rows] = (await desk.read(`runs/${run}/plan.jsonl`)).trim().split("\n");
  return rows.map((row) => JSON.parse(row) as Named);
}

const namesOf = (rows: readonly Named[]): unknown[] =>
  rows.map(({ decision, product, variant }) => [decision, product, variant]);

test("names come from the columns of an export, else from its base, and an undo keeps them", async () => {
  const sandbox = await openSandbox({ items: 6 });
  const desk = await openDesk(sandbox);
  expect((await desk.run(["export", "--context", "-o", "items.csv"])).code).toBe(0);
  const items = await desk.rows("items.csv");
  const titles = Object.keys(items[0] ?? {});
  const [first = {}, second = {}, third = {}, ...rest] = items;
  const edited = [
    { ...first, cost: "1.77" },
    { ...second, cost: "abc", product_title: "long  ".repeat(100) },
    { ...third, id: "99999999999999", admin_graphql_api_id: "", variant_title: "=1+1" },
    ...rest,
  ];
  const expected = (at: number): unknown[] => [
    items[at]?.["product_title"],
    items[at]?.["variant_title"] === "" ? undefined : items[at]?.["variant_title"],
  ];
  await desk.write("items.csv", csvOf(titles, edited));
  await desk.run(["plan", "items.csv"]);
  const rows = namesOf(await named(desk));
  expect(rows).toEqual([
    ["change", ...expected(0)],
    ["invalid", "long ".repeat(50) + "long…", expected(1)[1]],
    ["not_found", expected(2)[0], "=1+1"],
    ...rest.map(() => ["unchanged", undefined, undefined]),
  ]);

  // Somebody deleted the columns for people; the file beside the sheet still has them.
  const own = titles.filter((title) => !/title|handle/.test(title));
  await desk.write("items.csv", csvOf(own, edited.slice(0, 2)));
  const { code } = await desk.run(["import", "items.csv", "--yes", "--allow-held"]);
  expect(code).toBe(1);
  expect(namesOf(await named(desk))).toEqual([
    ["change", ...expected(0)],
    ["invalid", ...expected(1)],
  ]);
  const run = await lastRun(desk);
  const [change] = await desk.rows(`${run}/changes.csv`);
  const [product = "", variant = ""] = expected(0);
  expect(change).toMatchObject({ product, variant, field: "cost", after: "1.77" });

  expect((await desk.run(["undo", run, "--yes"])).code).toBe(0);
  expect(namesOf(await named(desk))).toEqual([["change", ...expected(0)]]);
  expect(await desk.rows(`${await lastRun(desk)}/changes.csv`)).toMatchObject([
    { product, variant, before: "1.77" },
  ]);
});

test("changes.csv has the same columns for a sheet without names", async () => {
  const sandbox = await openSandbox({ items: 2 });
  const desk = await openDesk(sandbox);
  await desk.write("sheet.csv", `id,cost\n${[...sandbox.ids()][0]},7.77\n`);
  await desk.run(["plan", "sheet.csv"]);
  const [header, row] = (await desk.read(`${await lastRun(desk)}/changes.csv`)).split("\n");
  expect(header).toBe("line,id,sku,product,variant,field,before,after,status");
  expect(row).toMatch(/,,,cost,/);
  expect(sandbox.requests.every(({ path }) => !path.includes("products"))).toBe(true);
});

test.each<[string, readonly string[]]>([
  ["Shopify's product export", ["Handle", "Title", ...options, "Variant SKU", "Cost per item"]],
  ["its new titles", ["Title", "URL handle", ...options, "SKU", "Cost per item"]],
  ["its inventory export", ["Handle", "Title", ...options, "SKU", "HS Code", "COO"]],
  ["Matrixify", ["ID", "Handle", "Title", ...options, "Variant SKU", "Variant Cost"]],
])("in %s a title is carried to the other rows of its handle", async (_, titles) => {
  const sandbox = await openSandbox({ items: 12 });
  const desk = await openDesk(sandbox);
  const items = itemsOf(sandbox);
  const row = (at: number, handle: string, title: string, ...values: readonly string[]) => {
    const sku = items[at]?.cells["sku"] ?? "";
    const chosen = values.map((value, n) => [`Option${n + 1} Value`, value]);
    const money = { "Cost per item": "1.77", "Variant Cost": "1.77", COO: "AQ" };
    const names = { Handle: handle, "URL handle": handle, Title: title };
    return { ...names, SKU: sku, "Variant SKU": sku, ...money, ...Object.fromEntries(chosen) };
  };
  const sheet = [
    row(0, "tea", "Tea\n green", "Small", "Red", ""),
    row(1, "tea", "", "Large", "", "Wide"),
    row(2, "mug", "Mug", "Default Title"),
    row(3, "tea", "", "Small", "Default Title", " Blue "), // sorted by something else
    row(4, "", "", "Lone"),
    row(5, "new", "", ""),
  ];
  await desk.write("products.csv", csvOf(titles, sheet));
  await desk.run(["plan", "products.csv", "--allow-held"]);
  expect(namesOf(await named(desk))).toEqual([
    ["change", "Tea green", "Small / Red"],
    ["change", "Tea green", "Large / Wide"],
    ["change", "Mug", undefined],
    ["change", "Tea green", "Small / Blue"],
    ["change", undefined, "Lone"],
    ["change", undefined, undefined],
  ]);
  const retried = await desk.run(["import", "products.csv", "--yes", "--allow-held"]);
  expect(retried.code).toBe(0);
  const changes = await desk.rows(`${await lastRun(desk)}/changes.csv`);
  expect(changes[1]).toMatchObject({ product: "Tea green", variant: "Large / Wide" });
});

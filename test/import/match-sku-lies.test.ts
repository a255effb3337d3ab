// Shops that change or lie while rows are matched by SKU.
import { expect, test } from "vitest";
import { openDesk } from "../support/command.ts";
import { foreignItems, type ForeignShop } from "../support/foreign-shop.ts";
import { openForeignShop } from "../support/shops.ts";

const costs = (shop: ForeignShop): (string | null)[] =>
  [...shop.items.values()].map(({ cost }) => cost);

test("items that a list leaves out are asked for again, since one of them may have the same SKU", async () => {
  const items = foreignItems(6).map((item, at) => (at === 5 ? { ...item, sku: "SKU-0" } : item));
  let lists = 0;
  const shop = await openForeignShop(items, ({ url }) => {
    if (!url.includes("inventory_items.json")) return undefined;
    lists += 1;
    const some = items.slice(0, 4).map((item) => ({
      ...item,
      admin_graphql_api_id: `gid://shopify/InventoryItem/${item.id}`,
    }));
    return lists === 1 ? { status: 200, body: { inventory_items: some } } : undefined;
  });
  const desk = await openDesk(shop);
  await desk.write("list.csv", "sku,cost\nSKU-0,26.00\n");
  const { code, stdout, stderr } = await desk.run(["import", "list.csv", "--yes"]);
  expect(code).toBe(1);
  expect(stdout).toContain("2 items have the SKU");
  expect(stderr).toContain("among the 6 items");
  expect(costs(shop)).toEqual(items.map(({ cost }) => cost));
});

test("items that are not shown at all are told, since it is not known which SKUs they have", async () => {
  const shop = await openForeignShop(3, ({ url }) => {
    if (!url.includes("inventory_levels.json")) return undefined;
    const ids = [...shop.items.keys(), "77", "78"];
    const inventory_levels = ids.map((id) => ({ inventory_item_id: id }));
    return { status: 200, body: { inventory_levels } };
  });
  const desk = await openDesk(shop);
  await desk.write("list.csv", "sku,cost\nSKU-0,26.00\n");
  const { code, stderr } = await desk.run(["plan", "list.csv"]);
  expect(code).toBe(0);
  expect(stderr).toContain("The shop listed 2 items and then did not show them");
});

test("a row whose item shows another SKU in the answer to the change needs somebody, and is undone", async () => {
  let swapped = false;
  const shop = await openForeignShop(2, ({ method }) => {
    const [one, other] = [...shop.items.values()];
    if (method !== "PUT" || swapped || one === undefined || other === undefined) return undefined;
    swapped = true;
    [one.sku, other.sku] = [other.sku, one.sku];
    return undefined;
  });
  const desk = await openDesk(shop);
  await desk.write("list.csv", "sku,cost\nSKU-0,26.00\n");
  const { code, stderr } = await desk.run(["import", "list.csv", "--yes"]);
  expect(code).toBe(1);
  const [run] = await desk.runs();
  expect(stderr).toContain(`To undo: inventory-csv undo runs/${run}`);
  const [row] = await desk.rows(`runs/${run}/results.csv`);
  expect(row?.["result_status"]).toBe("conflict");
  expect(row?.["result_message"]).toContain("the row was matched by SKU-0");
  expect(row?.["result_message"]).toContain("now it is SKU-1");
  expect(row?.["result_message"]).toContain("was sent");
  expect(costs(shop)).toEqual(["26.00", "0.00"]);
  expect((await desk.run(["undo", `runs/${run}`, "--yes"])).code).toBe(0);
  expect(costs(shop)).toEqual(["25.00", "0.00"]);
});

test("the retry sheet keeps the SKU that rows are matched by, whatever --only names", async () => {
  const shop = await openForeignShop(3);
  const desk = await openDesk(shop);
  await desk.write("list.csv", "sku,cost,tracked\nSKU-0,nonsense,true\nSKU-1,2.00,true\n");
  const flags = ["--only", "cost", "--allow-held"];
  expect((await desk.run(["import", "list.csv", "--yes", ...flags])).code).toBe(1);
  const [run] = await desk.runs();
  expect(await desk.rows(`runs/${run}/retry.csv`)).toEqual([
    { result_message: expect.stringContaining("nonsense"), sku: "SKU-0", cost: "nonsense" },
  ]);
});

test("by a base a SKU that has gone to another item since the export takes no cells there", async () => {
  const shop = await openForeignShop(3);
  const desk = await openDesk(shop);
  await desk.run(["export", "-o", "list.csv", "--columns", "sku,cost,harmonized_system_code"]);
  const [, second, third] = [...shop.items.values()];
  if (second === undefined || third === undefined) throw new Error("wanted three items");
  [second.sku, third.sku] = [third.sku, second.sku];
  const before = structuredClone([...shop.items.values()]);
  const { code, stdout } = await desk.run(["import", "list.csv", "--yes"]);
  expect(code).toBe(1);
  expect(stdout).toContain("3 rows: 2 conflict, 1 unchanged");
  expect(stdout).toContain('has the SKU "SKU-1", but had "SKU-2" when exported');
  expect([...shop.items.values()]).toEqual(before);
});

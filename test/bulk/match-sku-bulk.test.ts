// Sheets that name items by SKU, where the shop lists its items by one bulk operation.
import { describe, expect, test } from "vitest";
import { type Desk, openDesk } from "../support/command.ts";
import type { BulkOptions } from "../foreign/bulk/life.ts";
import { foreignItems } from "../support/foreign-shop.ts";
import { openForeignShop, openSandbox } from "../support/shops.ts";

/** Two items with one SKU, an item without, and more than two pages of others. */
const items = () =>
  foreignItems(600).map((item, at) =>
    at === 9 ? { ...item, sku: "SKU-8" } : { ...item, sku: at === 20 ? null : `SKU-${at}` },
  );
const sheet = `sku,cost\n${["SKU-0", "SKU-8", "SKU-21", "SKU-599", "NOBODY"].map((sku) => `${sku},7.77\n`).join("")}`;

async function decisions(desk: Desk): Promise<unknown[]> {
  const plan = await desk.read(`runs/${(await desk.runs()).at(-1)}/plan.jsonl`);
  return plan
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => JSON.parse(line) as unknown);
}

const flags = ["--match", "sku", "--allow-held"];

describe("the items of SKUs are found by one bulk operation as page by page", () => {
  test("on the foreign shop, and the import sends exactly those", async () => {
    const shop = await openForeignShop(items());
    const desk = await openDesk(shop);
    await desk.write("list.csv", sheet);
    const byPages = await desk.run(["plan", "list.csv", "--api", "graphql", ...flags]);
    const expected = await decisions(desk);
    const byBulk = await desk.run(["plan", "list.csv", "--bulk", ...flags]);
    expect(byBulk.stderr).toContain("Matched 3 of 5 SKUs among the 600 items of the shop");
    expect([byBulk.code, await decisions(desk)]).toEqual([byPages.code, expected]);
    expect(byBulk.stderr).toMatch(/To apply the plan: .* --bulk/);
    expect(shop.bulk.operations).toHaveLength(1);

    const imported = await desk.run(["import", "list.csv", "--bulk", "--yes", ...flags]);
    expect(imported.code).toBe(1);
    expect(shop.bulk.operations).toHaveLength(3);
    const changed = [...shop.items.values()].filter(({ cost }) => cost === "7.77");
    expect(changed.map(({ sku }) => sku)).toEqual(["SKU-0", "SKU-21", "SKU-599"]);
    expect(shop.bulk.tokensSeen).toEqual([]);
  });

  test("on the sandbox", async () => {
    const shop = await openSandbox({ items: 400 });
    const desk = await openDesk(shop);
    const skus = [...shop.ids()]
      .map((id) => shop.item(id)?.sku ?? "")
      .filter((sku) => /^[\w-]+$/.test(sku));
    await desk.write("list.csv", `sku,cost\n${[...new Set(skus)].join(",7.77\n")},7.77\n`);
    const byPages = await desk.run(["plan", "list.csv", "--api", "graphql", ...flags]);
    const expected = await decisions(desk);
    const byBulk = await desk.run(["plan", "list.csv", "--bulk", ...flags]);
    expect([byBulk.code, await decisions(desk)]).toEqual([byPages.code, expected]);
  });
});

test.each<[string, BulkOptions]>([
  ["fails", { ending: "FAILED", result: "none" }],
  ["has half a result", { onDownload: () => "cut" }],
])("an operation that %s leaves no run, and nothing is sent", async (_, bulk) => {
  const shop = await openForeignShop(items(), undefined, undefined, { bulk });
  const desk = await openDesk(shop);
  await desk.write("list.csv", sheet);
  const { code, stderr } = await desk.run(["import", "list.csv", "--bulk", "--yes", ...flags]);
  expect(stderr).toContain("nothing was sent, and no run was kept");
  expect([code, await desk.runs()]).toEqual([3, []]);
  expect(shop.bulk.operations).toHaveLength(1);
});

test("a query that the shop does not accept is replaced by pages, with the reason", async () => {
  const shop = await openForeignShop(items(), undefined, undefined, {
    bulk: { refusesNonNodes: true },
  });
  const desk = await openDesk(shop);
  await desk.write("list.csv", sheet);
  const { stderr } = await desk.run(["plan", "list.csv", "--bulk", ...flags]);
  expect(stderr).toContain("The items are read page by page instead");
  expect(stderr).toContain("Matched 3 of 5 SKUs among the 600 items of the shop");
});

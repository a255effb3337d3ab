// A list with a column of currencies: a cost counts as if its currency stood beside it in the same cell.
import { expect, test } from "vitest";
import { openDesk } from "../support/command.ts";
import { lastRun } from "../support/command.ts";
import { foreignItems } from "../support/foreign-shop.ts";
import { openForeignShop } from "../support/shops.ts";

test.for(["Currency", "currency_code", "W\u00e4hrung", "Devise"])(
  "in a column %s: costs of the shop's currency are sent, others are refused, and unchanged ones stay",
  async (title) => {
    const shop = await openForeignShop(foreignItems(6), undefined, undefined, { currency: "CAD" });
    const desk = await openDesk(shop);
    const [first, , , , , last] = [...shop.items.values()];
    const rows = [
      `SKU-0,${first?.cost},EUR`,
      "SKU-1,5.10,EUR",
      "SKU-2,5.20,CAD",
      "SKU-3,5.30,\u20ac",
      "SKU-4,5.40,",
      "SKU-5,,EUR",
    ];
    await desk.write("list.csv", `SKU,Cost,${title}\n${rows.join("\n")}\n`);
    const { code, stderr } = await desk.run(["import", "list.csv", "--yes", "--allow-held"]);
    expect([code, stderr.includes("left out")]).toEqual([1, false]);
    const results = await desk.rows(`${await lastRun(desk)}/results.csv`);
    expect(results.map((row) => row["result_status"])).toEqual([
      "unchanged",
      "invalid",
      "updated",
      "invalid",
      "updated",
      "unchanged",
    ]);
    expect(results[1]?.["result_message"]).toContain("this is in EUR; convert it");
    const costs = [...shop.items.values()].map((item) => item.cost);
    expect(costs[2]).toBe("5.20");
    expect([costs[4], costs[5]]).toEqual(["5.40", last?.cost]);
  },
);

test("an empty cell in the column of currencies says nothing, and so does a word", async () => {
  const shop = await openForeignShop(foreignItems(2), undefined, undefined, { currency: "CAD" });
  const desk = await openDesk(shop);
  await desk.write("list.csv", "SKU,Cost,Currency\nSKU-0,5.10,\nSKU-1,5.20,retail\n");
  const { code } = await desk.run(["import", "list.csv", "--yes", "--allow-held"]);
  expect(code).toBe(0);
  expect([...shop.items.values()].map((item) => item.cost)).toEqual(["5.10", "5.20"]);
});

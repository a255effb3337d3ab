// Lists with a column of currencies, or of the number of pieces: a cost counts as if that stood beside it in its cell.
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

test.for(["Price unit", "per", "PE", "Preiseinheit", "price_per"])(
  "in a column %s: a cost for several pieces is refused, one for a piece is sent",
  async (title) => {
    const shop = await openForeignShop(foreignItems(10));
    const desk = await openDesk(shop);
    const units = ["1", "", "1 PC", "1.00", "EA", "100", "100 ST", "1,000", "10"];
    const rows = units.map((unit, at) => `SKU-${at < 6 ? at : at + 1};${at + 5}.10;${unit}`);
    await desk.write("list.csv", `SKU;Cost;${title}\n${rows.join("\n")}\n`);
    const { code, stderr } = await desk.run(["import", "list.csv", "--yes", "--allow-held"]);
    expect([code, stderr.includes("left out")]).toEqual([1, false]);
    const results = await desk.rows(`${await lastRun(desk)}/results.csv`);
    expect(results.map((row) => row["result_status"])).toEqual([
      ...Array.from({ length: 5 }, () => "updated"),
      ...Array.from({ length: 4 }, () => "invalid"),
    ]);
    expect(results[5]?.["result_message"]).toContain(
      'found "10.10 per 100"; wanted the cost of one piece; this is for 100; divide it',
    );
  },
);

test("a currency and a number of pieces count together, and an empty cost stays empty", async () => {
  const shop = await openForeignShop(foreignItems(3), undefined, undefined, { currency: "EUR" });
  const desk = await openDesk(shop);
  const rows = ["SKU-0,5.10,EUR,100", "SKU-1,,EUR,100", "SKU-2,5.30 EUR,,1"];
  await desk.write("list.csv", `SKU,Cost,Currency,Price unit\n${rows.join("\n")}\n`);
  await desk.run(["import", "list.csv", "--yes", "--allow-held"]);
  const results = await desk.rows(`${await lastRun(desk)}/results.csv`);
  expect(results.map((row) => row["result_status"])).toEqual(["invalid", "unchanged", "updated"]);
  expect(results[0]?.["result_message"]).toContain('"5.10 EUR per 100"');
});

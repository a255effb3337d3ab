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

test("an empty cell in the column of currencies says nothing, and any other text must be the currency", async () => {
  const shop = await openForeignShop(foreignItems(6), undefined, undefined, { currency: "CAD" });
  const desk = await openDesk(shop);
  const texts = ["", "Canadian Dollar", "kanadischer Dollar", "US dollars", "EUR/100", "retail"];
  const rows = texts.map((text, at) => `SKU-${at},5.${at}1,${text}`);
  await desk.write("list.csv", `SKU,Cost,Currency\n${rows.join("\n")}\n`);
  expect((await desk.run(["import", "list.csv", "--yes", "--allow-held"])).code).toBe(1);
  const results = await desk.rows(`${await lastRun(desk)}/results.csv`);
  expect(results.map((row) => row["result_status"])).toEqual([
    "updated",
    "updated",
    "updated",
    "invalid",
    "invalid",
    "invalid",
  ]);
  expect(results[3]?.["result_message"]).toContain("this is in USD");
  expect(results[5]?.["result_message"]).toContain('found "5.51 retail"');
});

test.for([
  ["Curr. code,SKU,Cost", "EUR,SKU-0,5.10", "this is in EUR"],
  ["Supplier currency,SKU,Cost", "EUR,SKU-0,5.10", "this is in EUR"],
  ["Price,Currency,SKU,Cost,Currency", "9,CAD,SKU-0,5.10,EUR", "this is in EUR"],
  ["Currency,SKU,Cost,Note,Crcy", "EUR,SKU-0,5.10,,EUR", "this is in EUR"],
  ["Currency,SKU,Cost,Note,Crcy", "EUR,SKU-0,5.10,,CAD", "this is in two currencies"],
  ["Price,Currency,SKU,Cost,Currency", "9,EUR,SKU-0,5.10,CAD", undefined],
  ["Currency factor,SKU,Cost", "0.98,SKU-0,5.10", undefined],
  ["Current grade,SKU,Cost", "R,SKU-0,5.10", undefined],
  ["Par,SKU,Cost", "24,SKU-0,5.10", undefined],
] as const)("a sheet with %s and %s", async ([titles, row, refusal]) => {
  const shop = await openForeignShop(foreignItems(1), undefined, undefined, { currency: "CAD" });
  const desk = await openDesk(shop);
  await desk.write("list.csv", `${titles}\n${row}\n`);
  const { code } = await desk.run(["import", "list.csv", "--yes", "--allow-held"]);
  const [result] = await desk.rows(`${await lastRun(desk)}/results.csv`);
  expect(code).toBe(refusal === undefined ? 0 : 1);
  expect(result?.["result_message"]).toContain(refusal ?? "");
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

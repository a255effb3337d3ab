// Titles that change what other columns mean: they are named, also with --quiet, and nothing is guessed.
import { expect, test } from "vitest";
import { lastRun, openDesk } from "../support/command.ts";
import { foreignItems } from "../support/foreign-shop.ts";
import { openForeignShop } from "../support/shops.ts";

async function seat(currency = "CAD") {
  const shop = await openForeignShop(foreignItems(6), undefined, undefined, { currency });
  return { shop, desk: await openDesk(shop) };
}

test.for([
  ["New cost", "cost"],
  ["cost (new)", "cost"],
  ["Neuer EK", undefined],
  ["New HS code", "harmonized_system_code"],
  ["Notes", undefined],
  ["New price", undefined],
] as const)("a left-out column %s may be the one that is meant: %s", async ([title, field]) => {
  const { desk } = await seat();
  await desk.write("list.csv", `sku,cost,${title}\nSKU-1,5.10,5.20\n`);
  const { stderr } = await desk.run(["plan", "list.csv", "--quiet"]);
  if (field === undefined) expect(stderr).not.toContain("may be the");
  else
    expect(stderr).toContain(
      `Column "${title}" is left out, and may be the ${field} that is meant; to read it, add --map "${title}=${field}"`,
    );
});

test.each(["Discount %", "Pack size", "UOM", "Cost valid from", "Units per case"])(
  "costs beside a left-out column %s are warned of",
  async (title) => {
    const { desk } = await seat();
    await desk.write("list.csv", `sku,cost,${title}\nSKU-1,5.10,6\n`);
    const { stderr } = await desk.run(["plan", "list.csv", "--quiet"]);
    expect(stderr).toContain(
      `Left out, and costs are read as if it were not there: "${title}". If the costs are not those of one piece, convert them`,
    );
    await desk.write("codes.csv", `sku,hs code,${title}\nSKU-1,610910,6\n`);
    expect((await desk.run(["plan", "codes.csv", "--quiet"])).stderr).not.toContain("Left out");
  },
);

test.each(["Cost in cents", "Price per dozen", "Cost / 100", "Cost per 100 pcs"])(
  "a column %s that is mapped to the cost is warned of",
  async (title) => {
    const { desk } = await seat();
    await desk.write("list.csv", `sku,${title}\nSKU-1,5.10\n`);
    const { stderr } = await desk.run(["plan", "list.csv", "--map", `${title}=cost`, "--quiet"]);
    expect(stderr).toContain(`Column "${title}" is read as the cost of one piece`);
  },
);

test.each(["Purchase price EUR", "EK (€)", "Cost in EUR"])(
  "a mapped column %s has costs in euros",
  async (title) => {
    const args = ["import", "list.csv", "--map", `${title}=cost`, "--yes", "--allow-held"];
    const sheet = `sku,${title}\nSKU-1,5.10\n`;
    const canadian = await seat("CAD");
    await canadian.desk.write("list.csv", sheet);
    const { stderr } = await canadian.desk.run(args);
    expect(stderr).toContain("The costs of this sheet are in EUR, and 127.0.0.1");
    const european = await seat("EUR");
    await european.desk.write("list.csv", sheet);
    expect((await european.desk.run(args)).code).toBe(0);
    expect([...european.shop.items.values()][1]?.cost).toBe("5.10");
    expect([...canadian.shop.items.values()][1]?.cost).not.toBe("5.10");
  },
);

test("a program's sheet with a cost of 4,60 was saved in a spreadsheet, so 1.200 has two readings", async () => {
  const { desk } = await seat();
  const sheet = 'Handle,Variant SKU,Cost per item\na,SKU-1,"4,60"\nb,SKU-2,1.200\n';
  await desk.write("products.csv", sheet);
  expect((await desk.run(["plan", "products.csv", "--allow-held"])).code).toBe(1);
  const [decisions] = [await desk.read(`${await lastRun(desk)}/plan.jsonl`)];
  expect(decisions).toContain("a cost with only one meaning; this is 1.200 with --decimal .");
  await desk.write("products.csv", sheet.replace('"4,60"', "4.60"));
  expect((await desk.run(["plan", "products.csv", "--allow-held"])).code).toBe(0);
});

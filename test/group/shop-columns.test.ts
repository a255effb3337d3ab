// One sheet for several shops: each plans it by itself, takes the columns that are for it or for its currency, and says
// what is for others.
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { apis, type Api } from "../../src/shop/shop.ts";
import { openDesk, type Desk } from "../support/command.ts";
import type { ForeignShop } from "../support/foreign-shop.ts";
import { planned, wishes } from "../import/program-sheets.ts";
import { openForeignShop } from "../support/shops.ts";
import { bookParts, zipOf } from "../workbook/parts.ts";

interface Seat {
  readonly shop: ForeignShop;
  readonly desk: Desk;
  /** The shop's name in a title. */
  readonly name: string;
  /** Of the items SKU-0, SKU-1 and so on. */
  readonly ids: readonly string[];
}

async function seat(currency: string, api: Api = "rest"): Promise<Seat> {
  const shop = await openForeignShop(6, undefined, undefined, { currency });
  const desk = await openDesk(shop, undefined, api);
  return { shop, desk, name: new URL(shop.origin).host, ids: [...shop.items.keys()] };
}

const costs = ({ shop, ids }: Seat): (string | null | undefined)[] =>
  ids.slice(0, 4).map((id) => shop.items.get(id)?.cost);

const asked = ({ shop }: Seat): number =>
  shop.requests.filter(
    ({ url, body }) =>
      url.includes("shop.json") || JSON.stringify(body ?? "").includes("query shop"),
  ).length;

describe.each(apis)("by %s", (api) => {
  test("each shop gets its own column, or that of its currency, and nothing is converted", async () => {
    const [usa, europe, britain] = [
      await seat("USD", api),
      await seat("EUR", api),
      await seat("GBP", api),
    ];
    const lines = [
      `sku,cost.EUR,cost.USD,cost@${usa.name},harmonized_system_code.US@${europe.name}`,
      "SKU-0,20.00,22.00,,6109100012",
      "SKU-1,30.00,33.00,35.00,",
      "SKU-2,,44.00,[clear],",
      "SKU-3,50.00,,,",
    ];
    const before = costs(usa);
    const found: unknown[] = [];
    for (const { desk } of [usa, europe, britain]) {
      await desk.write("prices.csv", lines.join("\n"));
      const { code, stderr } = await desk.run(["import", "prices.csv", "--yes", "--allow-held"]);
      expect(code).toBe(0);
      found.push(stderr);
    }
    expect(costs(usa)).toEqual(["22.00", "35.00", null, before[3]]);
    expect(costs(europe)).toEqual(["20.00", "30.00", before[2], "50.00"]);
    expect(costs(britain)).toEqual(before);
    const codes = ({ shop, ids }: Seat): unknown =>
      shop.items.get(ids[0] ?? "")?.country_harmonized_system_codes;
    expect([codes(usa), codes(europe)]).toEqual([
      [],
      [{ country_code: "US", harmonized_system_code: "6109100012" }],
    ]);
    expect(found).toEqual([
      expect.stringContaining(
        `Columns for ${usa.name}: "cost@${usa.name}" (where it is empty, "cost.USD" counts)`,
      ),
      expect.stringContaining(
        `2 columns are for other shops or currencies, and not read: cost.USD, cost@${usa.name}`,
      ),
      expect.stringContaining(
        `The costs of this sheet are in EUR and USD, and ${britain.name} keeps GBP: no cost is sent`,
      ),
    ]);
    if (api === "rest") expect([usa, europe, britain].map(asked)).toEqual([1, 1, 1]);
    const run = `runs/${(await usa.desk.runs()).at(-1)}`;
    const { heading } = await planned(usa.desk);
    expect(heading).toMatchObject({
      columns_for_shop: [`cost@${usa.name}`, "cost.USD"],
      columns_for_others: ["cost.EUR", `harmonized_system_code.US@${europe.name}`],
    });
    expect(JSON.parse(await usa.desk.read(`${run}/summary.json`))).toMatchObject({
      columns_for_others: heading["columns_for_others"],
    });
    expect((await usa.desk.run(["show", run])).code).toBe(0);
    expect((await usa.desk.run(["undo", run, "--yes"])).code).toBe(0);
    expect(costs(usa)).toEqual(before);
  });
});

test("a sheet with costs by currency is refused if the shop does not say its own", async () => {
  const silent = (): { status: number } => ({ status: 404 });
  const shop = await openForeignShop(6, ({ url }) =>
    url.includes("shop.json") ? silent() : undefined,
  );
  const desk = await openDesk(shop);
  await desk.write("prices.csv", "sku,cost.USD\nSKU-1,30\n");
  const { code, stderr } = await desk.run(["plan", "prices.csv"]);
  expect(stderr).toContain("does not say which currency it keeps; name its own costs cost@127.0");
  expect([code, await desk.runs()]).toEqual([2, []]);
  await desk.write("prices.csv", "sku,cost.USD,tracked\nSKU-1,30,no\n");
  const others = await desk.run(["plan", "prices.csv", "--only", "tracked"]);
  expect([others.code, others.stdout]).toEqual([0, expect.stringContaining("1 change")]);
});

test("a column for a shop that is not this one sends nothing, and the currency is not asked", async () => {
  const { shop, desk } = await seat("USD");
  await desk.write("prices.csv", "sku,cost@EUR,harmonized_system_code.US@acme-su\nSKU-1,30,1\n");
  const { code, stdout, stderr } = await desk.run(["plan", "prices.csv"]);
  expect([code, stdout]).toEqual([0, expect.stringContaining("1 unchanged")]);
  expect(stderr).toContain("No column of this sheet that can be sent is for 127.0.0.1");
  expect(stderr).toContain(
    "for other shops or currencies, and not read: cost@EUR, harmonized_system_code.US@acme",
  );
  expect(stderr).toContain("; for a currency the title is cost.EUR");
  expect(shop.requests.some(({ url }) => url.includes("shop.json"))).toBe(false);
});

test("beside an export's own column only the cells of the shop's column are edits", async () => {
  const { shop, desk, name, ids } = await seat("USD");
  await desk.run(["export", "-o", "items.csv", "--columns", "id,sku,cost,updated_at"]);
  const added = [`cost@${name},cost@acme-eu`, "26.00,1.00", ",2.00", "3.00,", ",", ",", ","];
  const lines = (await desk.read("items.csv")).trimEnd().split("\n");
  await desk.write("items.csv", lines.map((line, at) => `${line},${added[at]}`).join("\n"));
  // Others change one item that the sheet leaves alone, and one that it does not.
  for (const [at, cost] of [
    [1, "7.00"],
    [2, "8.00"],
  ] as const)
    Object.assign(shop.items.get(ids[at] ?? "") ?? {}, {
      cost,
      updated_at: "2026-03-01T10:00:00Z",
    });
  const { code, stdout } = await desk.run(["import", "items.csv", "--yes"]);
  expect(code).toBe(1);
  expect(stdout).toContain(`cost@${name} was (empty) when exported, is 8.00 in the shop and 3.00`);
  expect(stdout).toContain("6 rows: 1 updated, 1 conflict, 4 unchanged");
  expect(costs({ shop, desk, name, ids })).toEqual(["26.00", "7.00", "8.00", "4.50"]);
  // The retry sheet has the title as it was, and the base of the run.
  const run = `runs/${(await desk.runs()).at(-1)}`;
  const [retry] = await desk.rows(`${run}/retry.csv`);
  expect(retry).toMatchObject({ sku: "SKU-2", [`cost@${name}`]: "3.00", "cost@acme-eu": "" });
  const again = await desk.run(["import", `${run}/retry.csv`, "--yes", "--on-conflict", "mine"]);
  expect([again.code, shop.items.get(ids[2] ?? "")?.cost]).toEqual([0, "3.00"]);
});

test("of an export of another shop only the columns for this shop are read", async () => {
  const [usa, europe] = [await seat("USD"), await seat("EUR")];
  for (const [at, id] of europe.ids.entries()) {
    Object.assign(europe.shop.items.get(id) ?? {}, { cost: `${at}.00`, tracked: false });
  }
  for (const ending of ["csv", "xlsx"]) {
    await usa.desk.run(["export", "-o", `items.${ending}`]);
    const file = join(usa.desk.folder, `items.${ending}`);
    const refused = await europe.desk.run(["plan", file, "--match", "sku"]);
    expect(refused.stderr).toContain(
      `it was exported from ${usa.name}, and this is ${europe.name}`,
    );
    expect(refused.code).toBe(4);
  }
  const lines = (await usa.desk.read("items.csv")).trimEnd().split("\n");
  const added = [
    `,cost@${europe.name},sku@acme`,
    ",7.00,",
    ",x,",
    ...lines.slice(3).map(() => ",,"),
  ];
  await usa.desk.write("items.csv", lines.map((line, at) => line + added[at]).join("\n"));
  const file = join(usa.desk.folder, "items.csv");
  const { stderr, stdout, code } = await europe.desk.run(["import", file, "--yes"]);
  expect(stderr).toContain(
    `only the columns for ${europe.name} are read, and there is nothing to compare`,
  );
  expect([code, stdout]).toEqual([1, expect.stringContaining("1 updated, 4 unchanged, 1 invalid")]);
  expect(costs(europe)).toEqual(["7.00", "1.00", "2.00", "3.00"]);
  expect([...europe.shop.items.values()].every(({ tracked }) => !tracked)).toBe(true);
  // The retry sheet has the columns of the other shop too, and they are still not read.
  const retry = `runs/${(await europe.desk.runs()).at(-1)}/retry.csv`;
  await europe.desk.write(retry, (await europe.desk.read(retry)).replace(",x,", ",8.00,"));
  const again = await europe.desk.run(["import", retry, "--yes"]);
  expect([again.code, again.stdout]).toEqual([0, expect.stringContaining("1 row: 1 updated")]);
  expect(costs(europe)).toEqual(["7.00", "8.00", "2.00", "3.00"]);
  expect([...europe.shop.items.values()].every(({ tracked }) => !tracked)).toBe(true);
});

test("the retry sheet of --only has no other column of this shop", async () => {
  const { desk, name } = await seat("USD");
  await desk.write(
    "prices.csv",
    `sku,tracked,cost@${name},tracked@${name}\nSKU-0,yes,x,no\nSKU-1,yes,5.00,\n`,
  );
  const { code, stdout } = await desk.run(["plan", "prices.csv", "--only", "cost", "--allow-held"]);
  expect(code).toBe(1);
  expect(stdout).toContain(`cost@${name} cannot be read: 1 row`);
  const retry = await desk.rows(`runs/${(await desk.runs()).at(-1)}/retry.csv`);
  expect(Object.keys(retry[0] ?? {})).toEqual(["result_message", "sku", `cost@${name}`]);
});

test("a supplier's list names them by --map, and the printed command repeats it", async () => {
  const { desk, name, ids } = await seat("USD");
  await desk.write("list.csv", "Item no.;Price;Euro;US price\nSKU-1;9;8;7\nSKU-2;9;8;x\n");
  const map = ["Item no.=sku", "Euro=cost.EUR", `US price=cost@${name}`].flatMap((pair) => [
    "--map",
    pair,
  ]);
  const { code, stdout, stderr } = await desk.run(["plan", "list.csv", ...map, "--allow-held"]);
  expect(code).toBe(1);
  expect(stderr).toContain('"US price" as cost');
  expect(stderr).toContain("1 column is for other shops or currencies, and not read: Euro");
  expect(stdout).toContain(`--map 'US price=cost@${name}'`);
  const { heading, rows } = await planned(desk);
  expect(wishes(rows)).toEqual([[ids[1], "cost", "7"]]);
  expect(heading["flags"]).toEqual(expect.arrayContaining(map));
  const run = `runs/${(await desk.runs()).at(-1)}`;
  expect((await desk.run(["apply", run, "--yes"])).code).toBe(1);
  const more = await desk.run(["plan", "list.csv", ...map, "--map", `Price=cost@${name}`]);
  expect(more.stderr).toContain("is given too; wanted one title for each column");
});

test("a workbook's numbers are costs in all of these columns", async () => {
  const { desk, ids, name } = await seat("USD");
  const row = (at: number, ...cells: readonly string[]): string =>
    `<row r="${at}">${cells.join("")}</row>`;
  const text = (place: string, content: string): string =>
    `<c r="${place}" t="inlineStr"><is><t>${content}</t></is></c>`;
  const number = (place: string, content: string): string =>
    `<c r="${place}"><v>${content}</v></c>`;
  const sheet = [
    row(1, text("A1", "sku"), text("B1", "cost.USD"), text("C1", `cost@${name}`)),
    row(2, text("A2", "SKU-0"), number("B2", "1.234"), number("C2", "25.5")),
    row(3, text("A3", "SKU-3"), number("B3", "4.125")),
  ];
  await desk.write("prices.xlsx", await zipOf(bookParts(sheet.join(""))));
  const { code, stdout } = await desk.run(["plan", "prices.xlsx", "--allow-held"]);
  expect([code, stdout]).toEqual([0, expect.stringContaining("2 rows: 2 change")]);
  const { rows } = await planned(desk);
  expect(wishes(rows)).toEqual([
    [ids[0], "cost", "25.5"],
    [ids[3], "cost", "4.13"],
  ]);
});

test("each shop has ids of its own; a row without one is matched by its SKU", async () => {
  const { desk, name, ids } = await seat("USD");
  await desk.write(
    "items.csv",
    [
      `id,sku,updated_at,admin_graphql_api_id,id@${name},cost`,
      `77,SKU-9,2020-01-01T00:00:00Z,gid://shopify/InventoryItem/77,${ids[0]},26`,
      `78,SKU-1,2020-01-01T00:00:00Z,gid://shopify/InventoryItem/78,,27`,
      `79,SKU-2,2020-01-01T00:00:00Z,gid://shopify/InventoryItem/79,80,28`,
    ].join("\n"),
  );
  const { code, stderr } = await desk.run(["plan", "items.csv", "--only", "cost", "--allow-held"]);
  expect(stderr).toContain(`1 row without "id@${name}" is matched by "sku"`);
  expect(stderr).toContain("not read: id, updated_at, admin_graphql_api_id");
  const { rows } = await planned(desk);
  expect(wishes(rows)).toEqual([
    [ids[0], "cost", "26"],
    [ids[1], "cost", "27"],
  ]);
  expect([code, rows[2]?.decision]).toEqual([1, "not_found"]);
});

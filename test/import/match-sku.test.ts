// Sheets that name items by SKU, from the command line to the shop.
import { expect, test } from "vitest";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { type Desk, openDesk } from "../support/command.ts";
import { foreignItems } from "../support/foreign-shop.ts";
import { openForeignShop, openSandbox } from "../support/shops.ts";

type Row = Record<string, unknown>;

const cellOf = (text: string): string =>
  /[",;\t|]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const sheetOf = (header: string, rows: readonly (readonly string[])[]): string =>
  [header, ...rows.map((row) => row.map(cellOf).join(","))].join("\n");

/** Items by SKU, as the store has them. */
function bySku(shop: Sandbox): Map<string, string[]> {
  const skus = new Map<string, string[]>();
  for (const id of shop.ids()) {
    const sku = shop.item(id)?.sku ?? null;
    if (sku !== null) skus.set(sku, [...(skus.get(sku) ?? []), id]);
  }
  return skus;
}

async function planned(desk: Desk): Promise<Row[]> {
  const run = (await desk.runs()).at(-1);
  const lines = (await desk.read(`runs/${run}/plan.jsonl`)).trim().split("\n").slice(1);
  return lines.map((line) => JSON.parse(line) as Row);
}

test("of 500 rows with 12 duplicates, 7 unknown and 3 empty SKUs exactly the others are planned and sent", async () => {
  const shop = await openSandbox({ items: 1000 });
  const desk = await openDesk(shop);
  const skus = bySku(shop);
  const before = new Map([...shop.ids()].map((id) => [id, shop.item(id)?.cost]));
  const safe = ([sku]: [string, string[]]): boolean => /^[A-Z]+-\d+$|^[A-Z]+-[A-Z0-9-]+$/.test(sku);
  const single = [...skus].filter(safe).filter(([, ids]) => ids.length === 1);
  const shared = [...skus].filter(([, ids]) => ids.length > 1).filter(safe);
  const contradicted = single.slice(0, 2).map(([sku]) => sku);
  const sound = single.slice(2, 480).map(([sku]) => sku);
  const rows = [
    ...shared.slice(0, 8).map(([sku]) => [sku, "1.11"]),
    ...contradicted.flatMap((sku) => [
      [sku, "2.22"],
      [sku, "3.33"],
    ]),
    ...Array.from({ length: 7 }, (_, n) => [`NOBODY-HAS-${n}`, "4.44"]),
    ["", "5.55"],
    ["  ", "5.55"],
    ["", "6.66"],
    ...sound.map((sku) => [sku, "7.77"]),
  ];
  expect(rows).toHaveLength(500);
  await desk.write("list.csv", sheetOf("sku,cost", rows));

  const { code, stderr, stdout } = await desk.run([
    "import",
    "list.csv",
    "--yes",
    "--allow-held",
    "--json",
  ]);
  expect(stderr).toContain('Rows are matched by "sku"');
  expect(stderr).toMatch(
    /^Matched 48\d of 495 SKUs among the 1,000 items that are stocked at a location /m,
  );
  expect(code).toBe(1);
  const summary = JSON.parse(stdout) as { match: string; decisions: Record<string, number> };
  expect(summary.match).toBe("sku");
  const decisions = await planned(desk);
  const counts = (decision: string): number =>
    decisions.filter((row) => row["decision"] === decision).length;
  expect(counts("duplicate")).toBe(12);
  expect(counts("not_found")).toBe(7);
  expect(counts("invalid")).toBe(3);
  const kept = decisions.filter(
    ({ decision }) => decision === "change" || decision === "unchanged",
  );
  expect(kept.map(({ sku }) => sku)).toEqual(sound);
  expect(kept.map(({ id }) => id)).toEqual(sound.map((sku) => skus.get(sku)?.[0]));

  const sent = shop.requests.filter(({ method }) => method === "PUT");
  expect(sent).toHaveLength(counts("change"));
  for (const [sku, ids] of skus) {
    const costs = ids.map((id) => shop.item(id)?.cost);
    if (sound.includes(sku)) expect(costs).toEqual(["7.77"]);
    else expect(costs).toEqual(ids.map((id) => before.get(id)));
  }
  // Locations, a page of levels for every 250, lists for all items; then those for the rows, and once more before PUTs.
  const lists = shop.requests.filter(({ path }) => path.includes("/inventory_items.json"));
  expect(lists.length).toBeLessThanOrEqual(10 + 5 + 5);

  const run = (await desk.runs()).at(-1);
  const results = await desk.rows(`runs/${run}/results.csv`);
  expect(results.map((row) => row["result_id"])).toEqual(decisions.map(({ id }) => id));
  expect(results[0]?.["result_message"]).toContain(shared[0]?.[1].join(", "));
  expect(results[0]?.["result_message"]).toMatch(/^\d items have the SKU /);
  expect(results[8]?.["result_message"]).toBe(
    "line 11 of this item has other values; keep the row that is right",
  );
  expect(Object.keys(results[0] ?? {}).at(-1)).toBe("result_id");
});

test("what may have been meant is named and not taken", async () => {
  const shop = await openForeignShop(
    ["0123", "1E5", "ABC-7", "EDGE ", "3-4", "12", "12.50", "ONE", "007", "7", "one"].map(
      (sku, n) => ({
        ...foreignItems(1, BigInt(50_000 + n))[0]!,
        sku,
      }),
    ),
  );
  const desk = await openDesk(shop);
  const cells = [
    ["123", '"0123"'],
    ["100000", '"1E5"'],
    ["abc-7", '"ABC-7"'],
    ["04-Mar", '"3-4"'],
    ["12.5", '"12.50"'],
    ["NOBODY", undefined],
  ] as const;
  await desk.write(
    "list.csv",
    sheetOf("sku,cost", [
      ...cells.map(([sku]) => [sku, "9"]),
      ["ONE", "9"],
      ["7", "9"],
      ["EDGE", "9"],
    ]),
  );
  const { code } = await desk.run(["plan", "list.csv", "--max-unknown", "100%", "--allow-held"]);
  expect(code).toBe(1);
  const decisions = await planned(desk);
  expect(decisions.map(({ decision }) => decision)).toEqual([
    ...cells.map(() => "not_found"),
    "change",
    "change",
    "change",
  ]);
  for (const [n, [sku, meant]] of cells.entries()) {
    const message = `the shop shows no item with the SKU "${sku}"`;
    const near = meant === undefined ? "" : `; did you mean ${meant}`;
    expect(decisions[n]?.["message"]).toBe(message + near);
  }
  // The shop has both: what stands there is taken, and doubted where it could be damage.
  expect(decisions.slice(-3).map(({ warnings }) => warnings)).toEqual([
    undefined,
    [
      {
        column: "sku",
        kind: "sku_like",
        text: '"7" is also what a spreadsheet makes of "007", the SKU of another item; check which one is meant',
      },
    ],
    [
      {
        column: "sku",
        kind: "sku_blanks",
        text: '"EDGE" as "EDGE "',
        rule: "matched without the blanks around the SKU",
      },
    ],
  ]);
});

test("--match sku refuses a row whose id is another item's, and takes one that agrees or says nothing", async () => {
  const shop = await openSandbox({ items: 12 });
  const desk = await openDesk(shop);
  const [a = "", b = "", c = ""] = shop.ids();
  const sku = (id: string): string => shop.item(id)?.sku ?? "";
  await desk.write(
    "list.csv",
    sheetOf("id,sku,cost", [
      [a, sku(a), "2.22"],
      ["", sku(b), "3.33"],
      [a, sku(c), "4.44"],
    ]),
  );
  expect((await desk.run(["plan", "list.csv", "--match", "sku"])).code).toBe(1);
  const decisions = await planned(desk);
  expect(decisions.map(({ id, decision }) => [id, decision])).toEqual([
    [a, "change"],
    [b, "change"],
    ["", "invalid"],
  ]);
  expect(decisions[2]?.["message"]).toBe(
    `column "sku": "${sku(c)}" is the SKU of ${c}, but the id in this row is "${a}"; wanted one item per row`,
  );
  // Without the flag the id counts, and a SKU that differs is an edit.
  expect((await desk.run(["plan", "list.csv"])).code).toBe(1);
  expect((await planned(desk))[2]).toMatchObject({ decision: "duplicate" });
});

test("a stored plan is applied without another walk, and spares an item that has got another SKU", async () => {
  const shop = await openSandbox({ items: 24 });
  const desk = await openDesk(shop);
  const [a = "", b = ""] = shop.ids();
  const rows = [a, b].map((id) => [shop.item(id)?.sku ?? "", "2.50"]);
  await desk.write("list.csv", sheetOf("sku,cost", rows));
  expect((await desk.run(["plan", "list.csv"])).code).toBe(0);
  shop.edit(b, { sku: "TAKEN-OVER" });
  const before = shop.requests.length;
  const [run = ""] = await desk.runs();
  const { code, stdout } = await desk.run(["apply", `runs/${run}`, "--yes"]);
  expect(code).toBe(1);
  expect(stdout).toContain("2 rows: 1 updated, 1 conflict");
  expect(shop.item(a)?.cost).toBe("2.50");
  expect(shop.item(b)?.cost).not.toBe("2.50");
  const paths = shop.requests.slice(before).map(({ path }) => path);
  expect(paths.some((path) => /locations|levels/.test(path))).toBe(false);
  const undone = await desk.run(["undo", `runs/${run}`, "--yes"]);
  expect(undone.code).toBe(0);
  expect(shop.item(a)?.cost).toBe("2.10");
});

test("items that are stocked nowhere are found by their products", async () => {
  const shop = await openSandbox({ items: 24 });
  const desk = await openDesk(shop);
  await desk.write("sheet.csv", "sku,cost\nTEA-GREEN-50,2.15\nMUG-BLUE,4.30\n");
  const { code, stdout, stderr } = await desk.run(["plan", "sheet.csv", "--source", "products"]);
  expect([code, stdout]).toEqual([0, expect.stringContaining("2 change")]);
  expect(stderr).toContain("24 items that are listed with products");
  const paths = shop.requests.map(({ path }) => path);
  expect(paths.some((path) => /locations|levels/.test(path))).toBe(false);
});

test("unknown SKUs count as unknown ids do, and the message is true of them", async () => {
  const shop = await openSandbox({ items: 24 });
  const desk = await openDesk(shop);
  const rows = Array.from({ length: 30 }, (_, n) => [`OTHERS-${n}`, "1"]);
  await desk.write("list.csv", sheetOf("sku,cost", rows));
  const { code, stderr } = await desk.run(["plan", "list.csv"]);
  expect(code).toBe(4);
  expect(stderr).toContain(
    "30 of 30 items are not in this shop, so the sheet is probably of another shop or of another system",
  );
});

test("the column updated_at and a base guard rows that are matched by SKU as well", async () => {
  const shop = await openSandbox({ items: 24 });
  const desk = await openDesk(shop);
  const [a = "", b = ""] = shop.ids();
  await desk.run(["export", "-o", "items.csv"]);
  const exported = (await desk.rows("items.csv")).slice(0, 2);
  const times = exported.map((row) => row["updated_at"] ?? "");
  const skus = exported.map((row) => row["sku"] ?? "");
  shop.edit(b, { cost: "9.00", updated_at: "2026-11-01T00:00:00-05:00" });
  const rows = skus.map((sku, n) => [sku, n === 0 ? "2.20" : "3.80", times[n] ?? ""]);
  await desk.write("list.csv", sheetOf("sku,cost,updated_at", rows));
  expect((await desk.run(["plan", "list.csv"])).code).toBe(1);
  expect((await planned(desk)).map(({ decision }) => decision)).toEqual(["change", "conflict"]);
  // By the base nobody has edited the second.
  expect((await desk.run(["plan", "list.csv", "--base", "items.base.jsonl"])).code).toBe(0);
  expect((await planned(desk)).map(({ id, decision }) => [id, decision])).toEqual([
    [a, "change"],
    [b, "unchanged"],
  ]);
});

test("a sheet with the gid alone is matched by that", async () => {
  const shop = await openSandbox({ items: 12 });
  const desk = await openDesk(shop);
  const [a = ""] = shop.ids();
  const gid = `gid://shopify/InventoryItem/${a}`;
  await desk.write(
    "list.csv",
    `admin_graphql_api_id,sku,cost\n${gid},${shop.item(a)?.sku},2.2\nx,y,1`,
  );
  expect((await desk.run(["plan", "list.csv"])).code).toBe(1);
  const [first, second] = await planned(desk);
  expect(first).toMatchObject({ id: a, decision: "change" });
  expect(first).not.toHaveProperty("warnings");
  expect(second).toMatchObject({
    decision: "invalid",
    message:
      'column "admin_graphql_api_id": found "x": this row names no item; if it is a total or a note, delete it',
  });
});

test.each([
  [["--match", "name"], "argument 'name' is invalid. Allowed choices are id, sku."],
  [["--match", "sku", "--only", "sku"], '--only names "sku", but the rows are matched by it'],
  [["--match", "id"], 'no column "id"; the header is "sku,cost"'],
])("%j is refused before the shop is asked", async (flags, message) => {
  const shop = await openSandbox({ items: 12 });
  const desk = await openDesk(shop);
  await desk.write("list.csv", "sku,cost\nA,1\n");
  const { code, stderr } = await desk.run(["plan", "list.csv", ...flags]);
  expect(stderr).toContain(message);
  expect(code).toBe(2);
  expect(shop.requests).toEqual([]);
});

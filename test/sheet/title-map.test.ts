// A supplier's list, whose titles somebody names by --map.
import { expect, test } from "vitest";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openDesk } from "../support/command.ts";
import { foreignItems } from "../support/foreign-shop.ts";
import { planned, wishes } from "../import/program-sheets.ts";
import { openForeignShop, openSandbox } from "../support/shops.ts";

const map = ["--map", "Item no.=sku", "--map", "Purchase price=cost"];

test("a supplier's list plans the mapped columns and says what it leaves out", async () => {
  const shop = await openForeignShop(30);
  const desk = await openDesk(shop);
  const lines = ["Item no.;Name;Purchase price;Retail;", "SKU-1;Tea;12,50;30;", "SKU-2;Mug;7;9;"];
  await desk.write("list.csv", `${lines.join("\n")}\n`);
  const { code, stderr, stdout } = await desk.run(["plan", "list.csv", ...map, "--json"]);
  expect(stderr).toContain(
    'Read with --map: rows are matched by "Item no."; "Purchase price" as cost',
  );
  expect(stderr).toMatch(/^2 columns left out: Name, Retail$/m);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    match: "sku",
    columns_left_out: ["Name", "Retail"],
    decisions: { change: 2 },
  });
  const run = `runs/${(await desk.runs()).at(-1)}`;
  // All that is needed is in the run.
  expect((await desk.run(["apply", run, "--yes", "--json"])).code).toBe(0);
  const [, first = ""] = shop.items.keys();
  expect(shop.items.get(first)?.cost).toBe("12.50");
  expect((await desk.rows(`${run}/results.csv`)).map((row) => row["result_id"])).toEqual(
    [...shop.items.keys()].slice(1, 3),
  );
  expect((await desk.run(["undo", run, "--yes"])).code).toBe(0);
  expect(shop.items.get(first)?.cost).toBe("0.00");
});

test("the printed command imports the retry sheet with the same map, in a shell", async () => {
  const shop = await openForeignShop(30, undefined, undefined, { currency: "EUR" });
  const desk = await openDesk(shop);
  const titles = "Item's $no.,+Price = EUR,HS,Text";
  await desk.write("list.csv", `${titles}\nSKU-1,1.234,,a\nSKU-2,8,10121,"b\nc"\nSKU-3,9,,d\n`);
  const flags = ["--map", "Item's $no.=sku", "--map", "+Price = EUR=cost"];
  const hs = ["--map", "HS=harmonized_system_code.US", "--only", "cost"];
  const { code, stdout } = await desk.run([
    "import",
    "list.csv",
    ...flags,
    ...hs,
    "--yes",
    "--allow-held",
  ]);
  expect(code).toBe(1);
  // One has two readings, and HS was not to be sent.
  expect(stdout).toContain("3 rows: 2 updated, 1 invalid");
  const command = /^ {2}inventory-csv (import .*)$/m.exec(stdout)?.[1] ?? "";
  expect(command).toContain(`--map 'Item'\\''s $no.=sku'`);
  const retry = /^import (\S+)/.exec(command)?.[1] ?? "";
  const path = join(desk.folder, retry);
  const text = await readFile(path, "utf8");
  expect(text.startsWith(`result_message,${titles.replace("+", "'+")}\n"column`)).toBe(true);
  expect(text.endsWith(`,SKU-1,'1.234,,a\n`)).toBe(true);
  await writeFile(path, text.replace("'1.234", "1.23"));
  const { spawnSync } = await import("node:child_process");
  const words = spawnSync("sh", ["-c", `printf '%s\\n' ${command}`], { encoding: "utf8" });
  const again = await desk.run([...words.stdout.trimEnd().split("\n"), "--yes", "--allow-held"]);
  expect(again.code).toBe(0);
  expect([...shop.items.values()][1]?.cost).toBe("1.23");
});

test("titles are found where people see the same: wrapped, with another kind of space or of umlaut", async () => {
  const shop = await openForeignShop(10, undefined, undefined, { currency: "EUR" });
  const desk = await openDesk(shop);
  const [, first = "", second = ""] = shop.items.keys();
  const titles = `"Item\nno.";"Größe ""netto""\r\n(EUR)";"Text\nlong"`.normalize("NFD");
  await desk.write("list.csv", `${titles}\nSKU-1;12,50;a\nSKU-2;1,234;b\n`);
  const flags = ["--map", "Item\u00a0no.=sku", "--map", 'Größe "netto" (EUR)=cost'];
  const { code, stdout } = await desk.run(["import", "list.csv", ...flags, "--yes"]);
  expect(stdout).toContain("2 rows: 1 updated, 1 invalid");
  expect(code).toBe(1);
  expect(shop.items.get(first)?.cost).toBe("12.50");
  const retry = `runs/${(await desk.runs()).at(-1)}/retry.csv`;
  await writeFile(join(desk.folder, retry), (await desk.read(retry)).replace("'1,234", "1,23"));
  expect((await desk.run(["import", retry, ...flags, "--yes"])).code).toBe(0);
  expect(shop.items.get(second)?.cost).toBe("1.23");
});

test("a list's own ids and times are another system's", async () => {
  const items = foreignItems(8, 50n); // item 54 is in the shop, and is not the one that is meant
  const shop = await openForeignShop(items);
  const desk = await openDesk(shop);
  const [, meant] = items;
  await desk.write("list.csv", `id,SKU,Net price,updated_at\n54,${meant?.sku},11.00,46031.7\n`);
  const flags = ["--map", "SKU=sku", "--map", "Net price=cost", "--allow-held"];
  for (const more of [[], ["--match", "sku"]]) {
    const { code, stderr } = await desk.run(["plan", "list.csv", ...flags, ...more]);
    expect(stderr).toContain("2 columns left out: id, updated_at");
    expect(code).toBe(0);
    const { rows } = await planned(desk);
    expect(wishes(rows)).toEqual([[meant?.id, "cost", "11.00"]]);
  }
});

test.each([
  [
    "a list between semicolons, with no titles that are known",
    "Art. Nr.;Preis\nSKU-1;2,50\nSKU-2;3,50\n",
    [],
    [
      'line 1: this sheet has no known title; the header is "Art. Nr.,Preis"',
      'as in --map "Art. Nr.=sku"',
      "1 fault",
    ],
  ],
  [
    "a list with a line above its titles",
    "Prices, as of 1 May\n\nItem no.;Purchase price\nSKU-1;2,50\nSKU-2;3,50\n",
    map,
    [
      'line 1: the titles "Item no.", "Purchase price" are in line 3; delete the lines above it',
      'no column "Item no."',
    ],
  ],
])("%s is refused without a fault for each row", async (_, list, flags, messages) => {
  const shop = await openSandbox({ items: 12 });
  const desk = await openDesk(shop);
  await desk.write("list.csv", list);
  const { code, stderr } = await desk.run(["plan", "list.csv", ...flags]);
  for (const message of messages) expect(stderr).toContain(message);
  expect(stderr).not.toContain("where the header has");
  expect(code).toBe(2);
});

test("a cost with two readings is refused in a supplier's list", async () => {
  const shop = await openForeignShop(10);
  const desk = await openDesk(shop);
  await desk.write("list.csv", "Item no.,Purchase price\nSKU-1,1.234\n");
  const { code, stdout } = await desk.run(["plan", "list.csv", ...map]);
  expect(stdout).toContain(
    "a cost with only one meaning; this is 1.234 with --decimal . and 1234 with",
  );
  expect(code).toBe(1);
});

test.each([
  [["--map", "cost"], "wanted a title and a column, as in"],
  [["--map", "=cost"], "wanted a title and a column"],
  [["--map", "result_id=id"], "would not be in the reports; give that column another title"],
  [["--map", "Price=cots"], 'there is no column "cots"; did you mean "cost"'],
  [["--map", "Price=zzzzzzzzzzzz"], "the columns are id, sku, cost"],
  [["--map", "Price=harmonized_system_code.XX"], "there is no column"],
  [["--map", "Price=cost@acme us"], "after the @, wanted a shop as --shop takes it"],
  [["--map", "Price=cost.EURO"], "after the dot, wanted a currency code"],
  [
    ["--map", "Price=cost@acme", "--map", "Retail=cost@ACME.myshopify.com"],
    '--map "Price=cost@acme" is given too',
  ],
  [["--map", "Price=cost", "--map", "Retail=cost"], '--map "Price=cost" is given too'],
  [["--map", "Price=cost", "--map", "Price=sku"], '--map "Price=cost" is given too'],
  [
    ["--map", "Prise=cost"],
    'no column "Prise", which --map names; the header is "sku,Price,Price"',
  ],
  [["--map", "Price=cost"], 'column "Price" appears twice'],
  [["--map", "Price=sku"], 'columns "sku" and "Price" have the same meaning; rename or delete one'],
  [["--map", "sku=id"], 'found "A": this row names no item'],
])("%j", async (flags, message) => {
  const shop = await openSandbox({ items: 12 });
  const desk = await openDesk(shop);
  await desk.write("list.csv", "sku,Price,Price\nA,1,2\n");
  const { code, stdout, stderr } = await desk.run(["plan", "list.csv", ...flags]);
  expect(stdout + stderr).toContain(message);
  expect(code).toBe(stdout === "" ? 2 : 1);
  expect(shop.requests).toEqual([]);
});

test("a title of ours that is mistyped is refused where nothing is mapped", async () => {
  const shop = await openSandbox({ items: 12 });
  const desk = await openDesk(shop);
  await desk.write("list.csv", "sku,csot\nA,1\n");
  const { code, stderr } = await desk.run(["plan", "list.csv"]);
  expect(stderr).toContain('unknown column "csot"; did you mean "cost"');
  expect(code).toBe(2);
});

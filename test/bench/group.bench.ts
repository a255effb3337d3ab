// Four shops side by side on standard plans, one of which fails for its first minute and one of which refuses the token:
// the group takes hardly longer than its slowest shop alone, and one command then continues with the fourth.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { foreignItems, type ForeignShop } from "../support/foreign-shop.ts";
import { openForeignShop } from "../support/shops.ts";
import { itemsUpdatedBy } from "../faults/updates-sent.ts";
import { measure, newFolder, printTable, program } from "./measured.ts";

const rows = 1000;
const changes = 200;
/** Milliseconds. */
const outage = 60_000;

const bucket = { size: 40, leak: 2 };

async function openShop(failsFor = 0): Promise<ForeignShop> {
  let first: number | undefined;
  return openForeignShop(
    foreignItems(rows).map((item, at) => ({ ...item, sku: `ABC-${at}` })),
    ({ at }) => {
      first ??= at;
      return at - first < failsFor ? { status: 503 } : undefined;
    },
    undefined,
    { bucket },
  );
}

const updates = ({ requests }: ForeignShop): number => requests.flatMap(itemsUpdatedBy).length;

/** A sheet by SKU; every fifth row has a new cost. */
function sheetFor({ items }: ForeignShop): string {
  const lines = [...items.values()].map(({ sku, cost }, at) =>
    at % (rows / changes) === 0 ? `${sku},${9000 + at}.55` : `${sku},${cost ?? ""}`,
  );
  return `sku,cost\n${lines.join("\n")}\n`;
}

test("four shops take hardly longer than the slowest of them alone", async () => {
  const shops = await Promise.all([openShop(), openShop(outage), openShop(), openShop()]);
  const alone = await openShop(outage);
  const folder = await newFolder();
  await writeFile(join(folder, "sheet.csv"), sheetFor(alone));
  const files = shops.map((_, at) => `${at}.env`);
  const keep = (name: string, { origin }: ForeignShop, token: string): Promise<void> =>
    writeFile(join(folder, name), `SHOPIFY_SHOP=${origin}\nSHOPIFY_ACCESS_TOKEN=${token}\n`);
  for (const [at, shop] of shops.entries())
    await keep(`${at}.env`, shop, at === 3 ? "shpat_wrong" : shop.token);
  await keep("alone.env", alone, alone.token);
  const args = [program, "import", "sheet.csv", "--yes", "--allow-held"];
  const own = ["--match", "sku", "--runs", "alone", "--settings-file", "alone.env"];
  const [group, one] = await Promise.all([
    measure([...args, "--json", "--shops", ...files], folder),
    measure([...args, ...own], folder),
  ]);
  printTable(
    `${rows} rows by SKU, ${changes} changes a shop, one shop fails for ${outage / 1000} s`,
    ["", "exit", "s", "MB", "updates"],
    [
      { name: "four shops", ended: group, sent: shops },
      { name: "the slowest alone", ended: one, sent: [alone] },
    ].map(({ name, ended, sent }) => [
      name,
      String(ended.code),
      ended.seconds.toFixed(1),
      (ended.peak / 1e6).toFixed(0),
      sent.map(updates).join(" "),
    ]),
  );
  const { shops: ends, group: run } = JSON.parse(group.stdout) as {
    shops: { exit_code: number }[];
    group: string;
  };
  expect(ends.map(({ exit_code }) => exit_code)).toEqual([0, 0, 0, 3]);
  expect(group.code).toBe(3);
  expect(one.code).toBe(0);
  expect(shops.map(updates)).toEqual([changes, changes, changes, 0]);
  expect(group.seconds / one.seconds).toBeLessThanOrEqual(1.1);

  const [last] = shops.slice(-1);
  if (last !== undefined) await keep("3.env", last, last.token);
  expect((await measure([program, "apply", run, "--yes"], folder)).code).toBe(0);
  expect(shops.map(updates)).toEqual([changes, changes, changes, changes]);
});

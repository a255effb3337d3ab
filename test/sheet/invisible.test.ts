// Characters that nobody sees: every message that quotes a sheet or an option shows them as escapes.
import { expect, test } from "vitest";
import { openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";

const unseen = "\u200b";
const escape = "\\u200b";

test.for<[where: string, sheet: string, flags: string[]]>([
  ["an id", `id,cost\n12${unseen}3,5\n`, []],
  ["a gid", `admin_graphql_api_id,cost\ngid://shopify/InventoryItem/12${unseen}3,5\n`, []],
  [
    "an id beside another gid",
    `id,admin_graphql_api_id,cost\n12${unseen},gid://shopify/InventoryItem/7,5\n`,
    [],
  ],
  ["a SKU", `sku,cost\nno${unseen}ne,5\n`, []],
  ["a value", `id,cost\n44871419625635,5${unseen}0\n`, []],
  ["a column without a title", `id,cost,\n44871419625635,5,no${unseen}te\n`, []],
  ["titles that are not known", `i${unseen}d,co${unseen}st\n1,5\n`, []],
  ["a title that is almost known", `id,costt${unseen}\n1,5\n`, []],
  ["a title that --map names", `id,cost\n1,5\n`, ["--map", `Pri${unseen}ce=cost`]],
  ["a wrong --map", `id,cost\n1,5\n`, ["--map", `Pri${unseen}ce`]],
])("%s is quoted with them", async ([, sheet, flags]) => {
  const desk = await openDesk(await openSandbox({ items: 3 }));
  await desk.write("sheet.csv", sheet);
  const { stdout, stderr } = await desk.run(["plan", "sheet.csv", ...flags]);
  expect(stdout + stderr).toContain(escape);
});

test.for([
  ["export", "--countries", `U${unseen}S`],
  ["export", "--missing", `co${unseen}st`],
  ["export", "--columns", `co${unseen}st`],
  ["show", `ru${unseen}n`],
])("so is an option: %s", async (args) => {
  const desk = await openDesk(await openSandbox({ items: 3 }));
  expect((await desk.run(args)).stderr).toContain(escape);
});

test("so is the version of the API", async () => {
  const desk = await openDesk(await openSandbox({ items: 3 }));
  const { stderr } = await desk.run(["export"], {
    env: { SHOPIFY_API_VERSION: `2026-${unseen}01` },
  });
  expect(stderr).toContain(escape);
});

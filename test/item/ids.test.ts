import { describe, expect, test } from "vitest";
import { openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";
import { bookOf } from "../workbook/parts.ts";

const gidOf = (id: string): string => `gid://shopify/InventoryItem/${id}`;

describe("--ids takes ids as people have them", () => {
  test.each<[what: string, content: (ids: readonly string[]) => string | Promise<Buffer>]>([
    ["ids", (ids) => ids.join("\n")],
    ["gids", (ids) => ids.map(gidOf).join("\n")],
    ["ids and gids", ([a = "", b = ""]) => `${a}\r\n${gidOf(b)}\r\n`],
    ["quoted gids", (ids) => ids.map((id) => `"${gidOf(id)}"`).join("\n")],
    [
      "a column of gids",
      (ids) => `title;admin_graphql_api_id\n${ids.map((id) => `Mug;${gidOf(id)}`).join("\n")}`,
    ],
    [
      "gids beside ids that a spreadsheet has shortened",
      (ids) => `id,admin_graphql_api_id\n${ids.map((id) => `4.37E+13,${gidOf(id)}`).join("\n")}`,
    ],
    ["a workbook", (ids) => bookOf([["title", "id"], ...ids.map((id) => ["Mug", id])])],
    ["a workbook without titles", (ids) => bookOf(ids.map((id) => [id]))],
    [
      "a workbook of gids",
      (ids) => bookOf([["admin_graphql_api_id"], ...ids.map((id) => [gidOf(id)])]),
    ],
  ])("%s", async (_, content) => {
    const sandbox = await openSandbox({ items: 5 });
    const desk = await openDesk(sandbox);
    const ids = [...sandbox.ids()].slice(0, 2);
    await desk.write("ids", await content(ids));
    for (const command of ["export", "audit"]) {
      const { code, stderr } = await desk.run([command, "--ids", "ids", "-o", `${command}.csv`]);
      expect([code, stderr]).toEqual([0, expect.not.stringContaining("Cannot")]);
    }
    expect((await desk.rows("export.csv")).map(({ id }) => id)).toEqual(ids);
  });

  test("an exported workbook", async () => {
    const desk = await openDesk(await openSandbox({ items: 3 }));
    await desk.run(["export", "-o", "items.xlsx"]);
    const { code, stderr } = await desk.run(["export", "--ids", "items.xlsx", "-o", "again.csv"]);
    expect([code, stderr]).toEqual([0, expect.stringContaining("Wrote 3 items of")]);
  });

  test.each([
    ["1\ngid://shopify/Product/7\n", 'line 2: found "gid://shopify/Product/7"; wanted an id'],
    ["id,cost\n1,2\nTotal,2\n", 'line 3: found "Total": this row names no item'],
    [
      "1\n12a\n",
      'line 2: found "12a"; wanted an id of 1 to 19 digits without a leading zero, or a gid',
    ],
  ])("and refuses what is none, with its line: %j", async (content, what) => {
    const desk = await openDesk(await openSandbox({ items: 1 }));
    await desk.write("ids.csv", content);
    const { code, stderr } = await desk.run(["export", "--ids", "ids.csv"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(what)]);
  });

  test("and names the row of a workbook", async () => {
    const desk = await openDesk(await openSandbox({ items: 1 }));
    await desk.write("ids.xlsx", await bookOf([["id"], ["1"], ["x7"]]));
    const { code, stderr } = await desk.run(["export", "--ids", "ids.xlsx"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('row 3: found "x7"; wanted an id')]);
  });
});

// What the shop does meanwhile, or makes of a PUT: edited by others, not kept, refused.
import { expect, test } from "vitest";
import { openDesk } from "../support/command.ts";
import { foreignItems } from "../support/foreign-shop.ts";
import { openForeignShop, openSandbox } from "../support/shops.ts";

test("an item that was changed in the shop since the plan is a conflict and is not overwritten", async () => {
  const sandbox = await openSandbox({ items: 3 });
  const desk = await openDesk(sandbox);
  const [first = "", second = ""] = sandbox.ids();
  await desk.write("sheet.csv", `id,cost\n${first},9\n${second},9\n`);
  await desk.run(["plan", "sheet.csv", "--allow-held"]);
  sandbox.edit(first, { cost: "3.33" });
  sandbox.edit(second, { harmonized_system_code: "111111" });
  const { code } = await desk.run(["apply", `runs/${(await desk.runs())[0]}`, "--yes"]);
  expect(code).toBe(1);
  expect(sandbox.item(first)?.cost).toBe("3.33");
  expect(sandbox.item(second)).toMatchObject({ cost: "9.00", harmonized_system_code: "111111" });
  const [result] = await desk.rows(`runs/${(await desk.runs())[0]}/results.csv`);
  expect(result?.["result_status"]).toBe("conflict");
  expect(result?.["result_message"]).toContain("cost: planned 2.10 → 9; now it is 3.33");
});

test("what others have changed since the export stays, and the sheet's own edits of the same items go in", async () => {
  const { sandbox, desk, first, second } = await exported();
  sandbox.edit(first, { cost: "3.33", country_code_of_origin: "JP" });
  sandbox.edit(second, { harmonized_system_code: "090220" });
  const yesterday = (await desk.read("items.csv")).replace("3.80", "4.00").replace(",CN,", ",IN,");
  await desk.write("items.csv", yesterday);
  const { code, stdout } = await desk.run(["import", "items.csv", "--yes"]);
  expect(stdout).toContain("3 rows: 1 updated, 1 conflict, 1 unchanged");
  expect(stdout).toContain(
    "country_code_of_origin was CN when exported, is JP in the shop and IN in the sheet",
  );
  expect(code).toBe(1);
  expect(sandbox.item(first)).toMatchObject({ cost: "3.33", country_code_of_origin: "JP" });
  expect(sandbox.item(second)).toMatchObject({ cost: "4.00", harmonized_system_code: "090220" });
});

test("without its base a sheet that is older than the shop's last change of an item does not revert it", async () => {
  const { sandbox, desk, first, second } = await exported();
  sandbox.edit(first, { cost: "3.33" });
  const yesterday = (await desk.read("items.csv")).replace("3.80", "4.00");
  await desk.write("renamed.csv", yesterday);
  const { code, stdout, stderr } = await desk.run(["import", "renamed.csv", "--yes"]);
  expect(stderr).toContain(
    "The file that the export wrote next to the sheet (renamed.base.jsonl) is missing",
  );
  expect(code).toBe(1);
  expect(stdout).toContain("3 rows: 1 updated, 1 conflict, 1 unchanged");
  expect(sandbox.item(first)?.cost).toBe("3.33");
  expect(sandbox.item(second)?.cost).toBe("4.00");
});

async function exported() {
  const sandbox = await openSandbox({ items: 3 });
  const desk = await openDesk(sandbox);
  await desk.run(["export", "-o", "items.csv"]);
  const [first = "", second = ""] = sandbox.ids();
  return { sandbox, desk, first, second };
}

test("accepted but not kept is failed, with both values", async () => {
  const sandbox = await openSandbox({ items: 3 });
  sandbox.addFault({ method: "PUT", when: "before", effect: "accept-but-ignore" });
  const desk = await openDesk(sandbox);
  const [id = ""] = sandbox.ids();
  await desk.write("sheet.csv", `id,cost\n${id},9\n`);
  expect((await desk.run(["import", "sheet.csv", "--yes", "--allow-held"])).code).toBe(1);
  const [result] = await desk.rows(`runs/${(await desk.runs())[0]}/results.csv`);
  expect(result?.["result_status"]).toBe("failed");
  expect(result?.["result_message"]).toBe("accepted but not kept: cost: sent 9; the shop has 2.10");
});

test("what Shopify refuses fails its row alone and says what, where and the request id", async () => {
  const items = foreignItems(2);
  const [first = "", second = ""] = items.map(({ id }) => id);
  const shop = await openForeignShop(items, ({ method, url }) =>
    method === "PUT" && url.includes(first)
      ? {
          status: 422,
          headers: { "x-request-id": "r-1" },
          body: { errors: { country_code_of_origin: ["is invalid"] } },
        }
      : undefined,
  );
  const desk = await openDesk(shop);
  await desk.write("sheet.csv", `id,sku,country_code_of_origin\n${first},A,XK\n${second},B,CA\n`);
  expect((await desk.run(["import", "sheet.csv", "--yes", "--allow-held"])).code).toBe(1);
  const results = await desk.rows(`runs/${(await desk.runs())[0]}/results.csv`);
  expect(results.map((row) => row["result_status"])).toEqual(["failed", "updated"]);
  expect(results[0]?.["result_message"]).toContain(
    `PUT /admin/api/2026-01/inventory_items/${first}.json answered 422: country_code_of_origin is invalid (request id r-1)`,
  );
  expect(results[0]?.["result_request_id"]).toBe("r-1");
});

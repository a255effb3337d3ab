// import and apply by a bulk operation: the same result as one by one, every row accounted for, whatever becomes of the
// operation, and nothing submitted twice.
import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { importBothWays } from "./bulk-as-single.ts";
import {
  type BulkScene,
  byBulk,
  documentOf,
  edit,
  expectCleanHosts,
  expectTruth,
  openBulkScene,
  rowsOf,
  singleUpdates,
  statuses,
  cost,
} from "./bulk-scene.ts";
import { type Desk, lastRun, openDesk } from "../support/command.ts";
import type { BulkOptions, LineFault } from "../foreign/bulk/life.ts";
import { foreignItems } from "../support/foreign-shop.ts";
import { openForeignShop } from "../support/shops.ts";

test("changes by bulk cost 21 points in two requests, and one upload, beside reading and polling, and end as one by one", async () => {
  const { bulk, oneByOne } = await importBothWays(300);
  expect(bulk).toBe(oneByOne);
});

test.each([["--yes"], []])(
  "an undo by bulk puts all back with one more file: %j",
  async (...yes) => {
    const scene = await openBulkScene(40);
    const { desk, shop } = scene;
    const { code, stderr } = await desk.run(byBulk);
    expect([code, stderr]).toEqual([0, expect.stringMatching(/To undo: .* undo \S+ .*--bulk/)]);
    const undo = await desk.run(["undo", "last", "--bulk", ...yes]);
    if (yes.length > 0) expect(undo.code).toBe(0);
    else {
      expect(undo.code).toBe(4);
      const [, again = ""] = /To apply the plan: inventory-csv (.*)/.exec(undo.stderr) ?? [];
      expect(again).toMatch(/^apply \S+ .*--bulk/);
      expect((await desk.run(again.split(" "))).code).toBe(0);
    }
    expect([...shop.items.values()].map((item) => item.cost)).toEqual(
      foreignItems(40).map((item) => item.cost),
    );
    expect([shop.bulk.uploads.size, singleUpdates(scene)]).toEqual([2, []]);
    expectCleanHosts(scene);
  },
);

test("the file of a submission is private, and the journal has its checksum before it is sent", async () => {
  const asked: Promise<string>[] = [];
  const scene: BulkScene = await openBulkScene(3, {}, (request) => {
    if (documentOf(request) === "stagedUpload") asked.push(journalOf(scene.desk));
    return undefined;
  });
  const { desk, shop } = scene;
  expect((await desk.run(byBulk)).code).toBe(0);
  const run = await lastRun(desk);
  const file = await desk.read(`${run}/submission-1.jsonl`);
  const sha256 = createHash("sha256").update(file).digest("hex");
  const entry: unknown = JSON.parse((await asked[0])?.trim().split("\n").at(-1) ?? "");
  expect(entry).toMatchObject({ submitting: "submission-1.jsonl", sha256, lines: 3 });
  const { name } = entry as { name: string };
  expect(shop.bulk.operations[0]?.query).toContain(`mutation ${name}(`);
  expect((await stat(`${desk.folder}/${run}/submission-1.jsonl`)).mode & 0o777).toBe(0o600);
  expect([...shop.bulk.uploads.values()].map(String)).toEqual([file]);
});

const journalOf = async (desk: Desk): Promise<string> =>
  desk.read(`${await lastRun(desk)}/journal.jsonl`);

test("the plan says what is different", async () => {
  const { desk } = await openBulkScene(3);
  const { stdout } = await desk.run(byBulk);
  expect(stdout).toContain(
    "changes that others make while the shop works through the file are overwritten and reported",
  );
});

test.each([
  [[...byBulk, "--max-changes", "2"], /apply runs\/\S+ --bulk --max-changes 3/],
  [["import", "sheet.csv", "--allow-held", "--bulk"], /apply runs\/\S+ --bulk --yes/],
])(
  "%j is refused as ever, and the command that applies the plan is by bulk too",
  async (args, words) => {
    const { desk, shop } = await openBulkScene(3);
    const { code, stderr } = await desk.run(args);
    expect(code).toBe(4);
    expect(stderr).toMatch(words);
    expect(shop.bulk.operations).toEqual([]);
    const again = ["apply", await lastRun(desk), "--bulk", "--yes", "--max-changes", "3"];
    expect((await desk.run(again)).code).toBe(0);
    expect(shop.bulk.operations).toHaveLength(1);
  },
);

test("a row that has moved since the plan is a conflict, and is not submitted", async () => {
  const scene = await openBulkScene(4);
  const { desk, shop, ids } = scene;
  await desk.run(["plan", "sheet.csv", "--allow-held"]);
  edit(scene, 1, { cost: "99.00" });
  edit(scene, 2, { cost: cost(2) });
  const { code } = await desk.run(["apply", await lastRun(desk), "--yes", "--bulk"]);
  expect(code).toBe(1);
  expect(await statuses(desk)).toEqual(["updated", "conflict", "updated", "updated"]);
  const [file = ""] = [...shop.bulk.uploads.values()].map(String);
  expect(
    file
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { id: string }).id),
  ).toEqual([ids[0], ids[3]].map((id) => `gid://shopify/InventoryItem/${id}`));
  await expectTruth(scene);
});

describe("whatever the end of the operation, every row is accounted for", () => {
  const shopMay = (fault: LineFault): BulkOptions => ({
    onLine: (line) => (line === 2 ? fault : undefined),
  });
  const foreign = JSON.stringify({ data: { inventoryItemUpdate: null }, __lineNumber: 99 });
  const echoOfAnother = JSON.stringify({
    data: {
      inventoryItemUpdate: {
        inventoryItem: { id: "gid://shopify/InventoryItem/1" },
        userErrors: [],
      },
    },
    __lineNumber: 2,
  });
  test.each<[string, BulkOptions, again: number, told?: RegExp]>([
    ["COMPLETED", {}, 0],
    ["COMPLETED without a result", { result: "none" }, 0],
    ["COMPLETED after no line", { lines: 0 }, 6],
    ["FAILED with a part of the result", { ending: "FAILED", lines: 3 }, 3],
    ["FAILED without a result", { ending: "FAILED", lines: 3, result: "none" }, 3],
    ["FAILED for a missing scope", { ending: "FAILED", lines: 0, errorCode: "ACCESS_DENIED" }, 6],
    ["CANCELED with a result", { ending: "CANCELED", lines: 2 }, 4],
    ["CANCELED without a result", { ending: "CANCELED", lines: 2, result: "none" }, 4],
    ["EXPIRED", { ending: "EXPIRED" }, 0],
    ["a result that has expired", { onDownload: () => "expired" }, 0, /cannot be downloaded/],
    ["half a result", { onDownload: () => "cut" }, 0, /ended early/],
    ["half a result once", { onDownload: (attempt) => (attempt === 0 ? "cut" : undefined) }, 0],
    ["a connection that breaks", { onDownload: () => "reset" }, 0, /ended early/],
    ["a host that fails", { onDownload: () => 503 }, 0, /503/],
    ["a line that is done and not reported", shopMay("unreported"), 0],
    ["a line that is neither done nor reported", shopMay("undone"), 1],
    ["a line that is reported twice", shopMay("twice"), 0, /reports 1 line more than once/],
    [
      "a line of another number",
      shopMay("misnumbered"),
      0,
      /reports 1 line that was not submitted \(8\)/,
    ],
    ["a line that fails and is not done", shopMay("error"), 1],
    ["a line that fails and is done", shopMay("error-after"), 0],
    ["a line that nobody sent", { extraLines: [foreign] }, 0, /was not submitted \(99\)/],
    ["a line without a number", { extraLines: ["{}"] }, 0, /not submitted \(no number\)/],
    ["a line that is not JSON", { extraLines: ["{"] }, 0, /not submitted \(no number\)/],
    [
      "the item of another line alone",
      { ...shopMay("unreported"), extraLines: [echoOfAnother] },
      0,
    ],
    ["the item of another line", { extraLines: [echoOfAnother] }, 0, /line more than once/],
  ])("%s", async (_, life, again, told) => {
    const scene = await openBulkScene(6, { ...life });
    const { desk, shop } = scene;
    const { code, stderr } = await desk.run(byBulk);
    expect({ code, stderr, statuses: await statuses(desk) }).toEqual({
      code: 0,
      stderr: told === undefined ? expect.anything() : expect.stringMatching(told),
      statuses: Array.from({ length: 6 }, () => "updated"),
    });
    await expectTruth(scene);
    expectCleanHosts(scene);
    // What was not done was sent once more, one by one, and nothing else.
    expect(singleUpdates(scene)).toHaveLength(again);
    expect(shop.bulk.operations).toHaveLength(1);
    const attempts = (await rowsOf(desk)).map(({ result_attempts }) => Number(result_attempts));
    expect(attempts.filter((count) => count === 2)).toHaveLength(again);
  });
});

test("values that the shop refuses are refused in the words of single updates", async () => {
  const run = async (args: readonly string[]): Promise<string[]> => {
    const shop = await openForeignShop(4);
    const desk = await openDesk(shop);
    const [a, b, c, d] = shop.items.keys();
    await desk.write(
      "sheet.csv",
      `id,sku,country_code_of_origin\n${a},X-1,\n${b},,AQ\n${c},X-3,\n${d},,DE\n`,
    );
    await desk.run(["plan", "sheet.csv", "--allow-held"]);
    shop.items.delete(c ?? "");
    const { code } = await desk.run(["apply", await lastRun(desk), "--yes", ...args]);
    expect(code).toBe(1);
    return (await rowsOf(desk)).map(
      ({ result_status, result_message = "" }) =>
        `${result_status}: ${result_message.replace(/ \(request id [^)]*\)/, "")}`,
    );
  };
  expect(await run(["--bulk"])).toEqual(await run(["--api", "graphql"]));
});

test("changes of others while the shop works are named: by the result, or by the item after the end", async () => {
  const scene: BulkScene = await openBulkScene(4, {
    onStart: () => edit(scene, 0, { cost: "50.00" }),
    onLine: (line) => {
      if (line === 1) edit(scene, 1, { cost: "60.00" });
      return line === 1 ? "undone" : undefined;
    },
    onEnd: () => edit(scene, 2, { cost: "70.00" }),
  });
  const { desk } = scene;
  const { code } = await desk.run(byBulk);
  expect(code).toBe(1);
  const rows = await rowsOf(desk);
  expect(rows.map(({ result_status }) => result_status)).toEqual([
    "updated",
    "conflict",
    "conflict",
    "updated",
  ]);
  expect(rows[1]?.["result_message"]).toContain("now it is 60.00");
  expect(rows[2]?.["result_message"]).toBe(
    "changed in the shop while it worked through the file: cost: the run set 3.77; now it is 70.00",
  );
  await expectTruth(scene);
  // An undo keeps what others have set.
  expect((await desk.run(["undo", await lastRun(desk), "--yes", "--api", "graphql"])).code).toBe(0);
  const now = [...scene.shop.items.values()].map((item) => item.cost);
  expect(now).toEqual(["25.00", "60.00", "70.00", "4.50"]);
});

test("a SKU that moved while the shop worked is a conflict in a sheet that is matched by SKU", async () => {
  const scene: BulkScene = await openBulkScene(3, {
    onStart: ({ query }) => {
      if (query.includes("mutation")) edit(scene, 1, { sku: "OTHER" });
    },
  });
  const { desk } = scene;
  await desk.write("sheet.csv", "sku,cost\nSKU-0,1.77\nSKU-1,2.77\n");
  expect((await desk.run(byBulk)).code).toBe(1);
  const [first, second] = await rowsOf(desk);
  expect(first?.["result_status"]).toBe("updated");
  expect(second).toMatchObject({
    result_status: "conflict",
    result_message: expect.stringContaining("noticed only after the change was sent"),
  });
});

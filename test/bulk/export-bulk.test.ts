// export and audit by a bulk operation: the same sheets as page by page, and never a part of one.
import { readdir } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { type Desk, openDesk } from "../support/command.ts";
import type { BulkOptions } from "../foreign/bulk/life.ts";
import { foreignItems, type ForeignShop } from "../support/foreign-shop.ts";
import { openForeignShop } from "../support/shops.ts";

const codesOf = (...countries: readonly string[]) =>
  countries.map((country_code) => ({ country_code, harmonized_system_code: "0109100022" }));

/** More than two pages, and items with several codes. */
const items = () =>
  foreignItems(510).map((item, at) =>
    at % 50 === 0
      ? { ...item, country_harmonized_system_codes: codesOf("CA", "FR", "US") }
      : at === 7
        ? { ...item, sku: '"__parentId": {"id":"gid://shopify/InventoryItem/1"}\\ ä\u2028' }
        : item,
  );

interface Scene {
  readonly shop: ForeignShop;
  readonly desk: Desk;
}

async function open(bulk: BulkOptions = {}, some = items()): Promise<Scene> {
  const shop = await openForeignShop(some, undefined, undefined, { bulk });
  return { shop, desk: await openDesk(shop) };
}

/** Nothing of an export that failed is left, also under no other name. */
const files = async ({ desk }: Scene): Promise<string[]> => readdir(desk.folder);

describe("an export by bulk is the one by pages", () => {
  const ways: Readonly<Record<string, readonly string[]>> = {
    plain: [],
    "with names": ["--context"],
    "with columns for countries": ["--countries", "all"],
    "with chosen columns": ["--columns", "id,sku,cost"],
    "with a filter": ["--missing", "cost"],
  };
  // All ways by one life, and the plain one by the others.
  test.each<[string, BulkOptions, readonly string[]]>([
    ["codes after all items", { children: "last" }, Object.keys(ways)],
    ["codes before all items", { children: "first" }, ["plain"]],
    ["many polls", { created: 5, running: 30, countsEarly: true }, ["plain"]],
  ])("%s", async (_, life, names) => {
    const scene = await open(life);
    const { desk, shop } = scene;
    for (const args of names.map((name) => ways[name] ?? [])) {
      const bulk = await desk.run(["export", "--bulk", "-o", "bulk.csv", ...args]);
      expect(bulk.stderr).toContain("of 127.0.0.1");
      expect(bulk.code).toBe(0);
      const pages = await desk.run(["export", "--api", "graphql", "-o", "pages.csv", ...args]);
      expect(pages.code).toBe(0);
      expect(await desk.read("bulk.csv")).toBe(await desk.read("pages.csv"));
      expect(rowsOf(await desk.read("bulk.base.jsonl"))).toEqual(
        rowsOf(await desk.read("pages.base.jsonl")),
      );
    }
    expect((await desk.run(["export", "--bulk"])).stdout).toBe(
      (await desk.run(["export", "--api", "graphql"])).stdout,
    );
    expect((await files(scene)).toSorted()).toEqual([
      "bulk.base.jsonl",
      "bulk.csv",
      "pages.base.jsonl",
      "pages.csv",
    ]);
    expect(shop.bulk.tokensSeen).toEqual([]);
    expect(shop.bulk.strangers).toEqual([]);
  });
});

test("a workbook by bulk is whole, with its base", async () => {
  const { desk } = await open();
  expect((await desk.run(["export", "--bulk", "-o", "items.xlsx"])).code).toBe(0);
  const planned = await desk.run(["plan", "items.xlsx"]);
  expect(planned.stdout).toContain("510 rows: 510 unchanged");
});

test("what was changed since is selected by the shop, and the answer is checked", async () => {
  const { desk, shop } = await open();
  const [, item] = [...shop.items.values()];
  if (item !== undefined) item.updated_at = "2026-11-20T12:00:00-05:00";
  const since = ["--updated-since", "2026-11-20T16:00:00Z"];
  const { code, stdout } = await desk.run(["export", "--bulk", ...since, "--columns", "id"]);
  expect([code, stdout]).toEqual([0, `id\n${item?.id}\n`]);
  expect(shop.bulk.operations[0]?.query).toContain("updated_at:>='2026-11-20T16:00:00.000Z'");
  const none = await desk.run(["export", "--bulk", "--updated-since", "2026-11-27"]);
  expect(none.code).toBe(0);
  expect(none.stdout.trim().split("\n")).toHaveLength(1);
});

test("a store without items has nothing to export", async () => {
  const { desk } = await open({}, []);
  const { code, stderr } = await desk.run(["export", "--bulk", "-o", "items.csv"]);
  expect(code).toBe(1);
  expect(stderr).toContain("The shop shows no item; nothing was written");
});

test("an audit by bulk counts what an audit by pages counts", async () => {
  const { desk } = await open({}, foreignItems(300));
  const bulk = await desk.run(["audit", "--bulk", "-o", "bulk.csv", "--csv"]);
  const pages = await desk.run(["audit", "--api", "graphql", "-o", "pages.csv", "--csv"]);
  expect([bulk.code, bulk.stdout]).toEqual([0, pages.stdout]);
  expect(await desk.read("bulk.csv")).toBe(await desk.read("pages.csv"));
});

test.each([
  ["export", "--api rest", "Cannot use --bulk with --api rest"],
  ["audit", "--api rest", "Cannot use --bulk with --api rest"],
  ["export", "--ids ids.txt", "cannot be used with option '--ids"],
  ["export", "--source products", "cannot be used with option '--source"],
])("%s --bulk %s is refused", async (command, others, words) => {
  const { desk, shop } = await open({}, foreignItems(2));
  const { code, stderr } = await desk.run([command, "--bulk", ...others.split(" ")]);
  expect(code).toBe(2);
  expect(stderr).toContain(words);
  expect(shop.requests).toEqual([]);
});

test("a query that the shop does not accept is replaced by pages, with the reason", async () => {
  const { desk } = await open({ refusesNonNodes: true });
  const { code, stderr } = await desk.run(["export", "--bulk", "-o", "bulk.csv"]);
  expect(code).toBe(0);
  expect(stderr).toContain("connections whose nodes implement the Node interface");
  expect(stderr).toContain("The items are read page by page instead");
  await desk.run(["export", "--api", "graphql", "-o", "pages.csv"]);
  expect(await desk.read("bulk.csv")).toBe(await desk.read("pages.csv"));
});

const line = (id: string): string => JSON.stringify({ id: `gid://shopify/InventoryItem/${id}` });
const code = (parent: string, fields: object): string =>
  JSON.stringify({ ...fields, __parentId: `gid://shopify/InventoryItem/${parent}` });
const first = "44000000000001";

test.each<[string, BulkOptions, string]>([
  ["FAILED", { ending: "FAILED", result: "none", lines: 9 }, "failed after 9 objects (INTERNAL"],
  ["FAILED with a part", { ending: "FAILED", lines: 9 }, "a part of its result is not used"],
  ["a missing scope", { ending: "FAILED", errorCode: "ACCESS_DENIED" }, "give the app the missing"],
  ["CANCELED with a result", { ending: "CANCELED", lines: 9 }, "was canceled after 9 objects"],
  ["CANCELED", { ending: "CANCELED", result: "none" }, "was canceled after "],
  ["EXPIRED", { ending: "EXPIRED" }, "has expired before its result was downloaded"],
  ["COMPLETED without a result", { result: "none" }, "and has no result"],
  ["half a result", { onDownload: () => "cut" }, "ended early: its last line is not complete"],
  ["a connection that breaks", { onDownload: () => "reset" }, "ended early"],
  [
    "an address that has expired",
    { onDownload: () => "expired" },
    "cannot be downloaded: the host",
  ],
  ["a host that fails", { onDownload: () => 503 }, "the host answered 503"],
  ["a line that is not JSON", { extraLines: ["{"] }, "unexpected content: a line that is not JSON"],
  ["a line that is no item", { extraLines: ["7"] }, "a line that is no object"],
  [
    "a line of something else",
    { extraLines: ['{"id":"gid://shopify/Product/1"}'] },
    "about no item",
  ],
  ["an item twice", { extraLines: [line(first)] }, `item ${first} twice`],
  ["an item without values", { extraLines: [line("1")] }, "an item without sku"],
  ["a code of no item", { extraLines: [code("1", {})] }, "a country code of item 1, which is not"],
  ["a code that is none", { extraLines: [code(first, { countryCode: 7 })] }, "country_harmonized"],
  ["an operation that never ends", { running: Infinity }, "has shown no progress for 2 min"],
])("an export by bulk writes no file after %s", async (_, life, words) => {
  const scene = await open(life, foreignItems(12));
  const { desk, shop } = scene;
  const exporting = ["export", "--bulk", "-o", "items.csv", "--give-up-after", "2m"];
  const { code: exit, stderr } = await desk.run(exporting);
  expect(stderr).toContain(words);
  expect(exit).toBe(3);
  expect(await files(scene)).toEqual([]);
  expect(shop.bulk.tokensSeen).toEqual([]);
});

test.each<
  [string, Parameters<NonNullable<BulkOptions["onDownload"]>>[0][], "cut" | "expired" | 500]
>([
  ["a download that ends early", [0], "cut"],
  ["an address that has expired", [0], "expired"],
  ["a host that fails twice", [0, 1], 500],
])("%s is no failure if the next one works", async (_, attempts, fault) => {
  const { desk } = await open({
    onDownload: (attempt) => (attempts.includes(attempt) ? fault : undefined),
  });
  expect((await desk.run(["export", "--bulk", "-o", "bulk.csv"])).code).toBe(0);
  await desk.run(["export", "--api", "graphql", "-o", "pages.csv"]);
  expect(await desk.read("bulk.csv")).toBe(await desk.read("pages.csv"));
});

test("an operation that nobody waits for any more is canceled", async () => {
  const scene = await open({ running: Infinity, onStart: () => command.send("SIGINT") });
  const { desk, shop } = scene;
  const command = desk.start(["export", "--bulk", "-o", "items.csv"]);
  const { code: exit, stderr } = await command.ended;
  expect(exit).toBe(130);
  expect(stderr).toMatch(/Canceled the bulk operation \d+/);
  expect(shop.bulk.operations.map(({ status }) => status)).toEqual(["CANCELING"]);
  expect(await files(scene)).toEqual([]);
});

test("a start whose answer is lost is found, and not started again", async () => {
  let lost = 0;
  const shop = await openForeignShop(items(), ({ body }) =>
    JSON.stringify(body).includes("mutation bulkQuery") && (lost += 1) === 1
      ? "reset-after"
      : undefined,
  );
  const desk = await openDesk(shop);
  expect((await desk.run(["export", "--bulk", "-o", "items.csv"])).code).toBe(0);
  expect(lost).toBe(1);
  expect(shop.bulk.operations).toHaveLength(1);
});

test("other operations of the app are waited for", async () => {
  const { desk, shop } = await open({
    lifeOf: (_, number) => (number < 5 ? { running: 40 } : undefined),
  });
  const running = Array.from({ length: 6 }, (_, at) =>
    desk.run(["export", "--bulk", "-o", `${at}.csv`]),
  );
  const ended = await Promise.all(running);
  expect(ended.map(({ code: exit }) => exit)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(ended.filter(({ stderr }) => stderr.includes("waiting for a free place"))).toHaveLength(1);
  expect(shop.bulk.operations).toHaveLength(6);
});

/** The rows of a base without its time and its checksum. The codes of an item have no order. */
const rowsOf = (base: string): unknown[] =>
  base
    .trim()
    .split("\n")
    .slice(1, -1)
    .map((row) =>
      JSON.parse(row, (_, value: unknown) =>
        Array.isArray(value) && value.every((each) => typeof each === "object" && each !== null)
          ? value.map((each) => JSON.stringify(each)).toSorted()
          : value,
      ),
    );

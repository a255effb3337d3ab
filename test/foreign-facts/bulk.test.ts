// The foreign shop's bulk operations against the recorded facts: how they live, what they leave and how they end.
import { expect, test } from "vitest";
import { carried, poll, runMutation, runQuery, type Shown } from "../foreign/bulk/asking.ts";
import type { BulkOptions, Ending, LineFault } from "../foreign/bulk/life.ts";
import { gid, idAt } from "../foreign/gids.ts";
import type { ForeignItem, ForeignShop } from "../support/foreign-shop.ts";
import { openForeignShop } from "../support/shops.ts";

type Line = { __lineNumber: number; data?: unknown; errors?: { message: string }[] };

const open = (count: number, bulk: BulkOptions = {}) =>
  openForeignShop(count, undefined, undefined, { bulk });
const linesOf = (costs: readonly unknown[]) =>
  costs.map((cost, at) => JSON.stringify({ id: gid(at), input: { cost } })).join("\n");
async function end(shop: ForeignShop, operation: { id: string }): Promise<Shown> {
  shop.bulk.advance(50);
  return poll(shop, operation);
}
const parsed = <Row>(text: string): Row[] =>
  text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);
const resultOf = async <Row>({ url, partialDataUrl }: Shown): Promise<Row[]> => {
  const place = url ?? partialDataUrl;
  return place ? parsed<Row>(await (await fetch(place)).text()) : [];
};
const costAt = (shop: ForeignShop, at: number) => shop.items.get(idAt(at))?.cost;
const numberOf = (line: Line) => line["__lineNumber"];
const numbers = (lines: readonly Line[]) => lines.map(numberOf).toSorted((a, b) => a - b);

test("a mutation of five lines: uploaded, started, polled, and its result downloaded", async () => {
  const shop = await open(5);
  const text = linesOf(["1.10", "-1", "3.30", "4.40", "x"]).replace(gid(3), gid(99));
  const started = await runMutation(shop, `${text}\n`);
  expect(started).toMatchObject({
    status: "CREATED",
    type: "MUTATION",
    objectCount: "0",
    rootObjectCount: "0",
    url: null,
    fileSize: null,
    query: carried.update,
  });
  const seen = [await poll(shop, started), await poll(shop, started), await poll(shop, started)];
  expect(seen.map(({ status, objectCount, url }) => [status, objectCount, url])).toEqual([
    ["CREATED", "0", null],
    ["RUNNING", "0", null],
    ["COMPLETED", "5", expect.stringContaining("Expires=")],
  ]);
  const { url = "", fileSize } = seen[2] as Shown;
  const answer = await fetch(url ?? "");
  expect(answer.headers.get("content-type")).toBe("application/jsonl");
  const raw = await answer.text();
  expect(fileSize).toBe(String(raw.length));
  expect(raw).toContain(String.raw`"gid:\/\/shopify\/InventoryItem\/`);
  const lines = parsed<Line>(raw);
  expect(lines.map(numberOf)).not.toEqual([0, 1, 2, 3, 4]);
  const [done, refused, , unknown, wrong] = lines.toSorted((a, b) => numberOf(a) - numberOf(b));
  expect(done).toEqual({
    data: {
      inventoryItemUpdate: {
        inventoryItem: {
          id: gid(0),
          unitCost: { amount: "1.10" },
          countryHarmonizedSystemCodes: { edges: [] },
        },
        userErrors: [],
      },
    },
    __lineNumber: 0,
  });
  const low = "Cost must be greater than or equal to 0";
  expect(refused).toMatchObject({
    data: { inventoryItemUpdate: { inventoryItem: null, userErrors: [{ message: low }] } },
  });
  expect(unknown).toMatchObject({
    data: { inventoryItemUpdate: { userErrors: [{ field: ["id"] }] } },
  });
  expect(wrong).toMatchObject({ errors: [{ extensions: { code: "INVALID_VARIABLE" } }] });
  expect(wrong).not.toHaveProperty("data");
  expect([costAt(shop, 0), costAt(shop, 2), costAt(shop, 3)]).toEqual(["1.10", "3.30", "4.50"]);
  expect(shop.bulk.operations).toMatchObject([{ status: "COMPLETED", done: [4, 3, 2, 1, 0] }]);
  expect([...shop.bulk.tokensSeen, ...shop.bulk.strangers]).toEqual([]);
});

const all = [0, 1, 2, 3];
test.each<[life: BulkOptions, shown: Partial<Shown>, done: number[], reported: number[]]>([
  [{}, { status: "COMPLETED", partialDataUrl: null, errorCode: null }, all, all],
  [{ ending: "FAILED" }, { url: null, errorCode: "INTERNAL_SERVER_ERROR" }, all, all],
  [{ ending: "FAILED", lines: 2, errorCode: "TIMEOUT" }, { errorCode: "TIMEOUT" }, [2, 3], [2, 3]],
  [{ ending: "FAILED", lines: 2, result: "none" }, { url: null, partialDataUrl: null }, [2, 3], []],
  [{ ending: "CANCELED", lines: 1 }, { partialDataUrl: null, completedAt: null }, [3], [3]],
  [{ ending: "CANCELED", lines: 1, result: "none" }, { url: null, fileSize: null }, [3], []],
  [{ ending: "EXPIRED" }, { url: null, partialDataUrl: null }, all, []],
  [{ lines: 0 }, { status: "COMPLETED", url: null, objectCount: "0" }, [], []],
  [{ running: Infinity }, { status: "RUNNING", url: null, objectCount: "0" }, all, []],
  [{ running: Infinity, lines: 1, countsEarly: true }, { objectCount: "1" }, [3], []],
])("with the life %j it ends as %j, and the lines %j are done", async (life, shown, done, seen) => {
  const shop = await open(4, life);
  const started = await runMutation(shop, linesOf(["1.00", "2.00", "3.00", "4.00"]));
  const ended = await end(shop, started);
  const status: Ending | "RUNNING" = life.ending ?? (life.running ? "RUNNING" : "COMPLETED");
  expect(ended).toMatchObject({ status, ...shown });
  const changed = all.filter((at) => costAt(shop, at) === `${at + 1}.00`);
  expect(changed).toEqual(done);
  expect(numbers(await resultOf<Line>(ended))).toEqual(seen);
});

test.each<[fault: LineFault, isDone: boolean, reported: number[]]>([
  ["unreported", true, [0, 2]],
  ["undone", false, [0, 2]],
  ["twice", true, [0, 1, 1, 2]],
  ["misnumbered", true, [0, 2, 4]],
  ["error", false, [0, 1, 2]],
  ["error-after", true, [0, 1, 2]],
])("a line may be %s: done is %j", async (fault, isDone, reported) => {
  const shop = await open(3, { onLine: (line) => (line === 1 ? fault : undefined) });
  const ended = await end(shop, await runMutation(shop, linesOf(["7.00", "8.00", "9.00"])));
  expect(costAt(shop, 1)).toBe(isDone ? "8.00" : "0.00");
  expect(shop.bulk.operations[0]?.done.includes(1)).toBe(isDone);
  const lines = await resultOf<Line>(ended);
  expect(numbers(lines)).toEqual(reported);
  const failed = lines.filter(({ errors }) => errors).map(numberOf);
  expect(failed).toEqual(fault.startsWith("error") ? [1] : []);
});

test("another person edits just before, between and after the lines", async () => {
  const seen: (string | null | undefined)[] = [];
  const shop: ForeignShop = await open(3, {
    onStart: () => edit(0, "50.00"),
    onLine: (line) => void (line === 1 && seen.push(costAt(shop, 0), costAt(shop, 2))),
    onEnd: () => edit(2, "60.00"),
  });
  const edit = (at: number, cost: string) =>
    void shop.items.set(idAt(at), { ...(shop.items.get(idAt(at)) as ForeignItem), cost });
  await end(shop, await runMutation(shop, linesOf(["1.00", "2.00", "3.00"])));
  expect(seen).toEqual(["50.00", "3.00"]);
  expect([0, 1, 2].map((at) => costAt(shop, at))).toEqual(["1.00", "2.00", "60.00"]);
});

test("each operation may have a life of its own, and each download an end of its own", async () => {
  const faults = ["expired", "cut", "reset", 503] as const;
  const lives = [{ ending: "FAILED" }, { onDownload: (attempt: number) => faults[attempt] }];
  const shop = await open(2, { lifeOf: (_, number) => lives[number] as BulkOptions });
  const first = await runMutation(shop, linesOf(["1.00", "2.00"]));
  const second = await runMutation(shop, linesOf(["1.00", "2.00"]));
  expect((await end(shop, first)).status).toBe("FAILED");
  const { url = "", fileSize } = await poll(shop, second);
  const expired = await fetch(url ?? "");
  expect(expired.status).toBe(403);
  expect(await expired.text()).toMatch(/^<\?xml .*<Error><Code>ExpiredToken<\/Code>/);
  const cut = await (await fetch(url ?? "")).text();
  expect(cut.length).toBeLessThan(Number(fileSize));
  expect(cut).not.toMatch(/\n$/);
  await expect(fetch(url ?? "").then((answer) => answer.text())).rejects.toThrow("terminated");
  expect((await fetch(url ?? "")).status).toBe(503);
  expect((await (await fetch(url ?? "")).text()).length).toBe(Number(fileSize));
});

test("a query: one line an item, its codes far from it, or behind it when grouped", async () => {
  const shop = await open(6);
  const plain = await runQuery(shop, carried.items);
  const ended = await end(shop, plain);
  expect(ended).toMatchObject({ objectCount: "8", rootObjectCount: "6" });
  const lines = await resultOf<Record<string, unknown>>(ended);
  expect(lines[0]).toEqual({
    __typename: "InventoryItem",
    id: gid(0),
    sku: "SKU-0",
    unitCost: { amount: "25.00" },
    tracked: true,
    variant: { title: "Default Title", product: { title: "Thing 0" } },
  });
  const code = { __typename: "CountryHarmonizedSystemCode", countryCode: "CA" };
  const child = (at: number) => ({
    ...code,
    harmonizedSystemCode: "6109100022",
    __parentId: gid(at),
  });
  expect(lines.slice(6)).toEqual([child(5), child(2)]);
  expect(Object.keys(lines[7] ?? {}).at(-1)).toBe("__parentId");
  const grouped = await runQuery(shop, carried.items, true);
  const rows = await resultOf(await end(shop, grouped));
  expect(rows.slice(3, 4)).toEqual([child(2)]);
});

test("a query has a filter and more items than a page; without items it has no result", async () => {
  const shop = await open(260);
  const ids = (query: string) =>
    `{ inventoryItems(query: "${query}", first: 3) { edges { node { id } } } }`;
  const some = await runQuery(shop, ids(`id:>${idAt(4)}`));
  const found = await resultOf<{ id: string }>(await end(shop, some));
  expect(found).toHaveLength(255);
  expect(found.at(-1)).toEqual({ id: gid(259) });
  const none = await runQuery(shop, ids("id:1"));
  expect(await end(shop, none)).toMatchObject({
    status: "COMPLETED",
    url: null,
    objectCount: "0",
  });
});

test("items that a token may not see fail the operation", async () => {
  const shop = await openForeignShop(2, undefined, undefined, { scopes: ["read_inventory"] });
  const started = await runQuery(shop, carried.items);
  expect(await end(shop, started)).toMatchObject({
    status: "FAILED",
    errorCode: "ACCESS_DENIED",
  });
  const ended = await end(shop, await runMutation(shop, linesOf(["1.00"])));
  expect(await resultOf<Line>(ended)).toMatchObject([
    { data: { inventoryItemUpdate: null }, errors: [{ extensions: { code: "ACCESS_DENIED" } }] },
  ]);
});

test("a result may be in the order of the work, have strange lines, or children before parents", async () => {
  const shop = await open(3, { order: "as done", children: "first", extraLines: ['{"odd":1}'] });
  const ended = await end(shop, await runMutation(shop, linesOf(["1.00", "2.00", "3.00"])));
  const lines = await resultOf<Line>(ended);
  expect(lines.slice(0, 3).map(numberOf)).toEqual([2, 1, 0]);
  expect(lines.at(3)).toEqual({ odd: 1 });
  expect(ended.objectCount).toBe("3");
  const rows = await resultOf(await end(shop, await runQuery(shop, carried.items)));
  expect(rows).toMatchObject([{ __parentId: gid(2) }, { id: gid(0) }, {}, {}, { odd: 1 }]);
});

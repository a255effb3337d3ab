import { expect, test } from "vitest";
import type { Sandbox } from "../../src/sandbox/sandbox.ts";
import { graphql, rootOf } from "./caller.ts";
import { idsOf, open } from "../sandbox/caller.ts";

async function shop(): Promise<Sandbox> {
  const at = (time: string): { created_at: string; updated_at: string } => ({
    created_at: "2026-02-01T00:00:00-05:00",
    updated_at: time,
  });
  return open({
    items: 0,
    extraItems: [
      { id: "10", sku: "A-1", ...at("2026-03-01T00:00:00-05:00"), tracked: true },
      { id: "20", sku: "a-1", ...at("2026-03-02T12:00:00-05:00"), tracked: false },
      { id: "30", sku: "A-1-B", ...at("2026-03-03T00:00:00-05:00") },
      { id: "40", sku: "1 A", ...at("2026-03-04T00:00:00-05:00") },
      { id: "50", sku: null, ...at("2026-03-05T00:00:00-05:00") },
    ],
  });
}

async function search(
  sandbox: Sandbox,
  query: string,
  window = "first: 10",
): Promise<{ ids: string; warnings: unknown; parsed: unknown }> {
  const body = await graphql(
    sandbox,
    `query S($query: String) { inventoryItems(${window}, query: $query) { nodes { legacyResourceId } } }`,
    { query },
  );
  const { nodes } = rootOf(body, "inventoryItems") as { nodes: { legacyResourceId: string }[] };
  const [note] = (body.extensions?.search ?? []) as { warnings: unknown; parsed: unknown }[];
  return {
    ids: nodes.map(({ legacyResourceId }) => legacyResourceId).join(" "),
    warnings: note?.warnings,
    parsed: note?.parsed,
  };
}

test.each([
  ["", "10 20 30 40 50"],
  ["id:20", "20"],
  ["id:>20", "30 40 50"],
  ["id:>=20", "20 30 40 50"],
  ["id:<20", "10"],
  ["id:>=20 id:<=40", "20 30 40"],
  ["id:>15 AND id:<35", "20 30"],
  ["id:10 OR id:30", "10 30"],
  ["NOT id:10 -id:20", "30 40 50"],
  ["(id:10 OR id:20) tracked_:x sku:'A-1'", "10 20"],
  ["sku:'A-1'", "10 20 30"],
  ['sku:"a-1-b"', "30"],
  ["sku:A-1", "10 20 30 40"],
  ["sku:B*", "30"],
  ["sku:C", ""],
  ["updated_at:>='2026-03-03T00:00:00-05:00'", "30 40 50"],
  ["updated_at:>'2026-03-03T05:00:00Z'", "40 50"],
  ["updated_at:<'2026-03-02T17:00:00Z'", "10"],
  ["updated_at:2026-03-02", "20"],
  ["updated_at:>=2026-03-04", "40 50"],
  ["created_at:>='2026-02-01T00:00:01-05:00'", ""],
  ["created_at:<='2026-02-01T00:00:00-05:00' id:50", "50"],
])("%j finds %j", async (query, ids) => {
  const found = await search(await shop(), query);
  expect(found.ids).toBe(ids);
});

test("a field that items are not searched by is ignored, with a warning and a wider result", async () => {
  const sandbox = await shop();
  expect(await search(sandbox, "tracked:false sku:'A-1'")).toEqual({
    ids: "10 20 30",
    parsed: {
      and: [
        { field: "tracked", match_all: "false" },
        { field: "sku", match_phrase: "A-1" },
      ],
    },
    warnings: [
      { field: "tracked", message: "Invalid search field for this query.", code: "invalid_field" },
    ],
  });
  expect((await search(sandbox, "sku:'A-1'")).warnings).toBeUndefined();
});

test("a time without quotes is cut at its first colon and becomes midnight in the shop", async () => {
  const sandbox = await shop();
  expect(await search(sandbox, "updated_at:<2026-03-01T17:00:00Z sku:'A-1'")).toEqual({
    ids: "10",
    parsed: {
      and: [
        { field: "updated_at", range_lte: "2026-03-01T00:00:00-05:00" },
        { field: "00", match_all: "00Z" },
        { field: "sku", match_phrase: "A-1" },
      ],
    },
    warnings: [
      { field: "00", message: "Invalid search field for this query.", code: "invalid_field" },
    ],
  });
  expect((await search(sandbox, "updated_at:>=2026-03-02T20:00:00Z")).ids).toBe("20 30 40 50");
});

test.each(["id:x", "updated_at:soon"])("%s is ignored with a warning", async (query) => {
  const { ids, warnings } = await search(await shop(), query);
  expect(ids).toBe("10 20 30 40 50");
  expect(warnings).toHaveLength(1);
});

test.each([
  ["first: 2", "10 20", true, false],
  ["last: 2", "40 50", false, true],
  ["first: 2, reverse: true", "50 40", true, false],
  ["last: 2, reverse: true", "20 10", false, true],
])("%s is a window of the whole", async (window, ids, hasNextPage, hasPreviousPage) => {
  const sandbox = await shop();
  const read = async (
    more = "",
  ): Promise<{
    nodes: { legacyResourceId: string }[];
    pageInfo: { startCursor: string; endCursor: string };
  }> => {
    const body = await graphql(
      sandbox,
      `{ inventoryItems(${window}${more}) { nodes { legacyResourceId } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
    );
    return rootOf(body, "inventoryItems") as Awaited<ReturnType<typeof read>>;
  };
  const whole = (await search(sandbox, "", window.replace("2", "9"))).ids;
  const page = await read();
  expect(page).toMatchObject({ pageInfo: { hasNextPage, hasPreviousPage } });
  const shown = page.nodes.map(({ legacyResourceId }) => legacyResourceId);
  expect(shown.join(" ")).toBe(ids);
  const isFirst = window.startsWith("first");
  const seen = [...shown];
  for (let cursor = page.pageInfo; seen.length < 5;) {
    const next = await read(
      isFirst ? `, after: "${cursor.endCursor}"` : `, before: "${cursor.startCursor}"`,
    );
    const more = next.nodes.map(({ legacyResourceId }) => legacyResourceId);
    if (isFirst) seen.push(...more);
    else seen.unshift(...more);
    cursor = next.pageInfo;
  }
  expect(seen.join(" ")).toBe(whole);
});

test("a cursor is the id in base64, exact above 2^53 too", async () => {
  const sandbox = await open({ items: 0, extraItems: [{ id: "9007199254740993" }] });
  const body = await graphql(sandbox, "{ inventoryItems(first: 1) { edges { cursor } } }");
  const { edges } = rootOf(body, "inventoryItems") as { edges: { cursor: string }[] };
  expect(Buffer.from(edges[0]?.cursor ?? "", "base64").toString()).toBe(
    '{"last_id":9007199254740993,"last_value":"9007199254740993"}',
  );
});

test("pages by the last id have every item of a store with gaps once", async () => {
  const sandbox = await open({ items: 100, extraItems: [{ id: "7" }, { id: "44871419625636" }] });
  const expected = idsOf(sandbox);
  for (const id of [expected[3], expected[50]]) sandbox.remove(id ?? "");
  const seen: string[] = [];
  for (let last = "0"; ; last = seen.at(-1) ?? "") {
    const { ids } = await search(sandbox, `id:>${last}`, "first: 9");
    if (ids === "") break;
    seen.push(...ids.split(" "));
  }
  expect(seen).toEqual(idsOf(sandbox));
  expect(seen).toHaveLength(100);
});

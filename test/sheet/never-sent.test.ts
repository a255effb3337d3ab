// Edits in columns that are never sent are counted and named, and a base that a sheet may have come from is proposed.
import { copyFile, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Item } from "../../src/item/fields.ts";
import type { Decision } from "../../src/plan/decision.ts";
import { neverSentColumns, withNeverSent } from "../../src/plan/decide/never-sent.ts";
import { readRow } from "../../src/sheet/row.ts";
import { readHeader } from "../../src/sheet/titles/header.ts";
import { bareItem } from "../support/bare-item.ts";
import { type Desk, openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";

const live: Item = {
  ...bareItem,
  id: "1",
  sku: "A",
  created_at: "2026-01-09T17:04:11-05:00",
  updated_at: "2026-02-01T00:00:00-05:00",
  admin_graphql_api_id: "gid://shopify/InventoryItem/1",
};
const titles = ["id", "product_title", "created_at", "updated_at", "admin_graphql_api_id"];
const context = { product_title: "Tea 1-2" };

function editedIn(cells: readonly string[], hasBase: boolean): readonly string[] {
  const header = readHeader(titles, (what) => expect(what).toBe(""));
  const row = readRow({ line: 2, cells: ["1", ...cells] }, header);
  const decision: Decision = { line: 2, id: "1", decision: "unchanged" };
  const base = hasBase ? { ...live, context } : undefined;
  return withNeverSent(decision, neverSentColumns(header), row, live, base).never_sent ?? [];
}

const created = String(live.created_at);
const updated = String(live.updated_at);
const gid = String(live.admin_graphql_api_id);

describe("a column that is never sent", () => {
  test.each([
    ["untouched", ["Tea 1-2", created, updated, gid], []],
    ["empty", ["", "", "", ""], []],
    ["with another title", ["Coffee", created, updated, gid], ["product_title"]],
    ["with another day", ["Tea 1-2", "2026-01-10T17:04:11-05:00", updated, gid], ["created_at"]],
    ["with words for a time", ["Tea 1-2", "soon", "later", gid], ["created_at", "updated_at"]],
    ["with another gid", ["Tea 1-2", created, updated, "none"], ["admin_graphql_api_id"]],
    ["of another export", ["Tea 1-2", created, "2026-03-01T00:00:00-05:00", gid], []],
    ["with blanks added", [" Tea  1-2", created, updated, gid], []],
  ])("%s names what was edited", (_, cells, wanted) => {
    expect(editedIn(cells, true)).toEqual(wanted);
    // The shop has no titles in an item, and another time there is no edit here.
    const known = wanted.filter((title) => title !== "product_title" && title !== "updated_at");
    expect(editedIn(cells, false)).toEqual(known);
  });

  test.each([
    "2026-01-09 17:04:11-05:00",
    "2026-01-09T22:04:11Z",
    "1/9/2026 5:04:11 PM",
    "09.01.2026 17:04",
    "9-Jan-26",
    "09/01/26",
    "46031.71124",
  ])("has no edit in a time that was rewritten as %s", (time) => {
    expect(editedIn(["Tea 1-2", time, time, gid], true)).toEqual([]);
  });
});

async function exported(...flags: string[]): Promise<Desk> {
  const desk = await openDesk(await openSandbox({ items: 3 }));
  expect((await desk.run(["export", "-o", "items.csv", ...flags])).code).toBe(0);
  return desk;
}

test("such edits are told of, also where nothing else was edited", async () => {
  const desk = await exported("--context");
  const [title = ""] = (await desk.rows("items.csv")).map((row) => row["product_title"]);
  const sheet = await desk.read("items.csv");
  await desk.write("items.csv", sheet.replaceAll(title, "Better").replace(/20\d\d-/, "1999-"));
  const { code, stdout } = await desk.run(["import", "items.csv", "--yes"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^\d cells edited in columns that are never sent \(product_title \d, created_at 1\)$/m,
  );
  expect(stdout).toContain("3 unchanged");
});

test("a base in the folder that fits by shop, ids and times is proposed, and not used", async () => {
  const desk = await exported();
  await rename(join(desk.folder, "items.csv"), join(desk.folder, "mine.csv"));
  const other = await exported();
  await copyFile(join(other.folder, "items.base.jsonl"), join(desk.folder, "other.base.jsonl"));
  const { stderr } = await desk.run(["plan", "mine.csv"]);
  expect(stderr).toMatch(
    /^If this sheet came from the export of 20\S+ \S+ UTC: --base items\.base\.jsonl$/m,
  );
  expect(stderr).not.toContain("Merged by");
  await rm(join(desk.folder, "items.base.jsonl"));
  await mkdir(join(desk.folder, "folder.base.jsonl"));
  await desk.write("broken.base.jsonl", "{");
  expect((await desk.run(["plan", "mine.csv"])).stderr).not.toContain("If this sheet came from");
});

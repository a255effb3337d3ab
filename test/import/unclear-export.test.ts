// Sheets of which nothing shows which export they came from, and columns that a new title has hidden: people are told.
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Desk, openDesk } from "../support/command.ts";
import { openSandbox } from "../support/shops.ts";

async function exported(...flags: readonly string[]): Promise<Desk> {
  const desk = await openDesk(await openSandbox({ items: 6 }));
  expect((await desk.run(["export", "-o", "items.csv", ...flags])).code).toBe(0);
  return desk;
}
const moveTo = (desk: Desk, name: string): Promise<void> =>
  rename(join(desk.folder, "items.csv"), join(desk.folder, name));

const undated = "Nothing in this sheet shows when it was exported";

test("an export without times that lost its base says so, and names the likely one", async () => {
  const desk = await exported("--columns", "id,sku,cost");
  expect((await desk.run(["plan", "items.csv"])).stderr).not.toContain(undated);
  await moveTo(desk, "copy.csv");
  for (const flags of [[], ["--quiet"]]) {
    const { stderr } = await desk.run(["plan", "copy.csv", ...flags]);
    expect(stderr).toContain(undated);
    if (flags.length === 0) expect(stderr).toContain("--base items.base.jsonl");
  }
  const known = await desk.run(["plan", "copy.csv", "--base", "items.base.jsonl"]);
  expect(known.stderr).not.toContain(undated);
});

test.each([
  ["with other columns than the export", "id,cost", 6],
  ["with a column of its own", "id,sku,cost,note", 6],
  ["by SKU", "sku,cost", 6],
])("a list %s is no such export", async (_title, header) => {
  const desk = await exported("--columns", "id,sku,cost");
  const rows = await desk.rows("items.csv");
  const titles = header.split(",");
  const lines = rows.map((row) => titles.map((title) => row[title] ?? "").join(","));
  await desk.write("list.csv", `${[header, ...lines].join("\n")}\n`);
  expect((await desk.run(["plan", "list.csv"])).stderr).not.toContain(undated);
});

test("a title that was changed hides a column of the export, and that is told, also with --quiet", async () => {
  const desk = await exported();
  const text = await desk.read("items.csv");
  const said =
    /1 column of the export is missing here \(cost\), and Cost price is left out: edits there/;
  await desk.write("items.csv", text.replace(",cost,", ",Cost price,"));
  for (const flags of [[], ["--quiet"]])
    expect((await desk.run(["plan", "items.csv", ...flags])).stderr).toMatch(said);
  await desk.write("items.csv", text);
  expect((await desk.run(["plan", "items.csv"])).stderr).not.toContain("missing here");
});

// A part of a run is undone: some rows, or some columns. A later undo puts back the rest.
import { expect, test } from "vitest";
import { type ChoiceScene, openChoiceScene, ways } from "./choice-scene.ts";

const all = [2, 3, 4, 5, 6, 10];

const newest = async ({ desk }: ChoiceScene): Promise<string> =>
  `runs/${(await desk.runs()).at(-1)}`;

test.each(ways.slice(0, 2))("by %s: rows, all but some rows, and then the rest", async (_, way) => {
  const scene = await openChoiceScene(way);
  const { desk, run, apply, changed } = scene;
  await apply("--yes");
  expect(changed()).toEqual(all);
  const undo = (...args: string[]) => desk.run(["undo", run, "--yes", ...way, ...args]);
  expect((await undo("--rows", "3-4,10")).code).toBe(0);
  expect(changed()).toEqual([2, 5, 6]);
  const heading = (await desk.read(`${await newest(scene)}/plan.jsonl`)).split("\n")[0] ?? "";
  expect(JSON.parse(heading)).toMatchObject({ undoes: run, undoes_part: true, rows: 3 });
  expect((await undo("--except", "2")).code).toBe(0);
  expect(changed()).toEqual([2]);
  const rest = await undo();
  expect([rest.code, changed()]).toEqual([0, []]);
  expect(JSON.stringify(await desk.rows(`${await newest(scene)}/results.csv`))).toContain(
    "unchanged",
  );
});

test("columns alone, and a stored undo of a part needs no limits", async () => {
  const scene = await openChoiceScene();
  const { desk, shop, idIn } = scene;
  const ids = [2, 3, 4].map(idIn);
  await desk.write(
    "sheet.csv",
    `id,cost,sku\n${ids.map((id, at) => `${id},12.00,NEW-${at}\n`).join("")}`,
  );
  await desk.run(["import", "sheet.csv", "--yes"]);
  const run = await newest(scene);
  expect((await desk.run(["undo", run, "--only", "cost", "--except", "3"])).code).toBe(4);
  const undo = await newest(scene);
  const applied = await desk.run(["apply", undo, "--yes"]);
  expect(applied.code).toBe(0);
  const now = (): unknown[] => ids.map((id) => [shop.items.get(id)?.cost, shop.items.get(id)?.sku]);
  expect(now()).toEqual([
    ["10.00", "NEW-0"],
    ["12.00", "NEW-1"],
    ["10.00", "NEW-2"],
  ]);
  // The undo of the part is a run, and can be undone in part too.
  expect((await desk.run(["undo", undo, "--yes", "--rows", "3"])).code).toBe(0);
  expect(now()).toEqual([
    ["10.00", "NEW-0"],
    ["12.00", "NEW-1"],
    ["12.00", "NEW-2"],
  ]);
  await desk.run(["undo", run, "--yes"]);
  expect(now()).toEqual([
    ["10.00", "SKU-0"],
    ["10.00", "SKU-1"],
    ["10.00", "SKU-2"],
  ]);
});

test("a part without a change is refused, and nothing is sent", async () => {
  const { desk, run, shop, apply } = await openChoiceScene();
  await apply("--rows", "2-3", "--yes");
  const sent = shop.requests.length;
  for (const [args, words] of [
    [
      ["--rows", "4"],
      /Cannot undo 4 of "runs\/\S+": the run changed nothing there\. Nothing was sent/,
    ],
    [["--except", "2,5-7"], /Cannot undo 5-7 of/],
    [["--rows", "3-2"], /is invalid\. Wanted: lines or rows/],
    [["--only", "price"], /price is no column that is sent/],
  ] as const) {
    const { code, stderr } = await desk.run(["undo", run, "--yes", ...args]);
    expect([code, stderr]).toEqual([2, expect.stringMatching(words)]);
  }
  const nothing = await desk.run(["undo", run, "--yes", "--only", "sku"]);
  expect([nothing.code, nothing.stdout]).toEqual([
    0,
    `Nothing to undo: ${run} changed nothing of this part\n`,
  ]);
  expect(shop.requests).toHaveLength(sent);
});

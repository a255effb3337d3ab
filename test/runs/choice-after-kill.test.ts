// A choice of rows in runs whose process was killed: the journal is as the process left it.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type ChoiceScene, openChoiceScene, ways } from "./choice-scene.ts";
import { itemsUpdatedBy } from "../faults/updates-sent.ts";

const leftOut = "not_attempted: left out by choice; not sent";

/** The journal as it is after the opening mark of its first process, and the shop before anything was sent. */
async function killAtTheStart({ desk, run, reset }: ChoiceScene): Promise<void> {
  const [opening = ""] = (await desk.read(`${run}/journal.jsonl`)).split("\n");
  await desk.write(`${run}/journal.jsonl`, `${opening}\n`);
  reset();
}

test.each(ways)("by %s what was left out stays out", async (_, way) => {
  const scene = await openChoiceScene(way);
  const { desk, run, shop, apply, changed, results, idIn } = scene;
  await apply("--except", "6,11", "--yes");
  await killAtTheStart(scene);
  const sent = shop.requests.length;
  expect((await desk.run(["apply", run, "--yes"])).code).toBe(1);
  expect(changed()).toEqual([2, 3, 4, 5, 10]);
  expect(await results()).toMatchObject({ 2: "updated", 6: leftOut, 11: leftOut });
  expect(shop.requests.slice(sent).flatMap(itemsUpdatedBy)).not.toContain(idIn(6));
  // It was never sent, so that an undo does not touch it either, whoever sets the value.
  scene.edit(6, "15.00");
  scene.edit(11, "0.01");
  expect((await desk.run(["undo", run, "--yes"])).code).toBe(0);
  expect(changed()).toEqual([6, 11]);
});

test("what was released stays released, and what an apply was limited to is continued first", async () => {
  const scene = await openChoiceScene();
  const { apply, changed } = scene;
  await apply("--rows", "7", "--allow-held", "--yes");
  await killAtTheStart(scene);
  await apply("--yes");
  expect(changed()).toEqual([7]);
  await apply("--yes");
  expect(changed()).toEqual([2, 3, 4, 5, 6, 7, 10]);
});

test("a held row that nobody released was not sent by a killed process, also if it is left out later", async () => {
  const scene = await openChoiceScene();
  const { desk, run, apply, changed, results } = scene;
  await apply("--yes");
  await killAtTheStart(scene);
  for (const args of [["--html"], []])
    expect((await desk.run(["show", run, ...args])).stderr).toContain(
      "does not show the last apply of this run, which did not reach its end",
    );
  await rm(join(desk.folder, run, "results.csv"));
  expect((await desk.run(["show", run])).stdout).not.toContain("results.csv");
  expect((await desk.run(["show", run, "--md"])).stdout).toContain(
    "possibly sent, with no outcome recorded; apply finds out",
  );
  scene.edit(7, "500.00");
  await apply("--except", "7", "--yes");
  expect(await results()).toMatchObject({ 7: leftOut });
  expect((await desk.run(["undo", run, "--yes"])).code).toBe(0);
  expect(changed()).toEqual([7]);
});

test("a row that may have been sent is only read when it is left out", async () => {
  const scene = await openChoiceScene();
  const { desk, run, shop, apply, changed, results, idIn } = scene;
  await apply("--yes");
  await killAtTheStart(scene);
  // The killed process has sent line 5 and not lines 4 and 6, and somebody has changed line 3.
  scene.edit(5, "14.00");
  scene.edit(3, "99.00");
  shop.items.delete(idIn(4));
  const sent = shop.requests.length;
  expect((await apply("--except", "3-6", "--yes")).code).toBe(1);
  expect(await results()).toMatchObject({
    2: "updated",
    3: leftOut,
    4: leftOut,
    5: "updated: the shop already has these values: the interrupted run has sent them, or somebody else",
    6: leftOut,
  });
  const updated = shop.requests.slice(sent).flatMap(itemsUpdatedBy);
  expect(updated.toSorted()).toEqual([idIn(2), idIn(10)].toSorted());
  // It is known by now, and nothing is read again.
  await apply("--yes");
  expect(await results()).toMatchObject({ 3: leftOut, 6: leftOut });
  await desk.run(["undo", run, "--yes"]);
  expect(changed()).toEqual([3, 4]);
});

test.each<[string, string]>([
  ['"left_out":[[3,3],[2,2]]', "wanted ranges of rows in order"],
  ['"left_out":[[5,4]]', "wanted ranges of rows in order"],
  ['"left_out":[[2,3],[4,4]]', "wanted ranges of rows in order"],
  ['"left_out":[[1,1]]', "does not fit"],
  ['"left_out":[[2,99]]', "its choice has a row that cannot be chosen"],
  ['"released":[[2,2]]', "its choice has a row that cannot be chosen"],
  ['"only":[[9,9]]', "its choice has a row that cannot be chosen"],
  ['"more":1', "does not fit"],
])("a stored choice with %s is refused before anything is sent", async (odd, words) => {
  const { desk, run, shop, apply } = await openChoiceScene();
  await apply("--except", "6", "--yes");
  const journal = await desk.read(`${run}/journal.jsonl`);
  await desk.write(
    `${run}/journal.jsonl`,
    journal.replace(/"choice":\{.*?\}/, `"choice":{${odd}}`),
  );
  const sent = shop.requests.length;
  for (const command of ["apply", "undo"]) {
    const { code, stderr } = await desk.run([command, run, "--yes"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
  }
  expect(shop.requests).toHaveLength(sent);
});

test("the changes of a held row are checked like those of a change", async () => {
  const { desk, run, apply } = await openChoiceScene();
  const plan = await desk.read(`${run}/plan.jsonl`);
  await desk.write(`${run}/plan.jsonl`, plan.replace('"to":"500.00"', '"to":"5e2"'));
  const { code, stderr } = await apply("--rows", "7", "--allow-held", "--yes");
  expect([code, stderr]).toEqual([2, expect.stringContaining("cost: to is not a value")]);
});

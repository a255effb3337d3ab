// Choosing rows of a stored plan: what is sent, what is kept for later, and what is never sent.
import { describe, expect, test } from "vitest";
import { openChoiceScene, ways } from "./choice-scene.ts";
import { itemsUpdatedBy } from "../faults/updates-sent.ts";
import { bookOf } from "../workbook/parts.ts";

const leftOut = "not_attempted: left out by choice; not sent";
const later = "not_attempted: not chosen for this apply; the next apply sends it";

describe.each(ways)("by %s", (_, way) => {
  test("a few, then the rest: what was left out is not sent by a later apply, and is no failure", async () => {
    const { desk, run, apply, changed, results } = await openChoiceScene(way);
    const few = await apply("--first", "2", "--except", "6,10-11", "--yes");
    expect({ ...few, changed: changed() }).toMatchObject({
      code: 1, // for the rows that are held and invalid
      stdout: expect.stringMatching(
        /Chosen: 2 of 7 changes; 3 left out by choice\n(.*\n)*\S+: 10 rows: 2 updated, 5 not_attempted, .*; 3 left out by choice, 2 not chosen yet\n/,
      ),
      stderr: expect.stringMatching(/2 rows are not sent yet\. To send them: inventory-csv apply /),
      changed: [2, 3],
    });
    expect(await results()).toMatchObject({ 3: "updated", 4: later, 6: leftOut, 10: leftOut });
    expect((await results())["11"]).toBe(leftOut);

    const rest = await apply("--yes");
    expect(rest.code).toBe(1);
    expect(rest.stderr).not.toContain("not sent yet");
    expect(changed()).toEqual([2, 3, 4, 5]);
    expect(await results()).toMatchObject({ 5: "updated", 6: leftOut, 10: leftOut });
    const retry = await desk.rows(`${run}/retry.csv`);
    expect(retry.map(({ cost }) => cost)).toEqual(["500.00", "abc"]);
    const changes = await desk.rows(`${run}/changes.csv`);
    expect(changes.find(({ line }) => line === "6")).toMatchObject({ status: "not_attempted" });
    const summary = JSON.parse(await desk.read(`${run}/summary.json`)) as object;
    expect(summary).toMatchObject({
      outcomes: { updated: 4, not_attempted: 3 },
      choice: { left_out: 3, later: 0, released: 0 },
    });

    // Only by its own number, and not as part of a range.
    await apply("--rows", "2-10", "--yes");
    expect(changed()).toEqual([2, 3, 4, 5]);
    await apply("--rows", "6", "--yes");
    expect(changed()).toEqual([2, 3, 4, 5, 6]);
  });

  test("decisions of the page: held rows with yes are sent, rows with no are not", async () => {
    const { desk, run, apply, changed, results } = await openChoiceScene(way);
    await desk.write("decisions.csv", await decisionsFor(desk, run, "3,no", "7,yes", "11,no"));
    const done = await apply("--decisions", "decisions.csv", "--yes");
    expect(done.stdout).toContain(
      "Chosen: 6 of 8 changes; 2 left out by choice; 1 held and released",
    );
    expect(done.stderr).toContain("--decisions does not name 5 changes: they are sent as planned");
    expect(changed()).toEqual([2, 4, 5, 6, 7, 10]);
    expect(await results()).toMatchObject({ 3: leftOut, 7: "updated", 11: leftOut });
    expect((await desk.rows(`${run}/retry.csv`)).map(({ cost }) => cost)).toEqual(["abc"]);
    // Nothing can be continued: what a person left out is not open.
    const { stdout } = await desk.run(["runs", "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ runs: [{ state: "to_fix" }] });
    const shown = await desk.run(["show", run]);
    expect(shown.stdout + shown.stderr).toMatch(/1 row needs attention[^]*To undo: /);
    expect(shown.stderr).not.toContain("To continue");
    // The same once more, and without: nothing is left to do.
    for (const args of [["--decisions", "decisions.csv"], []]) {
      expect((await apply(...args, "--yes")).code).toBe(1);
      expect(changed()).toEqual([2, 4, 5, 6, 7, 10]);
    }
    // A released row can be undone.
    const undone = await desk.run(["undo", run, "--yes", "--rows", "7"]);
    expect(undone.code).toBe(0);
    expect(changed()).toEqual([2, 4, 5, 6, 10]);
  });
});

type Scene = Awaited<ReturnType<typeof openChoiceScene>>;

async function decisionsFor(desk: Scene["desk"], run: string, ...rows: string[]): Promise<string> {
  const { createHash } = await import("node:crypto");
  const hash = createHash("sha256")
    .update(await desk.read(`${run}/plan.jsonl`))
    .digest("hex");
  return ["plan,line,send", ...rows.map((row) => `${hash},${row}`), ""].join("\r\n");
}

test("a held row is sent only if it is released, and a range says how many it does not send", async () => {
  const { apply, changed } = await openChoiceScene();
  const range = await apply("--rows", "6-7", "--yes");
  expect(range.stderr).toContain(
    "1 held row of --rows is not sent; to send them too, add --allow-held",
  );
  expect(changed()).toEqual([6]);
  expect((await apply("--rows", "7", "--allow-held", "--yes")).code).toBe(1);
  expect(changed()).toEqual([6, 7]);
});

test("everything that was wanted was done: the exit code is 0", async () => {
  const { desk, shop } = await openChoiceScene();
  const ids = [...shop.items.keys()].slice(0, 3);
  await desk.write("good.csv", `id,cost\n${ids.map((id) => `${id},9.00\n`).join("")}`);
  await desk.run(["plan", "good.csv"]);
  const run = `runs/${(await desk.runs())[1]}`;
  expect((await desk.run(["apply", run, "--yes", "--first", "1"])).code).toBe(0);
  expect((await desk.run(["apply", run, "--yes", "--except", "4"])).code).toBe(0);
  expect(shop.items.get(ids[2] ?? "")?.cost).toBe("10.00");
});

const refused: readonly (readonly [readonly string[], RegExp])[] = [
  [["--rows", "99"], /line 99 is not in the plan/],
  [["--except", "2,99"], /line 99 is not in the plan/],
  [["--rows", "20-30"], /no row in 20-30 can be chosen/],
  [["--rows", "8"], /line 8 cannot be chosen: it is unchanged/],
  [["--except", "9"], /line 9 cannot be chosen: it is invalid/],
  [["--rows", "7"], /line 7 is held; to send it, add --allow-held/],
  [["--rows", "2", "--except", "2"], /line 2 is in --rows and in --except/],
  [["--allow-held"], /Cannot use --allow-held alone/],
  [["--rows", "6-2"], /'6-2' is invalid\. Wanted: lines or rows of the sheet, and ranges/],
  [["--rows", "2,,3"], /is invalid/],
  [["--rows", ""], /is invalid/],
  [["--rows", "0"], /is invalid/],
  [["--except", "a"], /is invalid/],
  [["--first", "0"], /Wanted: a whole number from 1/],
  [["--decisions", "none.csv"], /there is no such file/],
  [["--decisions", "a.csv", "--rows", "2"], /cannot be used with/],
];

test("a choice that does not fit the plan is refused before anything is sent", async () => {
  const { shop, apply, run, desk } = await openChoiceScene();
  const sent = shop.requests.length;
  for (const [args, words] of refused) {
    const { code, stderr } = await apply(...args, "--yes");
    expect({ args, code, stderr }).toEqual({ args, code: 2, stderr: expect.stringMatching(words) });
  }
  expect(shop.requests).toHaveLength(sent);
  await expect(desk.read(`${run}/journal.jsonl`)).rejects.toThrow("ENOENT");
});

test("what is refused or not agreed to is not kept", async () => {
  const { desk, run, apply, changed } = await openChoiceScene();
  const asked = await apply("--except", "3");
  expect(asked.code).toBe(4);
  expect(asked.stderr).toContain(`apply ${run} --except 3 --yes --api rest`);
  const guarded = await apply("--except", "3", "--max-changes", "4", "--yes");
  expect(guarded.stderr).toMatch(
    /5 of 10 rows would change; the limit is 4[^]*--except 3 --max-changes 5/,
  );
  expect((await apply("--first", "4", "--max-changes", "4", "--yes")).code).toBe(1);
  // The others have not passed a limit yet.
  expect((await apply("--max-changes", "1", "--yes")).code).toBe(4);
  await desk.run(["apply", run, "--yes"]);
  expect(changed()).toEqual([2, 3, 4, 5, 6, 10]);
});

test("after a stop the same choice is continued, and only then the others", async () => {
  let isLocked = true;
  const { apply, changed, results, run } = await openChoiceScene(undefined, (request) =>
    isLocked && itemsUpdatedBy(request).some((id) => id.endsWith("3"))
      ? { status: 423, body: {} }
      : undefined,
  );
  const stopped = await apply("--rows", "2-4", "--yes");
  expect(stopped.code).toBe(3);
  expect(stopped.stderr).toContain(`To continue: inventory-csv apply ${run} --yes`);
  isLocked = false;
  expect((await apply("--yes")).code).toBe(1);
  expect(changed()).toEqual([2, 3, 4]);
  expect((await results())["5"]).toBe(later);
  expect((await apply("--yes")).code).toBe(1);
  expect(changed()).toEqual([2, 3, 4, 5, 6, 10]);
});

test("a workbook has rows, also in these messages", async () => {
  const { desk, shop } = await openChoiceScene();
  const [id = ""] = shop.items.keys();
  await desk.write(
    "book.xlsx",
    await bookOf([
      ["id", "cost"],
      [id, "11.00"],
    ]),
  );
  await desk.run(["plan", "book.xlsx"]);
  const run = `runs/${(await desk.runs())[1]}`;
  const { code, stderr } = await desk.run(["apply", run, "--yes", "--rows", "3"]);
  expect([code, stderr]).toEqual([2, expect.stringContaining("row 3 is not in the plan")]);
});

test("a row that was sent cannot be left out any more", async () => {
  const { apply } = await openChoiceScene();
  await apply("--rows", "2-3", "--yes");
  const { code, stderr } = await apply("--except", "3", "--yes");
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining("line 3 cannot be left out: it is already updated; undo puts it back"),
  ]);
});

// The commands that are struck: what stands before each, and what must hold right after the mishap and at the end.
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import type { Desk } from "../support/command.ts";
import { settled } from "../support/settled.ts";
import { itemsUpdatedBy } from "../faults/updates-sent.ts";
import {
  after,
  before,
  changed,
  expectWholeFiles,
  filesOf,
  ids,
  itemsOf,
  linesOf,
  type Scene,
  sheetIds,
} from "./scene.ts";
import type { Stage } from "./stage.ts";

/** What became of the command that was struck. */
interface Accident {
  /** The exit code of a command that came to its own end. */
  readonly code?: number | null;
  /** Which of many it is, from 1; they go on in different ways, and some show what holds for all. */
  readonly n: number;
  /** Whether an update may have come to the shop and gone without effect. */
  readonly inVain?: true;
}

interface Trial {
  /** Brings the scene to where the command can be given; returns its arguments. */
  readonly prepare: (scene: Scene) => Promise<string[]>;
  /** The exit code of a command that nothing strikes. */
  readonly code: number;
  /** Checks what is left, goes on as a user would, and checks again. */
  readonly goOn: (stage: Stage, accident: Accident) => Promise<void>;
}

/** A command that writes to the shop by a run. */
interface Writing extends Pick<Trial, "prepare"> {
  /** Where it all leads: the shop's items, the exit code, and id and status of each row of the last report. */
  readonly items: readonly unknown[];
  readonly code: number;
  readonly rows: readonly (readonly [id: string, status: string])[];
  /** The ids of all PUTs that the shop has applied by then, those of the preparation included; sorted. */
  readonly applied: readonly string[];
  /** By one bulk operation at most. */
  readonly bulk?: true;
  /** How a user goes on, once something was sent; with the same arguments if it is absent. */
  goOn?(args: readonly string[]): readonly string[];
  /** A further command that sends no PUT, made of the arguments. */
  again(args: readonly string[]): readonly string[];
}

const importing = ["import", "sheet.csv", "--yes", "--allow-held"];
const statuses = "updated updated updated unchanged invalid updated duplicate updated".split(" ");
const imported = {
  items: after,
  code: 1,
  rows: sheetIds.map((id, n) => [id, statuses[n] ?? ""] as const),
  applied: changed,
  again: () => importing,
};

const leftOut = [ids[0], ids[7]];

/** Every command that writes: how it comes to be given, and where it leads. */
const writing: Readonly<Record<string, Writing>> = {
  import: { ...imported, prepare: async () => importing },
  "import --bulk": {
    ...imported,
    bulk: true,
    prepare: async () => [...importing, "--bulk"],
    again: () => [...importing, "--bulk"],
  },
  "carrying on": {
    ...imported,
    prepare: async ({ desk, shop, strike }) => {
      // Some rows have an outcome, some were answered and have none, and two never came to the shop. What is written
      // first is the opening mark.
      const amid = { what: "kill-after", at: "datasync journal", nth: 2 } as const;
      const killed = await strike(importing, amid, changed.slice(2, 4));
      expect(killed.signal).toBe("SIGKILL");
      // It may have left requests.
      const known = (): typeof shop.requests =>
        shop.requests.filter(({ status }) => status !== 401);
      await settled(shop, () => known().length);
      shop.requests.splice(0, Infinity, ...known());
      return ["apply", await lastRun(desk.folder), "--yes"];
    },
  },
  choosing: {
    items: after.map((item, n) => (leftOut.includes(item.id) ? before[n] : item)),
    code: 1,
    rows: imported.rows.map(([id, status]) => [
      id,
      leftOut.includes(id) ? "not_attempted" : status,
    ]),
    applied: changed.filter((id) => !leftOut.includes(id)),
    prepare: async ({ desk }) => {
      await desk.run(["plan", "sheet.csv", "--allow-held"]);
      return ["apply", await lastRun(desk.folder), "--yes", "--except", "2,9"];
    },
    // Once a row was sent the run knows what was left out.
    goOn: (args) => args.slice(0, 3),
    again: (args) => args.slice(0, 3),
  },
  undo: {
    items: before,
    code: 0,
    rows: changed.map((id) => [id, "updated"] as const),
    applied: [...changed, ...changed].toSorted(),
    prepare: async ({ desk }) => {
      expect((await desk.run(importing)).code).toBe(imported.code);
      return ["undo", await lastRun(desk.folder), "--yes"];
    },
    again: (args) => args,
  },
};

const trials: Readonly<Record<string, Trial>> = {
  ...Object.fromEntries(
    Object.entries(writing).map(([name, each]): [string, Trial] => [
      name,
      { ...each, goOn: (stage, accident) => goOnWriting(each, stage, accident) },
    ]),
  ),
  export: { prepare: overwriting, code: 0, goOn: exportAgain },
};

export const trialOf = (name: string): Trial => trials[name] ?? expect.fail(`no trial of ${name}`);

const lastRun = async (folder: string): Promise<string> =>
  `runs/${(await readdir(join(folder, "runs"))).toSorted().at(-1)}`;

async function goOnWriting(
  writing: Writing,
  { scene, args, start, run }: Stage,
  accident: Accident,
): Promise<void> {
  const { desk, shop } = scene;
  await expectWholeFiles(desk);
  if (accident.code !== undefined) await expectNothingHalf(desk);

  const fresh = (await desk.runs()).find((run) => !start.runs.includes(run));
  const begun = fresh === undefined ? "" : `runs/${fresh}`;
  await expectTruth(scene, args[0] === "apply" ? (args[1] ?? "") : begun, writing.items);
  const planned = (await filesOf(desk)).includes(`${begun}/plan.jsonl`);
  // Each way of going on leads to the same end.
  const inBulk = writing.bulk === true && accident.n % 2 === 0 ? ["--bulk"] : [];
  const hasSent = shop.requests.slice(start.sent).flatMap(itemsUpdatedBy).length > 0;
  const same = (hasSent && writing.goOn?.(args)) || args;
  const { code, stderr } = await run(planned ? ["apply", begun, "--yes", ...inBulk] : same);
  expect({ code, stderr }).toMatchObject({ code: writing.code });
  const results = await desk.rows(`${await lastRun(desk.folder)}/results.csv`);
  expect(results.map((row) => [row["id"], row["result_status"]])).toEqual(writing.rows);
  expect(itemsOf(shop)).toEqual(writing.items);
  const submitted = shop.bulk.operations.slice(start.submitted);
  expect(submitted.length).toBeLessThanOrEqual(writing.bulk === true ? 1 : 0);
  const lines = submitted.length === 0 ? [] : await submittedIds(desk);
  const done = submitted.flatMap((operation) => operation.done.map((line) => lines[line] ?? ""));
  expectPuts(scene, start.sent, accident, writing.applied, done);
  await expectWholeFiles(desk);
  await expectTidy(desk);

  // Folder and shop are by now the same whatever the instant, so that some show it for all.
  if (accident.code !== undefined || accident.n % 8 !== 1) return;
  const sent = shop.requests.length;
  expect((await run(writing.again(args))).code).toBe(writing.code);
  expect(shop.requests.slice(sent).flatMap(itemsUpdatedBy)).toEqual([]);
}

/** Nothing half-written is left, except in the folder of a run that never came to a plan. */
async function expectTidy(desk: Desk): Promise<void> {
  const names = await filesOf(desk, ".");
  const stray = names.filter(
    (name) => name.endsWith(".tmp") && names.includes(join(dirname(name), "plan.jsonl")),
  );
  expect(stray).toEqual([]);
}

/** A process that came to its end leaves no half-written file, and no run without a plan. */
async function expectNothingHalf(desk: Desk): Promise<void> {
  const names = await filesOf(desk);
  expect(names.filter((name) => name.endsWith(".tmp"))).toEqual([]);
  for (const run of await desk.runs()) expect(names).toContain(`runs/${run}/plan.jsonl`);
}

/** What the run's journal and results say was done was done. */
async function expectTruth(
  { desk, shop }: Scene,
  run: string,
  items: readonly unknown[],
): Promise<void> {
  const done = new Set(
    itemsOf(shop).flatMap((item, n) => (isDeepStrictEqual(item, items[n]) ? [item.id] : [])),
  );
  const files = await filesOf(desk);
  if (files.includes(`${run}/journal.jsonl`)) {
    for (const line of linesOf(await desk.read(`${run}/journal.jsonl`))) {
      const { id, outcome, line: row } = JSON.parse(line);
      if (row === undefined) continue; // begun or ended
      expect(["updated", "not_attempted"]).toContain(outcome);
      if (outcome === "updated") expect(done).toContain(id);
    }
  }
  if (files.includes(`${run}/results.csv`)) {
    for (const { id, result_status } of await desk.rows(`${run}/results.csv`)) {
      if (result_status === "updated") expect(done).toContain(id);
    }
  }
}

/** The ids of the lines of the submission of the last run. */
async function submittedIds(desk: Desk): Promise<string[]> {
  const text = await desk.read(`${await lastRun(desk.folder)}/submission-1.jsonl`);
  return linesOf(text).map((line) => /(\d+)"/.exec(line)?.[1] ?? "");
}

/** Each change was applied exactly once; one that was under way when the process died may have been sent again. */
function expectPuts(
  { shop }: Scene,
  sentBefore: number,
  { inVain }: Accident,
  wanted: readonly string[],
  done: readonly string[],
): void {
  const puts = shop.requests.filter((request) => itemsUpdatedBy(request).length > 0);
  const applied = puts.filter(({ status }) => status === 200).flatMap(itemsUpdatedBy);
  expect([...applied, ...done].toSorted()).toEqual(wanted);
  const found = puts.filter(
    (put) => put.status !== 200 && shop.requests.indexOf(put) >= sentBefore,
  );
  expect(found.length).toBeLessThanOrEqual(inVain === true ? 1 : 0);
}

const old = "id\n1\n";

async function overwriting({ desk }: Scene): Promise<string[]> {
  await desk.write("items.csv", old);
  return ["export", "-o", "items.csv"];
}

async function exportAgain(
  { scene: { desk, shop }, args, run }: Stage,
  accident: Accident,
): Promise<void> {
  const now = await desk.read("items.csv");
  if (now !== old || accident.code === 0) await expectExported(await desk.rows("items.csv"));
  const left = async (): Promise<string[]> => {
    const names = await readdir(desk.folder);
    return names.filter((name) => name.endsWith(".tmp"));
  };
  if (accident.code !== undefined) expect(await left()).toEqual([]);
  const { code, stderr } = await run(args);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  await expectExported(await desk.rows("items.csv"));
  expect(await left()).toEqual([]);
  expect(itemsOf(shop)).toEqual(before);
}

async function expectExported(rows: Record<string, string>[]): Promise<void> {
  expect(rows.map(({ id }) => id)).toEqual(ids);
}

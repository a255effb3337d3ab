// A bulk operation of which a lost answer or a kill has left no trace but the journal: it is found, waited for, and every
// row accounted for; nothing is submitted twice.
import { describe, expect, test } from "vitest";
import {
  type BulkScene,
  byBulk,
  collect,
  cost,
  documentOf,
  edit,
  every,
  expectCollected,
  expectTruth,
  openBulkScene,
  singleUpdates,
  statuses,
} from "./bulk-scene.ts";
import type { Desk } from "../support/command.ts";
import type { BulkOptions } from "../foreign/bulk/life.ts";
import { lastRun } from "../support/command.ts";

const lives: Readonly<Record<string, BulkOptions>> = {
  "has ended": {},
  "goes on": { running: 30 },
  "has failed": { ending: "FAILED", lines: 2 },
};

describe("a start whose answer was lost", () => {
  test.each(Object.entries(lives))("is found by its name if the operation %s", async (_, life) => {
    let starts = 0;
    const scene = await openBulkScene(4, life, (request) =>
      documentOf(request) === "bulkMutation" && (starts += 1) === 1 ? "reset-after" : undefined,
    );
    const { desk, shop } = scene;
    expect((await desk.run(byBulk)).code).toBe(0);
    expect(await statuses(desk)).toEqual(every(4, "updated"));
    expect([starts, shop.bulk.operations.length]).toEqual([1, 1]);
    await expectTruth(scene);
  });

  test("is repeated only if the shop has no such operation, also after a while", async () => {
    let starts = 0;
    const scene = await openBulkScene(4, {}, (request) =>
      documentOf(request) === "bulkMutation" && (starts += 1) === 1 ? "reset" : undefined,
    );
    const { desk, shop } = scene;
    expect((await desk.run(byBulk)).code).toBe(0);
    const lists = shop.requests.filter((request) => documentOf(request) === "bulkOperations");
    expect([starts, lists.length, shop.bulk.operations.length]).toEqual([2, 13, 1]);
    expect(await statuses(desk)).toEqual(every(4, "updated"));
  });

  test("leaves the rows open if the shop cannot be asked, and apply finds the operation", async () => {
    let isLost = true;
    const scene = await openBulkScene(4, {}, (request) => {
      if (!isLost) return undefined;
      if (documentOf(request) === "bulkMutation") return "reset-after";
      return documentOf(request) === "bulkOperations"
        ? { status: 401, body: { errors: "[API] Invalid API key or access token" } }
        : undefined;
    });
    const { desk, shop } = scene;
    const { code, stderr } = await desk.run(byBulk);
    expect(code).toBe(3);
    expect(stderr).toContain("To collect: inventory-csv apply");
    expect(await statuses(desk)).toEqual(every(4, "unknown"));
    isLost = false;
    await expectCollected(scene);
    expect(shop.bulk.operations).toHaveLength(1);
    expect(singleUpdates(scene)).toEqual([]);
  });
});

/** The journal as a process left it that was killed after the entry with this key. */
async function killedAfter({ desk }: BulkScene, key: string): Promise<void> {
  const name = `${await lastRun(desk)}/journal.jsonl`;
  const lines = (await desk.read(name)).split("\n");
  const at = lines.findIndex((line) => line.startsWith(`{"${key}"`));
  expect(at).toBeGreaterThan(0);
  await desk.write(name, `${lines.slice(0, at + 1).join("\n")}\n`);
}

describe("after a kill", () => {
  test.each([
    ["submitting", [], 1],
    ["submitting", ["--bulk"], 1],
    ["submitted", [], 0],
    ["submitted", ["--bulk"], 0],
    ["submitted", ["--api", "rest"], 0],
  ] as const)("behind `%s`, apply %j collects the same operation", async (key, args, lists) => {
    const scene = await openBulkScene(4);
    const { desk, shop } = scene;
    await desk.run(byBulk);
    await killedAfter(scene, key);
    const sent = shop.requests.length;
    await expectCollected(scene, ...args);
    const asked = shop.requests.slice(sent).map(documentOf);
    expect(asked.filter((name) => name === "bulkOperations")).toHaveLength(lists);
    expect(asked).not.toContain("bulkMutation");
    expect(shop.bulk.operations).toHaveLength(1);
    expect(singleUpdates(scene)).toEqual([]);
    // All rows have been accounted for now.
    const again = shop.requests.length;
    await expectCollected(scene);
    expect(shop.requests).toHaveLength(again);
  });

  test("before the start nothing was done, and the rows are sent then", async () => {
    const scene = await openBulkScene(4, {}, (request) =>
      documentOf(request) === "stagedUpload" ? { status: 401, body: { errors: "no" } } : undefined,
    );
    const { desk, shop } = scene;
    expect((await desk.run(byBulk)).code).toBe(3);
    expect(await statuses(desk)).toEqual(every(4, "not_attempted"));
    await killedAfter(scene, "submitting");
    expect((await collect(scene)).code).toBe(0);
    expect(await statuses(desk)).toEqual(every(4, "updated"));
    expect(singleUpdates(scene)).toHaveLength(4);
    expect(shop.bulk.operations).toEqual([]);
  });

  test("what others changed since is a conflict, and an undo keeps it", async () => {
    const scene = await openBulkScene(3);
    const { desk, shop } = scene;
    await desk.run(byBulk);
    await killedAfter(scene, "submitted");
    edit(scene, 1, { cost: "99.00" });
    expect((await collect(scene)).code).toBe(1);
    expect(await statuses(desk)).toEqual(["updated", "conflict", "updated"]);
    await desk.run(["undo", await lastRun(desk), "--yes"]);
    expect([...shop.items.values()].map((item) => item.cost)).toEqual(["25.00", "99.00", null]);
  });
});

describe("a run whose submission was changed is refused before anything is sent", () => {
  test.each<[string, (desk: Desk, run: string) => Promise<void>, RegExp]>([
    [
      "another file",
      async (desk, run) => {
        const name = `${run}/submission-1.jsonl`;
        await desk.write(name, (await desk.read(name)).replace(cost(1), "9.99"));
      },
      /it is not as it was when it was submitted/,
    ],
    [
      "a line that is none",
      async (desk, run) => {
        const name = `${run}/submission-1.jsonl`;
        await desk.write(name, (await desk.read(name)).replace("InventoryItem", "Product"));
      },
      /line 1 is damaged/,
    ],
    [
      "another name of the file",
      async (desk, run) => {
        const name = `${run}/journal.jsonl`;
        await desk.write(name, (await desk.read(name)).replace("submission-1.jsonl", "../x.jsonl"));
      },
      /does not fit: submitting: wanted the name of a submission/,
    ],
    [
      "the end of another submission",
      async (desk, run) => {
        const name = `${run}/journal.jsonl`;
        const settled = `{"settled":"inventory_csv_0123456789abcdef01234567"}\n`;
        await desk.write(name, (await desk.read(name)) + settled);
      },
      /does not fit: there is no such submission/,
    ],
  ])("%s", async (_, change, words) => {
    const scene = await openBulkScene(3);
    const { desk, shop } = scene;
    await desk.run(byBulk);
    await killedAfter(scene, "submitted");
    await change(desk, await lastRun(desk));
    const sent = shop.requests.length;
    const { code, stderr } = await collect(scene);
    expect(stderr).toMatch(words);
    expect(code).toBe(2);
    expect(shop.requests).toHaveLength(sent);
  });
});

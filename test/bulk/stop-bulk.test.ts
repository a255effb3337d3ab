// A command that does not wait for the end of its bulk operation: after a signal, or when its patience is over. And one
// that waits for the operations of others.
import { leapingClock } from "../support/leaping-clock.ts";
import { describe, expect, test } from "vitest";
import {
  type BulkScene,
  byBulk,
  collect,
  cost,
  documentOf,
  every,
  expectCollected,
  expectTruth,
  openBulkScene,
  rowsOf,
  singleUpdates,
  statuses,
} from "./bulk-scene.ts";
import { lastRun, openDesk } from "../support/command.ts";

describe("a signal while the shop works", () => {
  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("after %s the shop goes on, and apply collects", async (signal, due) => {
    const scene: BulkScene = await openBulkScene(5, {
      running: 3,
      onStart: () => command.send(signal),
    });
    const { desk, shop } = scene;
    const command = desk.start(byBulk);
    const { code, stderr } = await command.ended;
    expect(code).toBe(due);
    const [operation] = shop.bulk.operations;
    const id = operation?.id.replace(/\D/g, "");
    expect(stderr).toContain(
      `${signal}: nothing more is sent; the shop goes on with bulk operation ${id}\nRepeat the signal within 5 s to cancel bulk operation ${id}\n`,
    );
    const run = await lastRun(desk);
    expect(stderr).toContain(`To collect: inventory-csv apply ${run} --yes`);
    expect(stderr).not.toContain("To continue");
    expect(operation?.status).toBe("RUNNING");
    expect(await statuses(desk)).toEqual(every(5, "unknown"));
    const [row] = await rowsOf(desk);
    expect(row?.["result_message"]).toBe(
      `sent by bulk operation ${id}; what became of the row is not known yet`,
    );
    const sent = shop.requests.length;
    const undo = await desk.run(["undo", run, "--yes"]);
    expect(undo.code).toBe(4);
    expect(undo.stderr).toContain("the shop may still be working on its changes");
    expect(shop.requests).toHaveLength(sent);

    await expectCollected(scene);
    expect(shop.bulk.operations).toHaveLength(1);
    expect(singleUpdates(scene)).toEqual([]);
    expect((await desk.run(["undo", run, "--yes"])).code).toBe(0);
    expect(shop.items.get(scene.ids[0] ?? "")?.cost).toBe("25.00");
  });

  test("a second signal cancels the operation, and what was done is in the report", async () => {
    const scene: BulkScene = await openBulkScene(6, {
      running: Infinity,
      canceling: 2,
      onLine: (line) => {
        if (line === 4) command.send("SIGINT");
        return undefined;
      },
    });
    const { desk, shop } = scene;
    const command = desk.start(byBulk, {
      clock: leapingClock((milliseconds) => {
        // The time in which a second signal cancels.
        if (milliseconds === 5_000) command.send("SIGINT");
      }),
    });
    const { code, stderr } = await command.ended;
    expect(code).toBe(130);
    expect(stderr).toMatch(/Canceling bulk operation \d+\. Repeat the signal to end at once/);
    expect(shop.bulk.operations.map(({ status }) => status)).toEqual(["CANCELED"]);
    const [done = []] = shop.bulk.operations.map((operation) => operation.done);
    const wanted = scene.ids.map((_, at) => (done.includes(at) ? "updated" : "not_attempted"));
    expect(await statuses(desk)).toEqual(wanted);
    expect(new Set(wanted).size).toBe(2);
    await expectTruth(scene);
    expect(stderr).toContain("To continue: inventory-csv apply");
    expect(singleUpdates(scene)).toEqual([]);
    expect((await collect(scene)).code).toBe(0);
    expect(await statuses(desk)).toEqual(every(6, "updated"));
    await expectTruth(scene);
    expect(shop.bulk.operations).toHaveLength(1);
  });

  test("before anything was submitted a signal stops as ever", async () => {
    const scene: BulkScene = await openBulkScene(3, {}, (request) => {
      if (documentOf(request) === "stagedUpload") command.send("SIGINT");
      return undefined;
    });
    const { desk, shop } = scene;
    const command = desk.start(byBulk);
    const { code, stderr } = await command.ended;
    expect(code).toBe(130);
    expect(stderr).toContain("nothing more is sent");
    expect(shop.bulk.operations).toEqual([]);
    expect(await statuses(desk)).toEqual(every(3, "not_attempted"));
    await collect(scene, "--bulk");
    expect(await statuses(desk)).toEqual(every(3, "updated"));
    expect(shop.bulk.operations).toHaveLength(1);
  });
});

test("an operation that shows no progress is left after --give-up-after, and can be collected", async () => {
  const scene = await openBulkScene(4, { running: 200 });
  const { desk, shop } = scene;
  const { code, stderr } = await desk.run([...byBulk, "--give-up-after", "1m"]);
  expect(code).toBe(3);
  expect(stderr).toMatch(
    /has shown no progress for 1 min .*; the shop goes on with bulk operation/,
  );
  expect(stderr).toContain("To collect: inventory-csv apply");
  expect(await statuses(desk)).toEqual(every(4, "unknown"));
  shop.bulk.advance(200);
  await expectCollected(scene);
  expect(shop.bulk.operations).toHaveLength(1);
  expect(singleUpdates(scene)).toEqual([]);
});

test("other operations of the app are waited for, with a message", async () => {
  const first = await openBulkScene(6, {
    lifeOf: (_, number) => (number < 5 ? { running: 40 } : undefined),
  });
  const { shop } = first;
  const commands = first.ids.map(async (id, at) => {
    const desk = await openDesk(shop);
    await desk.write("sheet.csv", `id,cost\n${id},${cost(at)}\n`);
    return desk.run(byBulk);
  });
  const ended = await Promise.all(commands);
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(ended.filter(({ stderr }) => stderr.includes("waiting for a free place"))).toHaveLength(1);
  expect(shop.bulk.operations).toHaveLength(6);
  expect([...shop.items.values()].map((item) => item.cost)).toEqual(
    first.ids.map((_, at) => cost(at)),
  );
});

test("--bulk is refused with --api rest", async () => {
  const { desk, shop } = await openBulkScene(1);
  const { code, stderr } = await desk.run([...byBulk, "--api", "rest"]);
  expect(code).toBe(2);
  expect(stderr).toContain("Cannot use --bulk with --api rest");
  expect(shop.requests).toEqual([]);
});

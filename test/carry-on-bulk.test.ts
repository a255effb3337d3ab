// A bulk operation that the command did not see to its end: by a signal, by patience that is over, by an answer that was
// lost, or by a kill. The next command finds it, waits for it and accounts for every row; nothing is submitted twice.
import { describe, expect, test } from "vitest";
import {
  type BulkScene,
  byBulk,
  cost,
  documentOf,
  edit,
  expectCleanHosts,
  expectTruth,
  lastRun,
  openBulkScene,
  rowsOf,
  singleUpdates,
  statuses,
} from "./bulk-scene.ts";
import { type Desk, openDesk } from "./command.ts";
import type { BulkOptions } from "./foreign/bulk/life.ts";

const every = (count: number, status: string): string[] =>
  Array.from({ length: count }, () => status);

/** `apply` by the API that is the default of the desk, which is REST. */
const collect = async ({ desk }: BulkScene, ...args: readonly string[]) =>
  desk.run(["apply", await lastRun(desk), "--yes", ...args]);

async function expectCollected(scene: BulkScene, ...args: readonly string[]): Promise<void> {
  const { code, stderr } = await collect(scene, ...args);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(await statuses(scene.desk)).toEqual(every(scene.ids.length, "updated"));
  await expectTruth(scene);
  expectCleanHosts(scene);
  const attempts = (await rowsOf(scene.desk)).map(({ result_attempts }) => result_attempts);
  expect(attempts).toEqual(every(scene.ids.length, "1"));
}

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
      `${signal}: the shop goes on with bulk operation ${id}. Repeat the signal within 5 s to cancel it`,
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
      sleep: async (milliseconds, signal) => {
        signal.throwIfAborted();
        // The time in which a second signal cancels.
        if (milliseconds === 5_000) command.send("SIGINT");
      },
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
    expect([starts, lists.length, shop.bulk.operations.length]).toEqual([2, 2, 1]);
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

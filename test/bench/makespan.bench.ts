// How close an import comes to the shortest time that the shop's bucket allows, and how often it is throttled; beside
// the same work paced by what is on npm. Each client has a store of its own, all in one other process.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { generatedId } from "../../src/sandbox/store/generated-items.ts";
import { measure, newFolder, printTable, program } from "./measured.ts";
import { type Plan, rivals, type Work } from "./rivals.ts";
import { type OpenStore, startStores } from "./store.ts";

const latency = { from: 50, to: 150 };
/** Milliseconds between two clients' starts, so that none starts on a machine that is busy with another's start. */
const apart = 1500;
const ours = "inventory-csv import";

interface Scene {
  readonly plan: Plan;
  readonly items: number;
  readonly changes: number;
}

/** On the largest plan more work, since a few hundred requests would not even fill its bucket. */
const scenes: readonly Scene[] = [
  { plan: { size: 400, leak: 20 }, items: 1400, changes: 1400 },
  { plan: { size: 80, leak: 4 }, items: 300, changes: 200 },
  { plan: { size: 40, leak: 2 }, items: 300, changes: 200 },
];
const states = ["empty", "three-quarters full", "shared"] as const;
type State = (typeof states)[number];

interface Result {
  readonly client: string;
  readonly state: State;
  /** Seconds from the first request's arrival to the last PUT's. */
  readonly makespan: number;
  readonly ratio: number;
  readonly throttled: number;
  readonly requests: number;
  /** Seconds of the process, for ours. */
  readonly wall: number | undefined;
}

const stores = startStores();
afterAll(() => stores.end());

test.each(scenes)("makespan on a bucket of $plan.size/$plan.leak", async (scene) => {
  const clients = [ours, ...Object.keys(rivals)];
  const runs = clients.flatMap((client) => states.map((state) => ({ client, state })));
  const results = await Promise.all(
    runs.map(async ({ client, state }, at) => {
      await sleep(at * apart);
      return run(client, state, scene);
    }),
  );
  const { size, leak } = scene.plan;
  printTable(
    `Bucket ${size}, leak ${leak}/s: ${scene.items} items, ${scene.changes} changed, ${workOf(scene)} requests`,
    ["client", "bucket", "makespan s", "of the limit", "429", "requests", "process s"],
    results.map((result) => [
      result.client,
      result.state,
      result.makespan.toFixed(1),
      result.ratio.toFixed(3),
      String(result.throttled),
      String(result.requests),
      result.wall?.toFixed(1) ?? "",
    ]),
  );
  for (const { client, state, ratio, throttled, requests } of results) {
    if (client !== ours) continue;
    // Where others take half, a hundred rows may wait for more than a minute and are read once more.
    const again = state === "shared" ? Math.ceil(scene.changes / 60) : 0;
    expect(requests - throttled - workOf(scene)).toBeGreaterThanOrEqual(0);
    expect(requests - throttled - workOf(scene)).toBeLessThanOrEqual(again);
    expect(throttled).toBeLessThanOrEqual(state === "shared" ? requests / 100 : 0);
    expect(ratio).toBeLessThanOrEqual(state === "shared" ? 1.05 : 1.02);
  }
});

/** Requests: lists to plan, lists to re-read, PUTs. */
const workOf = ({ items, changes }: Scene): number =>
  Math.ceil(items / 100) + Math.ceil(changes / 100) + changes;

async function run(client: string, state: State, scene: Scene): Promise<Result> {
  const { size, leak } = scene.plan;
  const level = state === "three-quarters full" ? 0.75 * size : 0;
  const others = state === "shared" ? leak / 2 : 0;
  const store = await stores.open({
    items: scene.items,
    bucket: { size, leak, level },
    latency,
    others,
  });
  const work = workFor(scene);
  const wall =
    client === ours
      ? await importSheet(work, store)
      : await rivals[client]?.(work, scene.plan, store);
  const seen = await store.seen();
  await store.close();
  const first = seen[0]?.at ?? NaN;
  const last = seen.findLast(({ method, status }) => method === "PUT" && status === 200)?.at ?? NaN;
  const makespan = (last - first) / 1000;
  const limit = (workOf(scene) - (size - level)) / (leak - others);
  return {
    client,
    state,
    makespan,
    ratio: makespan / limit,
    throttled: seen.filter(({ status }) => status === 429).length,
    requests: seen.length,
    wall: wall ?? undefined,
  };
}

function workFor({ items, changes }: Scene): Work {
  const ids = Array.from({ length: items }, (_, at) => generatedId(at));
  return { ids, costs: new Map(ids.slice(0, changes).map((id, at) => [id, `${9000 + at}.55`])) };
}

/** Seconds that the process took. */
async function importSheet({ ids, costs }: Work, store: OpenStore): Promise<number> {
  const folder = await newFolder();
  const rows = ids.map((id) => `${id},${costs.get(id) ?? ""}\n`);
  await writeFile(join(folder, "sheet.csv"), `id,cost\n${rows.join("")}`);
  const { code, seconds, stdout, stderr } = await measure(
    [program, "import", "sheet.csv", "--yes", "--allow-held"],
    folder,
    store,
  );
  if (code !== 0) throw new Error(`The import ended with ${code}: ${stdout}${stderr}`);
  return seconds;
}

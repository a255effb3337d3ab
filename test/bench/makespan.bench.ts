// How close an import comes to the shortest time that the shop's bucket allows, and how often it is throttled, by REST
// and by GraphQL; beside the same work paced by what is on npm. Each client has a store of its own, all in one other
// process.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { graphqlRivals } from "./graphql-rivals.ts";
import { printTable } from "./measured.ts";
import { rivals } from "./rivals.ts";
import {
  type Client,
  importSheet,
  type Result,
  run,
  type Scene,
  type State,
  states,
} from "./scenes.ts";
import { startStores } from "./store.ts";

/** Milliseconds between two clients' starts, so that none starts on a machine that is busy with another's start. */
const apart = 1500;
/** Runs at the same time: a client that spends a full bucket of points needs a processor for itself. */
const atOnce = ({ api, rate }: Scene): number => (api === "rest" ? 12 : rate > 200 ? 1 : 3);
const ours = "inventory-csv import";

/** On larger plans more work, since a few hundred requests would not even fill their buckets. */
const scenes: readonly Scene[] = [
  { api: "rest", size: 400, rate: 20, items: 1400, changes: 1400 },
  { api: "rest", size: 80, rate: 4, items: 300, changes: 200 },
  { api: "rest", size: 40, rate: 2, items: 300, changes: 200 },
  { api: "graphql", size: 20_000, rate: 1_000, items: 8000, changes: 8000 },
  { api: "graphql", size: 4_000, rate: 200, items: 2000, changes: 2000 },
  { api: "graphql", size: 2_000, rate: 100, items: 1000, changes: 1000 },
];

const stores = startStores();
afterAll(() => stores.end());

type Named = Result & { readonly client: string };

async function allRuns(
  scene: Scene,
  clients: Readonly<Record<string, Client>>,
  wanted: readonly State[] = states,
): Promise<Named[]> {
  const waiting = Object.entries(clients).flatMap(([client, work]) =>
    wanted.map((state) => async (): Promise<Named> => ({
      client,
      ...(await run(stores, work, state, scene)),
    })),
  );
  const results: Named[] = [];
  const worker = async (_: unknown, at: number): Promise<void> => {
    await sleep(at * apart);
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      results.push(await next());
  };
  await Promise.all(Array.from({ length: Math.min(atOnce(scene), waiting.length) }, worker));
  return results;
}

function show(title: string, results: readonly Named[]): void {
  printTable(
    title,
    ["client", "bucket", "makespan s", "of the limit", "throttled", "requests", "process s"],
    results.map((result) => [
      result.client,
      result.state,
      result.makespan.toFixed(1),
      result.ratio > 0 ? result.ratio.toFixed(3) : "",
      String(result.throttled),
      String(result.requests),
      result.wall?.toFixed(1) ?? "",
    ]),
  );
}

test.each(scenes)("makespan by $api on a bucket of $size/$rate", async (scene) => {
  const others = scene.api === "rest" ? rivals : graphqlRivals;
  const results = await allRuns(scene, { [ours]: importSheet, ...others });
  const { api, size, rate, items, changes } = scene;
  const unit = api === "rest" ? "requests" : "points";
  show(`${api}: bucket ${size} ${unit}, ${rate}/s: ${items} items, ${changes} changed`, results);
  for (const { client, state, ratio, throttled, requests } of results) {
    if (client !== ours) continue;
    const isShared = state === "shared";
    if (api === "rest") {
      // Where others take half, a hundred rows may wait for more than a minute and are read once more.
      const again = isShared ? Math.ceil(changes / 60) : 0;
      expect(requests - throttled - workOf(scene)).toBeGreaterThanOrEqual(0);
      expect(requests - throttled - workOf(scene)).toBeLessThanOrEqual(again);
    }
    expect(throttled).toBeLessThanOrEqual(isShared ? requests / 100 : 0);
    expect(ratio).toBeLessThanOrEqual(isShared || api === "graphql" ? 1.05 : 1.02);
  }
});

/** Requests by REST: lists to plan, lists to re-read, PUTs. */
const workOf = ({ items, changes }: Scene): number =>
  Math.ceil(items / 100) + Math.ceil(changes / 100) + changes;

test("GraphQL is many times as fast as REST", async () => {
  const work = { items: 1000, changes: 1000 };
  const client = { [ours]: importSheet };
  const standard = { api: "graphql", size: 2_000, rate: 100, ...work } as const;
  const only = async (scene: Scene): Promise<Named> => {
    const [result] = await allRuns(scene, client, ["empty"]);
    if (result === undefined) throw new Error("The run has no result");
    return result;
  };
  const [rest, one, ten] = await Promise.all([
    only({ api: "rest", size: 40, rate: 2, ...work }),
    only(standard),
    only({ ...standard, variants: 10 }),
  ]);
  const title = (name: string, result: Named): Named => ({ ...result, client: name });
  show("1,000 changes on a standard plan", [
    title("rest", rest),
    title("graphql, one variant a product", one),
    title("graphql, ten variants a product", ten),
  ]);
  expect(rest.makespan / one.makespan).toBeGreaterThanOrEqual(5);
  expect(rest.makespan / ten.makespan).toBeGreaterThanOrEqual(25);
});

// The work of the benchmark of the makespan, and one run of it: a client against a store of its own.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generatedId } from "../../src/sandbox/store/generated-items.ts";
import type { Api } from "../../src/shop/shop.ts";
import { measure, newFolder, program } from "./measured.ts";
import type { OpenStore, StoreProcess } from "./store.ts";

export interface Scene {
  readonly api: Api;
  /** Calls or points: the bucket, and what it gives in a second. */
  readonly size: number;
  readonly rate: number;
  readonly items: number;
  readonly changes: number;
  /** Of a product; updated one by one unless there are several. */
  readonly variants?: number;
}

export const states = ["empty", "three-quarters full", "shared"] as const;
export type State = (typeof states)[number];

export interface Work {
  readonly ids: readonly string[];
  /** Some of the ids, with the cost that each is to get. */
  readonly costs: ReadonlyMap<string, string>;
}

/** Does the work; the result is how long its process took in seconds, if it has one. */
export type Client = (work: Work, scene: Scene, store: OpenStore) => Promise<number | undefined>;

export interface Result {
  readonly state: State;
  /** Seconds from the first request's arrival to the last update's. */
  readonly makespan: number;
  readonly ratio: number;
  readonly throttled: number;
  readonly requests: number;
  /** Seconds of the process, for ours. */
  readonly wall: number | undefined;
}

/** Milliseconds that the store takes for an answer. */
const latency = { from: 50, to: 150 };

export async function run(
  stores: StoreProcess,
  client: Client,
  state: State,
  scene: Scene,
): Promise<Result> {
  const { api, items, size, rate, variants = 1 } = scene;
  const level = state === "three-quarters full" ? 0.75 * size : 0;
  const others = state === "shared" ? rate / 2 : 0;
  const bucket =
    api === "rest"
      ? { bucket: { size, leak: rate, level }, others }
      : { points: { size, restore: rate, level }, otherPoints: others };
  const store = await stores.open({ items, latency, variantsPerProduct: variants, ...bucket });
  const wall = await client(workFor(scene), scene, store);
  const seen = (await store.seen()).map((request) => ({ ...request, ...costOf(request) }));
  await store.close();
  const first = seen[0]?.at ?? NaN;
  const last = seen.findLast(({ isUpdate, isThrottled }) => isUpdate && !isThrottled)?.at ?? NaN;
  const spent = seen.reduce((sum, { cost }) => sum + cost, 0);
  const makespan = (last - first) / 1000;
  return {
    state,
    makespan,
    ratio: makespan / ((spent - (size - level)) / (rate - others)),
    throttled: seen.filter(({ isThrottled }) => isThrottled).length,
    requests: seen.length,
    wall,
  };
}

type Seen = Awaited<ReturnType<OpenStore["seen"]>>[number];

/** What a request took of the bucket, in calls or points. */
function costOf({ method, status, graphql }: Seen): {
  cost: number;
  isThrottled: boolean;
  isUpdate: boolean;
} {
  if (graphql === undefined) {
    const isThrottled = status === 429;
    return { cost: isThrottled ? 0 : 1, isThrottled, isUpdate: method === "PUT" };
  }
  const points = graphql.cost?.actualQueryCost ?? undefined;
  const isUpdate = graphql.operations.some((name) => name.endsWith("Update"));
  return { cost: points ?? 0, isThrottled: points === undefined, isUpdate };
}

function workFor({ items, changes }: Scene): Work {
  const ids = Array.from({ length: items }, (_, at) => generatedId(at));
  return { ids, costs: new Map(ids.slice(0, changes).map((id, at) => [id, `${9000 + at}.55`])) };
}

/** The program, as a user runs it. */
export const importSheet: Client = async ({ ids, costs }, { api }, store) => {
  const folder = await newFolder();
  const rows = ids.map((id) => `${id},${costs.get(id) ?? ""}\n`);
  await writeFile(join(folder, "sheet.csv"), `id,cost\n${rows.join("")}`);
  const { code, seconds, stdout, stderr } = await measure(
    [program, "import", "sheet.csv", "--yes", "--allow-held", "--api", api],
    folder,
    store,
  );
  if (code !== 0) throw new Error(`The import ended with ${code}: ${stdout}${stderr}`);
  return seconds;
};

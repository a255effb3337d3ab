// The same work as an import does, done the ways that people pace Shopify's REST API with what is on npm: lists of
// all items, lists of the changed ones, a PUT for each of these. A 429 is waited out and the request sent again.
import Bottleneck from "bottleneck";
import { setTimeout as sleep } from "node:timers/promises";
import Shopify from "shopify-api-node";
import { Agent, request } from "undici";
import type { Client as Contender, Work } from "./scenes.ts";

interface Plan {
  readonly size: number;
  readonly rate: number;
}

type Address = { origin: string; token: string };

/** One attempt each; the promise fails with the seconds to wait where the answer was 429. */
interface Client {
  list(ids: readonly string[]): Promise<unknown>;
  put(id: string, cost: string): Promise<unknown>;
  close(): Promise<unknown>;
}

export class Throttled extends Error {
  readonly seconds: number;
  constructor(seconds: number) {
    super("429");
    this.seconds = seconds;
  }
}

/** As many as ours has under way at once. */
const workers = 16;

export const rivals: Readonly<Record<string, Contender>> = {
  "shopify-api-node autoLimit": (work, plan, address) => carryOut(work, autoLimited(plan, address)),
  "bottleneck, fixed minTime": (work, { rate }, address) =>
    carryOut(work, limited({ maxConcurrent: workers, minTime: 1000 / rate }, address)),
  // Its README has 40, 2, 40, 5 and 250 for a standard plan.
  "bottleneck, README recipe": (work, { size, rate }, address) => {
    const options = {
      reservoir: size,
      reservoirIncreaseAmount: rate,
      reservoirIncreaseInterval: 1000,
      reservoirIncreaseMaximum: size,
      maxConcurrent: 5,
      minTime: 500 / rate,
    };
    return carryOut(work, limited(options, address));
  },
};

async function carryOut({ ids, costs }: Work, client: Client): Promise<undefined> {
  const lists = (all: readonly string[]): (() => Promise<unknown>)[] =>
    hundreds(all).map((some) => () => client.list(some));
  await atOnce(lists(ids));
  await atOnce(lists([...costs.keys()]));
  await atOnce(
    [...costs].map(
      ([id, cost]) =>
        () =>
          client.put(id, cost),
    ),
  );
  await client.close();
}

/** Works off the tasks in their order, so many at once. */
export async function atOnce(tasks: readonly (() => Promise<unknown>)[]): Promise<void> {
  const rest = tasks.values();
  const worker = async (): Promise<void> => {
    for (const task of rest) await insistently(task);
  };
  await Promise.all(Array.from({ length: workers }, worker));
}

async function insistently(task: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await task();
      return;
    } catch (error) {
      if (!(error instanceof Throttled)) throw error;
      await sleep(error.seconds * 1000);
    }
  }
}

function hundreds(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / 100) }, (_, at) =>
    ids.slice(at * 100, at * 100 + 100),
  );
}

function autoLimited({ size, rate }: Plan, { origin, token }: Address): Client {
  const shopify = new Shopify({
    shopName: "bench",
    accessToken: token,
    apiVersion: "2026-01",
    autoLimit: { calls: rate, interval: 1000, bucketSize: size },
  });
  const { hostname, port } = new URL(origin);
  // It knows https on port 443 only; every request is built on this field.
  Object.assign(shopify, { baseUrl: { hostname, port, protocol: "http:" } });
  const told = async (asked: Promise<unknown>): Promise<unknown> => {
    try {
      return await asked;
    } catch (error) {
      const { response } = error as {
        response?: { statusCode: number; headers: Record<string, string> };
      };
      if (response?.statusCode !== 429) throw error;
      throw new Throttled(Number(response.headers["retry-after"]));
    }
  };
  return {
    list: (ids) => told(shopify.inventoryItem.list({ ids: ids.join(","), limit: 250 })),
    put: (id, cost) => told(shopify.inventoryItem.update(Number(id), { cost })),
    close: async () => undefined,
  };
}

function limited(options: Bottleneck.ConstructorOptions, { origin, token }: Address): Client {
  const limiter = new Bottleneck(options);
  const dispatcher = new Agent({ connections: workers, pipelining: 1 });
  const ask = (method: "GET" | "PUT", path: string, body?: string): Promise<unknown> =>
    limiter.schedule(async () => {
      const headers = { "x-shopify-access-token": token, "content-type": "application/json" };
      const answer = await request(`${origin}/admin/api/2026-01/${path}`, {
        dispatcher,
        method,
        headers,
        body: body ?? null,
      });
      const text = await answer.body.text();
      if (answer.statusCode === 429) throw new Throttled(Number(answer.headers["retry-after"]));
      if (answer.statusCode !== 200) throw new Error(`${method} ${path}: ${answer.statusCode}`);
      return JSON.parse(text);
    });
  return {
    list: (ids) => ask("GET", `inventory_items.json?ids=${ids.join(",")}&limit=250`),
    put: (id, cost) =>
      ask("PUT", `inventory_items/${id}.json`, `{"inventory_item":{"id":${id},"cost":"${cost}"}}`),
    close: async () => {
      await limiter.disconnect();
      await dispatcher.close();
    },
  };
}

// Stores for the benchmarks, in a process of their own. Each line on standard input is a command in JSON, each line
// on standard output its answer; the process ends with its input.
import { createInterface } from "node:readline";
import { startSandbox } from "../../dist/src/sandbox/sandbox.js";

const stores = new Map();

const commands = {
  /** `others` are the calls, and `otherPoints` the points, that somebody else takes of the same bucket each second. */
  async open({ others = 0, otherPoints = 0, ...options }) {
    const store = await startSandbox(options);
    const opened = performance.now();
    const takers = [
      { rate: others, taken: 0, take: (calls) => store.spend(calls) },
      { rate: otherPoints, taken: 0, take: (points) => store.spendPoints(points) },
    ];
    const timer = setInterval(() => {
      for (const taker of takers) {
        const due = Math.floor(((performance.now() - opened) / 1000) * taker.rate) - taker.taken;
        if (due > 0) taker.take(due);
        taker.taken += Math.max(0, due);
      }
    }, 10);
    stores.set(store.origin, { store, opened, timer });
    return { origin: store.origin, token: store.token };
  },
  /** The arrivals in milliseconds since the store opened; with `since`, those from that one on. */
  seen({ origin, since = 0 }) {
    const { store, opened } = stores.get(origin);
    return store.requests.slice(since).map(({ at, method, path, status, graphql }) => ({
      at: at - opened,
      method,
      path,
      status,
      graphql,
    }));
  },
  async close({ origin }) {
    const { store, timer } = stores.get(origin);
    clearInterval(timer);
    await store.close();
    stores.delete(origin);
    return {};
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { command, ...rest } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(await commands[command](rest))}\n`);
}
process.exit();

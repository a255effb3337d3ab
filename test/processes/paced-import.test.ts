// The pace of a real import, as the shop sees it.
import { realClock } from "../../src/clock.ts";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import type { Sandbox, SandboxOptions, SeenRequest } from "../../src/sandbox/sandbox.ts";
import { type Desk, openDesk } from "../support/command.ts";
import { idsOf, open } from "../sandbox/caller.ts";
import { puts } from "../support/shops.ts";

const changes = 12;
const latency = { from: 20, to: 60 };

interface Imported {
  readonly code: number | null;
  readonly summary: { rows: number; attempts: number; outcomes: Record<string, number> };
  readonly results: Record<string, string>[];
  readonly requests: readonly SeenRequest[];
}

/** Imports a row for every item of the store; the first rows ask for other costs. With variables: as a process. */
async function importInto(options: SandboxOptions, env?: NodeJS.ProcessEnv): Promise<Imported> {
  const sandbox: Sandbox = await open({ items: 24, latency, ...options });
  const desk: Desk = await openDesk(sandbox);
  const rows = idsOf(sandbox).map((id, at) => `${id},${at < changes ? `8${at}.25` : ""}\n`);
  await desk.write("sheet.csv", `id,cost\n${rows.join("")}`);
  const importing = ["import", "sheet.csv", "--yes", "--allow-held"];
  const { code } =
    env === undefined
      ? await desk.run(importing, { clock: realClock })
      : await desk.startProcess(importing, { env }).ended;
  const [run] = await desk.runs();
  const summary = JSON.parse(await desk.read(`runs/${run}/summary.json`)) as Imported["summary"];
  const results = await desk.rows(`runs/${run}/results.csv`);
  return { code, summary, results, requests: sandbox.requests };
}

/** Milliseconds between a request and the next of the same method and URL, the shortest of all. */
function shortestRepeat(requests: readonly SeenRequest[]): number {
  const last = new Map<string, number>();
  let shortest = Infinity;
  for (const { at, method, path } of requests) {
    const url = `${method} ${path}`;
    shortest = Math.min(shortest, at - (last.get(url) ?? -Infinity));
    last.set(url, at);
  }
  return shortest;
}

test("after a 429 nothing is sent for as long as it says, and then it goes on", async () => {
  const { code, summary, requests } = await importInto({
    faults: [
      {
        method: "PUT",
        nth: 5,
        when: "before",
        effect: { status: 429, headers: { "Retry-After": "2.0" }, body: { errors: "Exceeded" } },
      },
    ],
  });
  expect(code).toBe(0);
  const throttled = requests.find(({ status }) => status === 429)?.at ?? NaN;
  // Requests that left before its answer was read arrive late on a busy machine; behind them there is a gap.
  const later = requests.map(({ at }) => at).filter((at) => at >= throttled);
  const gaps = later.slice(1).map((at, n) => at - (later[n] ?? at));
  expect(Math.max(...gaps)).toBeGreaterThanOrEqual(1000);
  expect(shortestRepeat(requests)).toBeGreaterThanOrEqual(2000);
  expect(puts({ requests })).toBe(changes + 1);
  expect(summary.attempts).toBe(changes + 1);
});

test("no request is repeated within 100 ms, and the report counts every PUT", async () => {
  const { code, summary, requests } = await importInto({
    faults: [
      { method: "GET", path: /\?ids=/, times: 2, when: "before", effect: { status: 503 } },
      { method: "PUT", nth: 2, times: 2, when: "before", effect: { status: 503 } },
      { method: "PUT", nth: 5, when: "after", effect: "reset" },
      { method: "PUT", nth: 7, when: "before", effect: "reset" },
      { method: "PUT", nth: 9, when: "after", effect: "half-body" },
    ],
  });
  expect(code).toBe(0);
  expect(shortestRepeat(requests)).toBeGreaterThanOrEqual(100);
  expect(summary.outcomes["updated"]).toBe(changes);
  // Two of the lost PUTs had been carried out, three had not.
  expect(puts({ requests })).toBe(changes + 3);
  expect(summary.attempts).toBe(puts({ requests }));
});

test("a process that waits for the bucket again and again ends only when every row is accounted for", async () => {
  const start = performance.now();
  const { code, summary, results, requests } = await importInto({
    bucket: { size: 40, leak: 2, level: 34 },
  });
  expect(performance.now() - start).toBeGreaterThan(3000);
  expect(code).toBe(0);
  expect(summary.rows).toBe(24);
  expect(summary.outcomes["updated"]).toBe(changes);
  expect(results.map((row) => row["result_status"])).toEqual(
    Array.from({ length: 24 }, (_, at) => (at < changes ? "updated" : "unchanged")),
  );
  expect(requests.map(({ status }) => status).filter((status) => status !== 200)).toEqual([]);
  expect(puts({ requests })).toBe(summary.attempts);
});

test("a clock on the wall that is put back an hour does not hold up the run", async () => {
  const preload = pathToFileURL(join(import.meta.dirname, "preloaded/wall-clock.mjs")).href;
  const { code, summary, results } = await importInto(
    { latency: { from: 200, to: 300 }, bucket: { size: 20, leak: 4 } },
    { NODE_OPTIONS: `--import=${preload}`, WALL_STEP: "-3600000" },
  );
  expect(code).toBe(0);
  expect(results).toHaveLength(24);
  expect(summary.outcomes["updated"]).toBe(changes);
});

// What it costs to start the program, beside a node that does nothing.
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { printTable, program } from "./measured.ts";

const runs = 15;

/** Times what node takes. A newer node starts in half the time of node 20, so the rest weighs more. */
const limit = Number.parseInt(process.versions.node) < 22 ? 1.8 : 2.6;

test(`--version takes at most ${limit} times what node takes to start`, () => {
  const jobs = { "node -e 0": ["-e", "0"], "inventory-csv --version": [program, "--version"] };
  const times = Object.values(jobs).map((): number[] => []);
  for (let run = 0; run < runs; run += 1) {
    for (const [at, args] of Object.values(jobs).entries()) times[at]?.push(milliseconds(args));
  }
  const medians = times.map((some) => some.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? NaN);
  const [node = NaN, ours = NaN] = medians;
  printTable(
    `Medians of ${runs} runs in turn`,
    ["command", "ms", "of node"],
    Object.keys(jobs).map((job, at) => {
      const median = medians[at] ?? NaN;
      return [job, median.toFixed(0), (median / node).toFixed(2)];
    }),
  );
  expect(ours / node).toBeLessThanOrEqual(limit);
});

function milliseconds(args: readonly string[]): number {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: "ignore" });
  expect(status).toBe(0);
  return performance.now() - start;
}

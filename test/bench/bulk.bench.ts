// Seconds and peak memory of an export by one bulk operation, beside the floor, which is to download the same result and
// to parse its lines; the sheet must be the one by pages. BENCH_ROWS=10000,100000 chooses the sizes.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { type Measured, measure, newFolder, printTable, program } from "./measured.ts";
import { startStores } from "./store.ts";

const sizes = (process.env["BENCH_ROWS"] ?? "10000,1000000").split(",").map(Number);
const host = join(import.meta.dirname, "bulk-host.mjs");
const floorJob = join(import.meta.dirname, "bulk-floor.mjs");
const megabyte = 1024 * 1024;

interface Line {
  readonly rows: number;
  readonly floor: Measured;
  readonly bulk: Measured;
}

test("an export by bulk takes at most three times as long as to download and parse the result", async () => {
  const lines: Line[] = [];
  for (const rows of sizes) lines.push(await measureBoth(rows));
  printTable(
    "Export by one bulk operation that is over at once",
    ["job", "rows", "seconds", "rows/s", "of the floor", "peak MB"],
    lines.flatMap(({ rows, floor, bulk }) =>
      [["floor", floor] as const, ["export --bulk", bulk] as const].map(([name, measured]) => [
        name,
        rows.toLocaleString("en"),
        measured.seconds.toFixed(1),
        Math.round(rows / measured.seconds).toLocaleString("en"),
        (measured.seconds / floor.seconds).toFixed(2),
        (measured.peak / megabyte).toFixed(0),
      ]),
    ),
  );
  const largest = lines.at(-1);
  if (largest === undefined || largest.rows < 1_000_000) return;
  expect(largest.bulk.peak).toBeLessThanOrEqual(250 * megabyte);
  expect(largest.bulk.seconds / largest.floor.seconds).toBeLessThanOrEqual(3);
});

async function measureBoth(rows: number): Promise<Line> {
  const folder = await newFolder();
  const shop = await openHost(rows, join(folder, "result.jsonl"));
  const floor = await measure([floorJob], folder, shop);
  expect(Number(floor.stdout)).toBe(rows);
  const bulk = await measure([program, "export", "--bulk", "-o", "bulk.csv"], folder, shop);
  if (bulk.code !== 0) throw new Error(bulk.stderr);
  expect(bulk.stderr).toContain(`Wrote ${rows.toLocaleString("en")} items`);
  const stores = startStores();
  const store = await stores.open({ items: rows, points: { size: 1_000_000, restore: 100_000 } });
  const pages = [program, "export", "--api", "graphql", "-o", "pages.csv"];
  expect((await measure(pages, folder, store)).code).toBe(0);
  stores.end();
  const [one, other] = await Promise.all(
    ["bulk.csv", "pages.csv"].map((name) => readFile(join(folder, name), "utf8")),
  );
  expect(one === other).toBe(true);
  return { rows, floor, bulk };
}

async function openHost(rows: number, file: string): Promise<{ origin: string; token: string }> {
  const child = spawn(process.execPath, [host, String(rows), file], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(async () => {
    child.stdin.end();
    if (child.exitCode === null) await once(child, "exit");
  });
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line);
  throw new Error("The host ended before it served");
}

// Rows a second and peak memory of export, plan without a base and with one, and an import without changes, against a
// store that does not pace, in another process; beside the floor, which is measured before, between and after them, since
// the speed of a machine changes. BENCH_ROWS=10000,100000 chooses the sizes.
import { createReadStream, createWriteStream } from "node:fs";
import { copyFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { afterAll, expect, test } from "vitest";
import { generatedId } from "../../src/sandbox/store/generated-items.ts";
import { type Measured, measure, newFolder, printTable, program } from "./measured.ts";
import { startStores } from "./store.ts";

const sizes = (process.env["BENCH_ROWS"] ?? "10000,100000,1000000").split(",").map(Number);
/** Rows that `plan` finds changed. */
const changes = 100;
const floorJob = join(import.meta.dirname, "floor.mjs");
const megabyte = 1024 * 1024;

interface Line {
  readonly rows: number;
  readonly floor: Measured;
  readonly export: Measured;
  readonly plan: Measured;
  /** The same plan, merged by the base. */
  readonly merge: Measured;
  readonly import: Measured;
  /** Floor, export and plan by GraphQL. */
  readonly graphqlFloor: Measured;
  readonly graphqlExport: Measured;
  readonly graphqlPlan: Measured;
}

const jobs = [
  ["floor", "floor", "floor"],
  ["export", "export", "floor"],
  ["plan", "plan", "floor"],
  ["merge", "plan by a base", "floor"],
  ["import", "import", "floor"],
  ["graphqlFloor", "floor --api graphql", "graphqlFloor"],
  ["graphqlExport", "export --api graphql", "graphqlFloor"],
  ["graphqlPlan", "plan --api graphql", "graphqlFloor"],
] as const;

const stores = startStores();
afterAll(() => stores.end());

test("rows a second and peak memory", async () => {
  const lines: Line[] = [];
  for (const rows of sizes) lines.push(await measureAll(rows));
  printTable(
    `Against a store that does not pace; plan finds ${changes} changes`,
    ["job", "rows", "seconds", "rows/s", "of the floor", "peak MB"],
    lines.flatMap((line) =>
      jobs.map(([job, name, floor]) => [
        name,
        line.rows.toLocaleString("en"),
        line[job].seconds.toFixed(1),
        Math.round(line.rows / line[job].seconds).toLocaleString("en"),
        (line[job].seconds / line[floor].seconds).toFixed(2),
        (line[job].peak / megabyte).toFixed(0),
      ]),
    ),
  );
  const [smaller, largest] = lines.slice(-2);
  if (smaller === undefined || largest === undefined) return;
  expect(largest.plan.seconds / largest.floor.seconds).toBeLessThanOrEqual(3);
  expect(largest.plan.peak).toBeLessThanOrEqual(250 * megabyte);
  expect(largest.graphqlPlan.seconds / largest.graphqlFloor.seconds).toBeLessThanOrEqual(3);
  expect(largest.graphqlPlan.peak).toBeLessThanOrEqual(250 * megabyte);
  const growth = (largest.plan.peak - smaller.plan.peak) / (largest.rows - smaller.rows);
  console.log(`Memory of plan grows by ${growth.toFixed(1)} bytes a row`);
  expect(growth).toBeLessThanOrEqual(64);
});

async function measureAll(rows: number): Promise<Line> {
  const folder = await newFolder();
  const store = await stores.open({ items: rows, bucket: { size: 2_000_000, leak: 100_000 } });
  const run = async (args: readonly string[]): Promise<Measured> => {
    const measured = await measure(args, folder, store);
    if (measured.code !== 0) throw new Error(`${args.join(" ")}: ${measured.stderr}`);
    return measured;
  };
  const ids = Readable.from(idLines(rows));
  await pipeline(ids, createWriteStream(join(folder, "ids.txt")));
  const exported = await run([program, "export", "--ids", "ids.txt", "-o", "sheet.csv"]);
  await wish(join(folder, "sheet.csv"), join(folder, "wished.csv"), Math.floor(rows / changes));
  const floorOf = async (...api: string[]): Promise<Measured> => {
    const floor = await run([floorJob, "wished.csv", ...api]);
    expect(Number(floor.stdout)).toBe(rows);
    return floor;
  };
  const floors = [await floorOf()];
  const plan = await run([program, "plan", "wished.csv", "--allow-held"]);
  expect(plan.stdout).toContain(`${changes} change (cost ${changes})`);
  floors.push(await floorOf());
  await copyFile(join(folder, "sheet.base.jsonl"), join(folder, "wished.base.jsonl"));
  const merge = await run([program, "plan", "wished.csv", "--allow-held"]);
  expect(merge.stdout).toContain(`${changes} change (cost ${changes})`);
  const imported = await run([program, "import", "sheet.csv", "--yes"]);
  expect(imported.stdout).toContain(`${rows.toLocaleString("en")} unchanged`);
  floors.push(await floorOf());
  await rm(join(folder, "wished.base.jsonl"));
  const graphqlFloors = [await floorOf("graphql")];
  const byGraphql = ["--api", "graphql"];
  const graphqlExport = await run([program, "export", "-o", "all.csv", ...byGraphql]);
  graphqlFloors.push(await floorOf("graphql"));
  const graphqlPlan = await run([program, "plan", "wished.csv", "--allow-held", ...byGraphql]);
  expect(graphqlPlan.stdout).toContain(`${changes} change (cost ${changes})`);
  graphqlFloors.push(await floorOf("graphql"));
  expect((await store.seen()).every(({ status }) => status === 200)).toBe(true);
  await store.close();
  const graphql = { graphqlFloor: middleOf(graphqlFloors), graphqlExport, graphqlPlan };
  const floor = middleOf(floors);
  return { rows, floor, export: exported, plan, merge, import: imported, ...graphql };
}

/** The second of three, by their times. */
function middleOf(measured: readonly Measured[]): Measured {
  const middle = measured.toSorted((a, b) => a.seconds - b.seconds)[1];
  if (middle === undefined) throw new Error("There is no second measurement of the floor");
  return middle;
}

function* idLines(rows: number): Generator<string> {
  for (let from = 0; from < rows; from += 1000) {
    const some = Array.from({ length: Math.min(1000, rows - from) }, (_, at) =>
      generatedId(from + at),
    );
    yield `${some.join("\n")}\n`;
  }
}

/** Copies a sheet, with another cost in every n-th row. */
async function wish(from: string, to: string, n: number): Promise<void> {
  async function* lines(): AsyncGenerator<string> {
    let at = 0;
    for await (const line of createInterface({ input: createReadStream(from) })) {
      yield at > 0 && at % n === 0 ? `${withCost(line)}\n` : `${line}\n`;
      at += 1;
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(to));
  expect((await stat(to)).size).toBeGreaterThan(0);
}

/** The columns are id, sku, cost and further ones; a SKU may be quoted. */
function withCost(line: string): string {
  return line.replace(/^(\d+,(?:"(?:[^"]|"")*"|[^",]*),)[^,]*/, "$17777.77");
}

// Runs node as a process, as a user's shell does, and measures how long it took and how much memory it had at most.
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";

export const program = join(import.meta.dirname, "../../dist/jobs/inventory-csv.js");

export interface Measured {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Seconds from start to end, as a clock on the wall shows them. */
  readonly seconds: number;
  /** Bytes resident at most. */
  readonly peak: number;
}

/** A folder that is gone after the test. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "inventory-csv-bench-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function measure(
  args: readonly string[],
  folder: string,
  shop?: { origin: string; token: string },
): Promise<Measured> {
  const start = performance.now();
  const peakFile = join(folder, `peak-${start}`);
  const env = {
    ...process.env,
    SHOPIFY_SHOP: shop?.origin,
    SHOPIFY_ACCESS_TOKEN: shop?.token,
    BENCH_PEAK: peakFile,
    NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, "peak.mjs")).href}`,
  };
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const seconds = (performance.now() - start) / 1000;
  return { code, stdout, stderr, seconds, peak: Number(await readFile(peakFile, "utf8")) };
}

/** Prints rows under their header, in columns, with the machine beneath. */
export function printTable(
  title: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  const all = [header, ...rows];
  const widths = header.map((_, at) => Math.max(...all.map((row) => (row[at] ?? "").length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join(" | ")} |`;
  const rule = `|${widths.map((width, at) => `${"-".repeat(width + 1)}${at === 0 ? "-" : ":"}`).join("|")}|`;
  const [cpu] = cpus();
  const machine = `${cpus().length} × ${cpu?.model.trim()}, ${process.platform}, node ${process.version}`;
  console.log(
    `\n${title}\n\n${[line(header), rule, ...rows.map(line)].join("\n")}\n\n${machine}\n`,
  );
}

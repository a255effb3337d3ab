import { defineConfig } from "vitest/config";

/** Whole commands, again and again: what would keep `npm test` from ending within three minutes. */
const long = [
  "breaker",
  "damaged-run",
  "doctor-faults",
  "doubt",
  "export-series",
  "fault-matrix",
  "hostile",
  "log",
  "mishaps",
  "notify",
  "shop-lock",
  "simulated-sheets",
  "spreadsheet-files",
  "stopping",
  "whole-store",
  "workbook-hostile",
  "workbook-sheets",
].map((name) => `test/${name}.test.ts`);

const project = (
  name: string,
  include: readonly string[],
  testTimeout: number,
  exclude: readonly string[] = [],
) => ({
  test: {
    name,
    include: [...include],
    exclude: [...exclude],
    globalSetup: ["test/build.ts"],
    setupFiles: ["test/seeded.ts"],
    testTimeout,
    // Real processes on a shared machine get a second try there; .ci/run names the tests that needed it.
    retry: process.env["CI"] === undefined ? 0 : 1,
  },
});

export default defineConfig({
  test: {
    disableConsoleIntercept: true,
    // Most of a test is waiting for a process or a shop: three of them leave half of two cores idle.
    maxWorkers: 5,
    projects: [
      project("main", ["test/*.test.ts"], 60_000, long),
      project("package", ["test/package/*.test.ts"], 300_000),
      project("soak", ["test/soak/*.soak.ts", ...long], 900_000),
      project("spreadsheets", ["test/spreadsheets/*.spreadsheets.ts"], 120_000),
      project("mutants", ["test/mutants/*.mutants.ts"], 200_000),
      project("bench", ["test/bench/*.bench.ts"], 1_800_000),
    ],
  },
});

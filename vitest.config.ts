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
  /** Milliseconds: far beyond what a test takes, also on a machine that others use. */
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
    // Files share what they have loaded; no test leaves anything in it.
    isolate: false,
  },
});

export default defineConfig({
  test: {
    disableConsoleIntercept: true,
    // Tests wait for shops and processes now and then: with one worker more than cores none is idle.
    maxWorkers: 3,
    projects: [
      project("main", ["test/*.test.ts"], 300_000, long),
      project("package", ["test/package/*.test.ts"], 600_000),
      project("soak", ["test/soak/*.soak.ts", ...long], 900_000),
      project("spreadsheets", ["test/spreadsheets/*.spreadsheets.ts"], 300_000),
      project("mutants", ["test/mutants/*.mutants.ts"], 900_000),
      project("bench", ["test/bench/*.bench.ts"], 1_800_000),
    ],
  },
});

import { defineConfig } from "vitest/config";

const project = (name: string, include: string, testTimeout: number) => ({
  test: {
    name,
    include: [include],
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
    // Most of a test is waiting for a process or a shop.
    maxWorkers: 3,
    projects: [
      project("main", "test/*.test.ts", 60_000),
      project("package", "test/package/*.test.ts", 300_000),
      project("soak", "test/soak/*.soak.ts", 900_000),
      project("spreadsheets", "test/spreadsheets/*.spreadsheets.ts", 120_000),
      project("mutants", "test/mutants/*.mutants.ts", 200_000),
      project("bench", "test/bench/*.bench.ts", 1_800_000),
    ],
  },
});

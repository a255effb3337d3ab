import { defineConfig } from "vitest/config";

const project = (
  name: string,
  include: readonly string[],
  /** Milliseconds: far beyond what a test takes, also on a machine that others use. */
  testTimeout: number,
  exclude: readonly string[] = [],
  /** Runs before the first test of the project. */
  globalSetup = "test/support/build.ts",
) => ({
  test: {
    name,
    include: [...include],
    exclude: [...exclude],
    globalSetup: [globalSetup],
    setupFiles: ["test/support/seeded.ts"],
    testTimeout,
    // Files share what they have loaded; no test leaves anything in it.
    isolate: false,
    // A poll waits for what comes at some time, on any machine; what it found instead is in its message.
    expect: { poll: { interval: 10, timeout: 120_000 } },
  },
});

export default defineConfig({
  test: {
    disableConsoleIntercept: true,
    // Tests wait for shops and processes now and then: with one worker more than cores none is idle.
    maxWorkers: 3,
    // Tests make much that is soon garbage. With room for it a sixth of all processor time is saved.
    execArgv: ["--max-semi-space-size=64"],
    projects: [
      project("main", ["test/**/*.test.ts"], 300_000, ["test/processes/**", "test/package/**"]),
      project("package", ["test/package/*.test.ts"], 600_000),
      project("processes", ["test/processes/*.test.ts"], 600_000),
      project("soak", ["test/soak/*.soak.ts"], 900_000),
      project("hostile", ["test/hostile/*.hostile.ts"], 300_000),
      project("browser", ["test/browser/*.browser.ts"], 300_000),
      project(
        "spreadsheets",
        ["test/spreadsheets/*.spreadsheets.ts"],
        600_000,
        [],
        "test/spreadsheets/open-offices.ts",
      ),
      project("mutants", ["test/mutants/*.mutants.ts"], 900_000),
      project("bench", ["test/bench/*.bench.ts"], 1_800_000),
    ],
  },
});

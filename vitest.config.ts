import { statfsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

interface Project {
  readonly include: readonly string[];
  /** Milliseconds: far beyond what a test takes, also on a machine that others use. */
  readonly testTimeout: number;
  readonly exclude?: readonly string[];
  readonly env?: Partial<Record<string, string>>;
  /** Runs before the first test of the project. */
  readonly globalSetup?: string;
}

const project = (name: string, own: Project) => ({
  test: {
    name,
    ...own,
    include: [...own.include],
    exclude: [...(own.exclude ?? [])],
    globalSetup: [own.globalSetup ?? "test/support/build.ts"],
    setupFiles: ["test/support/seeded.ts"],
    // Files share what they have loaded; no test leaves anything in it.
    isolate: false,
    // Tests make much that is soon garbage, and other threads have no core to collect it.
    execArgv: ["--min-semi-space-size=64", "--max-semi-space-size=128", "--single-threaded-gc"],
    // A poll waits for what comes at some time, on any machine; what it found instead is in its message.
    expect: { poll: { interval: 10, timeout: 120_000 } },
  },
});

/** A folder in memory, where there is one with room: most tests write a few small files. */
function memory(): { TMPDIR?: string } {
  try {
    const { bavail, bsize } = statfsSync("/dev/shm");
    return bavail * bsize > 4 * 1024 ** 3 ? { TMPDIR: "/dev/shm" } : {};
  } catch {
    return {};
  }
}

const shops = ["test/sandbox*/*.test.ts", "test/foreign-facts/*.test.ts"];

export default defineConfig({
  test: {
    disableConsoleIntercept: true,
    maxWorkers: Math.max(2, availableParallelism()),
    projects: [
      project("main", {
        include: ["test/**/*.test.ts"],
        exclude: [...shops, "test/processes/**", "test/package/**"],
        testTimeout: 300_000,
        env: { ...memory(), ...(process.env["CI"] === undefined && { FEW_CASES: "yes" }) },
      }),
      project("shops", { include: shops, testTimeout: 300_000 }),
      project("package", { include: ["test/package/*.test.ts"], testTimeout: 600_000 }),
      project("processes", { include: ["test/processes/**/*.test.ts"], testTimeout: 600_000 }),
      project("soak", { include: ["test/soak/*.soak.ts"], testTimeout: 900_000 }),
      project("hostile", { include: ["test/hostile/*.hostile.ts"], testTimeout: 300_000 }),
      project("browser", { include: ["test/browser/*.browser.ts"], testTimeout: 300_000 }),
      project("spreadsheets", {
        include: ["test/spreadsheets/*.spreadsheets.ts"],
        testTimeout: 600_000,
        globalSetup: "test/spreadsheets/office/open-offices.ts",
      }),
      project("mutants", { include: ["test/mutants/*.mutants.ts"], testTimeout: 900_000 }),
      project("bench", { include: ["test/bench/*.bench.ts"], testTimeout: 1_800_000 }),
    ],
  },
});

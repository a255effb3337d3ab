// Runs the tests that have to catch bugs, all in one vitest whose few workers stay.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createVitest, type TestModule, type Vitest } from "vitest/node";
import { build } from "./built.ts";
import { idOf, keyOf, loadBugs } from "./loading.ts";
import type { Mutant } from "./mutant.ts";
import { PatientWorker } from "./patient-worker.ts";
import { type Bug, escaped, plant, root } from "./planted.ts";

/** Milliseconds after which a test has failed by its time, which is no catch. */
const testTimeout = 180_000;
/** Milliseconds after which a worker is killed whose test does not even fail by its time. */
const patience = testTimeout + 20_000;

/** What became of one test with a bug. */
interface Verdict {
  readonly name: string;
  readonly status: "passed" | "failed";
  /** What it failed of; empty where it passed. */
  readonly failures: readonly string[];
}

export interface Outcome {
  /** One for each test with the wanted name; none where there is a problem. */
  readonly verdicts: readonly Verdict[];
  readonly problem?: string | undefined;
  readonly seconds: number;
}

/** Runs each mutant's test; the outcomes are by the names of the mutants. */
export async function runWithBugs(mutants: readonly Mutant[]): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>();
  const bugs = new Map<string, Bug>();
  for (const [at, mutant] of mutants.entries()) {
    outcomes.set(mutant.name, failed("its process ended before the test"));
    try {
      bugs.set(`${at}`, plant(mutant, `${at}`));
    } catch (error) {
      outcomes.set(mutant.name, failed(String(error)));
    }
  }
  // Also for the temporary files of the tests, not all of which come to their end.
  const folder = await mkdtemp(join(tmpdir(), "inventory-csv-mutants-"));
  try {
    build([...bugs.values()], folder);
    const vitest = await openVitest(bugs, folder, (id, outcome) => {
      outcomes.set(bugs.get(keyOf(id))?.mutant.name ?? id, outcome);
    });
    try {
      await vitest.runTestSpecifications(
        [...bugs.values()].map((bug) => {
          const testNamePattern = new RegExp(escaped(bug.mutant.test[1]));
          return vitest.getRootProject().createSpecification(idOf(bug), { testNamePattern });
        }),
      );
    } finally {
      await vitest.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return outcomes;
}

const openVitest = (
  bugs: ReadonlyMap<string, Bug>,
  folder: string,
  record: (id: string, outcome: Outcome) => void,
): Promise<Vitest> =>
  createVitest(
    "test",
    {
      config: false,
      root,
      watch: false,
      cache: false,
      setupFiles: ["test/support/seeded.ts"],
      // Files share what they have loaded, as in the other suites; what leads to a bug is loaded for each.
      isolate: false,
      // At least two: to a single worker vitest would hand all tests at once, and one that hangs would stop all.
      maxWorkers: 2,
      pool: {
        name: "patient",
        createPoolWorker: (options) =>
          new PatientWorker(options, patience, (id) =>
            record(id, failed("its test did not end", patience / 1000)),
          ),
      },
      testTimeout,
      expect: { poll: { interval: 10, timeout: 120_000 } },
      env: { TMPDIR: folder },
      reporters: [{ onTestModuleEnd: (module) => record(module.moduleId, outcomeOf(module)) }],
    },
    { plugins: [loadBugs(bugs, folder)], server: { watch: null } },
  );

const failed = (problem: string, seconds = 0): Outcome => ({ verdicts: [], problem, seconds });

function outcomeOf(module: TestModule): Outcome {
  const { collectDuration, duration } = module.diagnostic();
  const verdicts = [...module.children.allTests()].flatMap((test): Verdict[] => {
    const { state: status, errors = [] } = test.result();
    if (status !== "passed" && status !== "failed") return [];
    const failures = errors.map(({ name, message }) => `${name}: ${message}`);
    return [{ name: test.fullName, status, failures }];
  });
  const [error] = module.errors();
  const problem = error?.message ?? (verdicts.length === 0 ? "no test has this name" : undefined);
  return { verdicts, problem, seconds: (collectDuration + duration) / 1000 };
}

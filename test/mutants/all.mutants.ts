// Bugs planted one at a time, each of which a test of the project has to catch; a table at the end says which did. That
// these tests pass without a bug is what `npm test` and `npm run test:soak` show.
import { afterAll, beforeAll, test, TestRunner } from "vitest";
import { byGraphql } from "./by-graphql.ts";
import { deciding } from "./deciding.ts";
import { keeping } from "./keeping.ts";
import { type Mutant, mutant } from "./mutant.ts";
import { reading } from "./reading.ts";
import { type Outcome, runWithBugs } from "./running.ts";
import { sending } from "./sending.ts";
import { submitting } from "./submitting.ts";
import { trusting } from "./trusting.ts";

const mutants = [
  ...sending,
  ...byGraphql,
  ...reading,
  ...deciding,
  ...keeping,
  ...trusting,
  ...submitting,
];
/** Nothing is changed, so nothing may be caught: in the test's own process, and in one of the built program. */
const harmless = [
  mutant(
    "a text in the place of itself",
    [
      "src/apply/compare.ts",
      "if (same(field, live[name], from))",
      "if (same(field, live[name], from))",
    ],
    ["test/import/base.test.ts", "an emptied cell clears"],
  ),
  mutant(
    "a text in the place of itself, in a process",
    [
      "src/run/shop-lock.ts",
      "if (tryLock(fd, lockedByte, 1)) break;",
      "if (tryLock(fd, lockedByte, 1)) break;",
    ],
    [
      "test/processes/interrupted/shop-lock.test.ts",
      "while an import waits, import and apply end with 5",
    ],
  ),
];
const all = [...mutants, ...harmless];

let outcomes: ReadonlyMap<string, Outcome> = new Map();
const { tasks } = TestRunner.getCurrentSuite();
beforeAll(async () => {
  const chosen = new Set(tasks.filter(({ mode }) => mode === "run").map(({ name }) => name));
  outcomes = await runWithBugs(all.filter(({ name }) => chosen.has(name)));
}, 1_800_000);

/** The name of the test that failed by an assertion: a time-out or an error of the test itself would prove nothing. */
const caughtBy = (outcome: Outcome | undefined): string | undefined =>
  outcome?.verdicts.find(({ failures }) =>
    failures.some((failure) => failure.startsWith("AssertionError")),
  )?.name;

test.for(mutants.map(({ name }) => [name] as const))("%s", ([name], { expect }) => {
  const outcome = outcomes.get(name);
  expect(caughtBy(outcome), `caught by an assertion: ${JSON.stringify(outcome)}`).toBeDefined();
});

test.for(harmless.map(({ name }) => [name] as const))("%s", ([name], { expect }) => {
  const { verdicts } = outcomes.get(name) ?? { verdicts: [] };
  expect(verdicts).toEqual([{ name: expect.any(String), status: "passed", failures: [] }]);
});

/** Characters of a test's name in the table. */
const shown = 90;

function rowOf({ name }: Mutant): string[] {
  const outcome = outcomes.get(name);
  if (outcome === undefined) return [name, "not tried", ""];
  const { verdicts, problem, seconds } = outcome;
  const survived = verdicts.every(({ status }) => status === "passed");
  const by = caughtBy(outcome) ?? problem ?? (survived ? "SURVIVED" : "no assertion");
  return [name, by.length > shown ? `${by.slice(0, shown - 1)}…` : by, seconds.toFixed(1)];
}

afterAll(() => {
  const rows = [["mutant", "caught by", "seconds"], ...mutants.map(rowOf)];
  const width = Math.max(...rows.map(([name = ""]) => name.length));
  const lines = rows.map(([name = "", by = "", seconds = ""]) =>
    `${name.padEnd(width)}  ${by.padEnd(shown)}  ${seconds.padStart(7)}`.trimEnd(),
  );
  process.stdout.write(`\n${lines.join("\n")}\n`);
});

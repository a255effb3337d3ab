// Bugs planted one at a time, each of which a test of the project has to catch; a table at the end says which did. That
// these tests pass without a bug is what `npm test` and `npm run test:soak` show.
import { afterAll, test, vi } from "vitest";
import { byGraphql } from "./by-graphql.ts";
import { deciding } from "./deciding.ts";
import { keeping } from "./keeping.ts";
import type { Mutant } from "./mutant.ts";
import { copyTree, type Verdict } from "./planting.ts";
import { reading } from "./reading.ts";
import { sending } from "./sending.ts";
import { submitting } from "./submitting.ts";
import { trusting } from "./trusting.ts";

vi.setConfig({ maxConcurrency: 3 });
const mutants = [
  ...sending,
  ...byGraphql,
  ...reading,
  ...deciding,
  ...keeping,
  ...trusting,
  ...submitting,
];
/** By mutant: the test that caught it, and the seconds that it took. */
const caught = new Map<string, readonly [by: string, seconds: string]>();
/** Characters of a test's name in the table. */
const shown = 90;
const isOf = ({ test: [file, name] }: Mutant, verdict: Verdict): boolean =>
  verdict.file === file && verdict.name.includes(name);

afterAll(() => {
  const rows = [
    ["mutant", "caught by", "seconds"],
    ...mutants.map(({ name }) => [name, ...(caught.get(name) ?? ["not tried", ""])]),
  ];
  const width = Math.max(...rows.map(([name = ""]) => name.length));
  const lines = rows.map(([name = "", by = "", seconds = ""]) => {
    const test = by.length > shown ? `${by.slice(0, shown - 1)}…` : by;
    return `${name.padEnd(width)}  ${test.padEnd(shown)}  ${seconds.padStart(7)}`.trimEnd();
  });
  process.stdout.write(`\n${lines.join("\n")}\n`);
});

test.concurrent.for(mutants.map((mutant) => [mutant.name, mutant] as const))(
  "%s",
  async ([name, mutant], { expect }) => {
    const start = performance.now();
    const copy = await copyTree();
    try {
      for (const edit of mutant.edits) await copy.plant(edit);
      const verdicts = (await copy.run(mutant.test)).filter((verdict) => isOf(mutant, verdict));
      // A time-out or an error of the test itself would prove nothing.
      const asserted = verdicts.find(({ failures }) =>
        failures.some((failure) => failure.startsWith("AssertionError")),
      );
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      const survived = verdicts.every(({ status }) => status === "passed");
      const by = survived ? "SURVIVED" : (asserted?.name ?? "no assertion");
      caught.set(name, [by, seconds]);
      expect(asserted, `caught by an assertion: ${JSON.stringify(verdicts)}`).toBeDefined();
    } finally {
      await copy.discard();
    }
  },
);

// The plan on disk: JSON lines, first a heading, then one decision per row, in the sheet's order.
import { checked, firstEntry, readEntries, type Refuse } from "../run/entries.ts";
import { RunError } from "../run/run-error.ts";
import type { Run } from "../run/run.ts";
import { readBytes, readLines } from "../disk/read.ts";
import { WholeFile, writeWhole } from "../disk/whole-file.ts";
import type { Decision } from "./decision.ts";
import { decisionSchema, isQuiet } from "./decision-schema.ts";
import { headingSchema, type PlanHeading } from "./plan-heading.ts";
import type { Decisions, Revision } from "./watch/sheet-watch.ts";

export type { PlanHeading } from "./plan-heading.ts";

/**
 * Writes the plan; it appears complete or not at all. `revisionOf` is called after the last decision and may read them
 * all again. If it returns a revision, that is applied to each decision before the plan gets its name, and the result
 * is true.
 */
export async function writePlan(
  run: Run,
  head: PlanHeading,
  decisions: Decisions,
  revisionOf?: (read: () => Decisions) => Promise<Revision | undefined>,
): Promise<boolean> {
  const file = await WholeFile.begin(run.file("plan.jsonl"));
  try {
    for await (const text of linesOf(head, decisions)) await file.write(text);
    const written = await file.finish();
    const read = (): Decisions => decisionsIn(written);
    const revise = await revisionOf?.(read);
    if (revise !== undefined) await writeWhole(written, linesOf(head, revised(read(), revise)));
    await file.commit();
    return revise !== undefined;
  } catch (error) {
    await file.abandon();
    throw error;
  }
}

async function* linesOf(head: PlanHeading, decisions: Decisions): AsyncGenerator<string> {
  yield `${JSON.stringify(head)}\n`;
  for await (const batch of decisions) {
    yield batch.map((decision) => `${JSON.stringify(decision)}\n`).join("");
  }
}

async function* revised(
  decisions: Decisions,
  revise: Revision,
): AsyncGenerator<readonly Decision[]> {
  for await (const batch of decisions) yield batch.map(revise);
}

const parse = (line: Buffer): Decision => JSON.parse(line.toString()) as Decision;

/** The decisions of a plan that this process has just written and that has no name yet. */
async function* decisionsIn(path: string): AsyncGenerator<readonly Decision[]> {
  let isFirst = true;
  for await (const batch of readLines(readBytes(path), parse)) {
    yield isFirst ? batch.slice(1) : batch;
    if (batch.length > 0) isFirst = false;
  }
}

const noHeading = "its first line is not the heading of a plan";

const headingIn = (run: Run, entry: object): PlanHeading =>
  checked(headingSchema, entry, 1, (line, what) => {
    throw new RunError(run.nameOf("plan.jsonl"), `${noHeading}: line ${line} ${what}`);
  });

/** Throws a RunError if the file is not a plan of this format. */
export async function readHeading(run: Run): Promise<PlanHeading> {
  const entry = await firstEntry(run, "plan.jsonl");
  if (entry !== undefined) return headingIn(run, entry);
  throw new RunError(run.nameOf("plan.jsonl"), noHeading);
}

/**
 * Every decision of a stored plan, in the sheet's order, some hundreds at a time. Throws a RunError if the file is
 * damaged, if a line is not one of this program's, or at the end if decisions are missing.
 */
export async function* readStoredPlan(run: Run): AsyncGenerator<readonly Decision[]> {
  const heading = await readHeading(run);
  const isUndo = heading.undoes !== undefined;
  yield* readDecisions(run, heading, (entry, line, refuse) =>
    isQuiet(entry) ? entry : checked(decisionSchema(entry, isUndo), entry, line, refuse),
  );
}

/**
 * The same for a plan that this process has written or checked by `readStoredPlan`: its lines are not checked again.
 */
export async function* readPlan(run: Run): AsyncGenerator<readonly Decision[]> {
  yield* readDecisions(run, await readHeading(run), (entry) => entry as Decision);
}

async function* readDecisions(
  run: Run,
  { rows }: PlanHeading,
  read: (entry: object, line: number, refuse: Refuse) => Decision,
): AsyncGenerator<readonly Decision[]> {
  let found = 0;
  const entries = readEntries(run, "plan.jsonl", (entry, line, refuse) =>
    line === 1 ? undefined : read(entry, line, refuse),
  );
  for await (const batch of entries) {
    const decisions = batch.filter((entry) => entry !== undefined);
    found += decisions.length;
    yield decisions;
  }
  if (found !== rows)
    throw new RunError(run.nameOf("plan.jsonl"), `it has ${found} of ${rows} rows`);
}

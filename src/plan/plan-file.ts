// The plan on disk: JSON lines, first what it was made for, then one decision for every row, in the sheet's order.
import { z } from "zod";
import { readLines } from "../disk/read.ts";
import type { Run } from "../run/run.ts";
import { writeWhole } from "../disk/whole-file.ts";
import type { Decision } from "./decision.ts";

const heading = z.object({
  format: z.literal(1),
  /** The shop that the plan was made for, and the only one it may be applied to. */
  shop: z.string(),
  /** The sheet's name as the user gave it. */
  sheet: z.string(),
  /** SHA-256 of the sheet that the run keeps. */
  sha256: z.string(),
  /** Of an undo: the folder of the run that it takes back. Such a plan has no guards to pass. */
  undoes: z.string().optional(),
  /** When the plan was begun, ISO 8601 in UTC. */
  made: z.string(),
});

export type PlanHeading = z.infer<typeof heading>;

export async function writePlan(
  run: Run,
  head: PlanHeading,
  decisions: AsyncIterable<readonly Decision[]>,
): Promise<void> {
  async function* lines(): AsyncGenerator<string> {
    yield `${JSON.stringify(head)}\n`;
    for await (const some of decisions) {
      yield some.map((decision) => `${JSON.stringify(decision)}\n`).join("");
    }
  }
  await writeWhole(run.file("plan.jsonl"), lines());
}

export async function readHeading(run: Run): Promise<PlanHeading> {
  for await (const [line] of readLines(run.read("plan.jsonl"))) {
    if (line !== undefined) return heading.parse(JSON.parse(line));
  }
  throw new Error(`${run.file("plan.jsonl")} is empty`);
}

/** Every decision of the plan, in the sheet's order, some hundreds at a time. */
export async function* readPlan(run: Run): AsyncGenerator<readonly Decision[]> {
  let first = true;
  for await (const lines of readLines(run.read("plan.jsonl"))) {
    // Only this program writes a plan, whole or not at all: its shape is not checked again.
    yield lines.slice(first ? 1 : 0).map((line) => JSON.parse(line) as Decision);
    first &&= lines.length === 0;
  }
}

// The plan on disk: JSON lines, first what it was made for, then one decision for every row, in the sheet's order.
import { z } from "zod";
import { fieldNames } from "../item/fields.ts";
import { limitsSchema } from "./guards.ts";
import { readEntries, RunError } from "../run/entries.ts";
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
  /** The limits that were given when the plan was made; it may not go beyond them later either. */
  limits: limitsSchema.optional(),
  /** The columns that alone were to bring changes. */
  only: z.array(z.enum(fieldNames)).readonly().optional(),
  /** Rows were matched by SKU. */
  match: z.literal("sku").optional(),
  /** The program that wrote the sheet, where it was known by its titles. */
  profile: z.string().optional(),
  /** Columns of another program's sheet, or of a mapped one, that are no field. */
  columns_left_out: z.array(z.string()).readonly().optional(),
  /** The sheet was a workbook, whose cells the run keeps as CSV. */
  workbook: z.literal(true).optional(),
  /** The flags without which the retry sheet would be read otherwise. */
  flags: z.array(z.string()).readonly().optional(),
  /** How the sheet's bytes are read, where they leave it open. */
  reading: z
    .object({
      encoding: z.string().optional(),
      delimiter: z.string().optional(),
      map: z
        .array(z.tuple([z.string(), z.string()]).readonly())
        .readonly()
        .optional(),
    })
    .optional(),
  /** The base that the sheet was merged by: where it lay, and when it was exported. */
  base: z.object({ file: z.string(), exported: z.string() }).optional(),
  /** How many decisions follow. */
  rows: z.int(),
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

/** Throws a RunError where the plan is none of this version. */
export async function readHeading(run: Run): Promise<PlanHeading> {
  for await (const [first] of readEntries(run, "plan.jsonl")) {
    if (first === undefined) continue;
    const read = heading.safeParse(first);
    if (read.success) return read.data;
    break;
  }
  throw new RunError(run.file("plan.jsonl"), "its first line is no heading of a plan");
}

/**
 * Every decision of the plan, in the sheet's order, some hundreds at a time; throws a RunError where it is damaged, at
 * its end where some are missing.
 */
export async function* readPlan(run: Run): AsyncGenerator<readonly Decision[]> {
  const { rows } = await readHeading(run);
  let read = -1; // the heading
  for await (const entries of readEntries<Decision>(run, "plan.jsonl")) {
    yield read < 0 ? entries.slice(1) : entries;
    read += entries.length;
  }
  if (read !== rows) throw new RunError(run.file("plan.jsonl"), `it has ${read} of ${rows} rows`);
}

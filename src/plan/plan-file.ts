// The plan on disk: JSON lines, first a heading, then one decision per row, in the sheet's order.
import { z } from "zod";
import { fieldNames } from "../item/fields.ts";
import { limitsSchema } from "./guards.ts";
import { readEntries, RunError } from "../run/entries.ts";
import type { Run } from "../run/run.ts";
import { readBytes, readLines } from "../disk/read.ts";
import { WholeFile, writeWhole } from "../disk/whole-file.ts";
import type { Decision } from "./decision.ts";
import type { Decisions, Revision } from "./watch/sheet-watch.ts";

const heading = z.object({
  format: z.literal(1),
  /** The shop that the plan was made for; it must not be applied to another. */
  shop: z.string(),
  /** The name of the sheet as the user gave it. */
  sheet: z.string(),
  /** SHA-256 of the sheet in the run. */
  sha256: z.string(),
  /** For an undo: the folder of the run that it undoes. Such a plan has no guards. */
  undoes: z.string().optional(),
  /** The limits that were given with the plan; they also hold when it is applied later. */
  limits: limitsSchema.optional(),
  /** The columns of `--only`. */
  only: z.array(z.enum(fieldNames)).readonly().optional(),
  /** Rows were matched by SKU. */
  match: z.literal("sku").optional(),
  /** The program that wrote the sheet, if its titles show that. */
  profile: z.string().optional(),
  /** Columns that are not a field, in a sheet of another program or with `--map`. */
  columns_left_out: z.array(z.string()).readonly().optional(),
  /** The sheet was a workbook, whose cells the run keeps as CSV. */
  workbook: z.literal(true).optional(),
  /** The flags that are needed to import the retry sheet. */
  flags: z.array(z.string()).readonly().optional(),
  /** How to read the bytes of the sheet, as far as they do not show it. */
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
  /** The base that the sheet was compared with: its path, and when it was exported. */
  base: z.object({ file: z.string(), exported: z.string() }).optional(),
  /** How many decisions follow. */
  rows: z.int(),
  /** When the plan was started, ISO 8601, UTC. */
  made: z.string(),
});

export type PlanHeading = z.infer<typeof heading>;

/**
 * Writes the plan whole or not at all. `revisionOf` is asked after the last decision, and may read them all again; what
 * it gives is applied to each before the plan gets its name. Resolves to whether it gave anything.
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
  for await (const some of decisions) {
    yield some.map((decision) => `${JSON.stringify(decision)}\n`).join("");
  }
}

async function* revised(
  decisions: Decisions,
  revise: Revision,
): AsyncGenerator<readonly Decision[]> {
  for await (const some of decisions) yield some.map(revise);
}

/** Of a plan that has no name yet: this process has just written it. */
async function* decisionsIn(path: string): AsyncGenerator<readonly Decision[]> {
  let isFirst = true;
  for await (const lines of readLines(readBytes(path))) {
    const some = isFirst ? lines.slice(1) : lines;
    if (lines.length > 0) isFirst = false;
    yield some.map((line) => JSON.parse(line) as Decision);
  }
}

/** Throws a RunError if the file is not a plan of this format. */
export async function readHeading(run: Run): Promise<PlanHeading> {
  for await (const [first] of readEntries(run, "plan.jsonl")) {
    if (first === undefined) continue;
    const read = heading.safeParse(first);
    if (read.success) return read.data;
    break;
  }
  throw new RunError(run.nameOf("plan.jsonl"), "its first line is not the heading of a plan");
}

/**
 * Every decision of the plan, in the sheet's order, some hundreds at a time. Throws a RunError if the file is damaged, or
 * at the end if decisions are missing.
 */
export async function* readPlan(run: Run): AsyncGenerator<readonly Decision[]> {
  const { rows } = await readHeading(run);
  let read = -1; // the heading
  for await (const entries of readEntries<Decision>(run, "plan.jsonl")) {
    yield read < 0 ? entries.slice(1) : entries;
    read += entries.length;
  }
  if (read !== rows) throw new RunError(run.nameOf("plan.jsonl"), `it has ${read} of ${rows} rows`);
}

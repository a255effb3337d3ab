// `summary.json`, and the line of `--json` of the commands with a plan.
import { z } from "zod";
import { outcomes } from "../apply/outcome.ts";
import type { NothingToUndo } from "../import/undo.ts";
import { fieldNames } from "../item/fields.ts";
import { complaintKinds, warningKinds } from "../plan/decision-schema.ts";
import { decisions } from "../plan/decision.ts";
import { mistakeKinds } from "../plan/mistake.ts";
import type { Summary } from "../report/summary.ts";
import { exactly } from "./exactly.ts";
import { instant } from "../disk/stored-schemas.ts";
import { count, fieldCounts, format, shop, texts } from "./values.ts";

export const decisionCounts = z.record(z.enum(decisions), count);
export const outcomeCounts = z.record(z.enum(outcomes), count);

const line = z.int().min(1);

const groups = z
  .array(
    z.strictObject({
      column: z.string(),
      kind: z.enum([...warningKinds, ...complaintKinds, ...mistakeKinds]),
      cells: count,
      line,
      text: z.string(),
      texts: z.array(z.strictObject({ text: z.string(), cells: count, line })).exactOptional(),
      rule: z.string().exactOptional(),
    }),
  )
  .describe("Cells of one column with the same kind of message, and the first of them");

export const summary = exactly<Summary>()(
  z.strictObject({
    format,
    run: z.string().describe("The folder of the run"),
    shop,
    sheet: z.string().describe("The sheet, as it was named"),
    only: z.array(z.enum(fieldNames)).exactOptional().describe("The columns of --only"),
    only_empty: z.literal(true).exactOptional(),
    match: z.literal("sku").exactOptional().describe("Rows were matched by SKU"),
    profile: z.string().exactOptional().describe("The program that wrote the sheet"),
    columns_left_out: texts.exactOptional(),
    columns_for_shop: texts.exactOptional().describe("Titles of columns for this shop"),
    columns_for_others: texts.exactOptional().describe("Titles of columns for other shops"),
    planned: instant,
    reported: instant.nullable().describe("Null for a run that is only planned"),
    rows: count,
    decisions: decisionCounts,
    fields: fieldCounts.describe("How many rows change each field"),
    looked_up: count.describe("Ids or SKUs that were looked up in the shop"),
    left_out: fieldCounts.describe(
      "How many rows have an edit that --only or --only-empty leaves out",
    ),
    clears: count.describe("Rows that lose a value"),
    clears_by_base: count.describe("How many of them by an empty cell that had one at export"),
    never_sent: z.record(z.string(), count).describe("Edits in columns that are never sent"),
    warnings: groups,
    complaints: groups,
    mistakes: groups,
    outcomes: outcomeCounts.nullable().describe("Null for a run that is only planned"),
    needs_attention: count.describe("Rows that a person has to fix"),
    attempts: count.describe("Requests that send a change, over all tries"),
    choice: z
      .strictObject({ left_out: count, later: count, released: count })
      .exactOptional()
      .describe("If only some rows were chosen"),
    stopped: z.string().exactOptional().describe("Why the run ended before its last row"),
  }),
);

export const nothingToUndo = exactly<NothingToUndo>()(
  z.strictObject({
    format,
    undoes: z.string().describe("The folder of the run that was to be undone"),
    shop,
    rows: z.literal(0),
  }),
);

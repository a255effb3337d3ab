// The lines of `--json` of the commands without a plan.
import { z } from "zod";
import { costKinds } from "../audit/cost-kind.ts";
import type { Count } from "../audit/coverage.ts";
import { type Suspicion, suspicions } from "../audit/findings.ts";
import type { AuditLine } from "../audit/view.ts";
import type { DiagnosisLine } from "../doctor/show-diagnosis.ts";
import type { ExportLine } from "../export/export-items.ts";
import { fieldNames } from "../item/fields.ts";
import type { RunsLine } from "../runs/list-runs.ts";
import { exactly } from "./exactly.ts";
import { decisionCounts, outcomeCounts } from "./summary.ts";
import { instant } from "../disk/stored-schemas.ts";
import { count, format, points, requests, seconds, shop, texts } from "./values.ts";

const missing = texts.describe("Ids that the shop does not know");
const file = z.string().exactOptional().describe("The sheet that was written");
const base = z.string().exactOptional().describe("Its base");

export const exportLine = exactly<ExportLine>()(
  z.strictObject({
    format,
    shop,
    asked: count.describe("Items of the ids, or of the store"),
    read: count,
    written: count,
    missing,
    requests,
    points,
    seconds,
    file,
    base,
    removed: texts.exactOptional().describe("Older exports that --keep removed"),
    stuck: texts.exactOptional().describe("Older exports that could not be removed, and why"),
  }),
);

const counted = {
  count: count.describe("Items"),
  example: z
    .strictObject({
      id: z.string(),
      sku: z.string().nullable(),
      product: z.string().exactOptional(),
      variant: z.string().exactOptional(),
      text: z.string().exactOptional().describe("What is suspicious about it"),
    })
    .exactOptional(),
};

const counts = z.array(exactly<Count>()(z.strictObject({ value: z.string(), ...counted })));

export const auditLine = exactly<AuditLine>()(
  z.strictObject({
    format,
    shop,
    items: count,
    todo: count.describe("Items that lack a value or have a suspicious one"),
    lacking: z.array(
      z.strictObject({
        value: z.enum(fieldNames),
        ...counted,
        of: count.describe("Items that should have it"),
      }),
    ),
    costs: z.array(z.strictObject({ value: z.enum(costKinds), ...counted })),
    hs_codes: counts.describe("The most frequent first"),
    origins: counts.describe("The most frequent first"),
    suspicious: z.array(
      z.strictObject({ value: z.enum(Object.keys(suspicions) as Suspicion[]), ...counted }),
    ),
    missing,
    requests,
    points,
    seconds,
    file,
    base,
    page: z.string().exactOptional().describe("The page of --html"),
  }),
);

export const diagnosisLine = exactly<DiagnosisLine>()(
  z.strictObject({
    format,
    shop: shop.nullable(),
    works: z.boolean().describe("No check fails"),
    checks: z.array(
      z.strictObject({
        check: z.enum([
          "settings",
          "shop",
          "credentials",
          "name",
          "scopes",
          "version",
          "bucket",
          "graphql",
          "clock",
          "runs",
          "lock",
        ]),
        state: z.enum(["ok", "fails", "look", "skipped"]),
        found: z.string(),
        todo: z.string().exactOptional().describe("How to fix it"),
      }),
    ),
    commands: z
      .array(z.strictObject({ command: z.string(), lacks: texts.describe("Scopes") }))
      .nullable()
      .describe("Null if the scopes are not known"),
  }),
);

export const runsLine = exactly<RunsLine>()(
  z.strictObject({
    format,
    folder: z.string(),
    runs: z
      .array(
        z.strictObject({
          run: z.string().describe("Its folder"),
          name: z.string(),
          planned: instant.nullable(),
          reported: instant.nullable(),
          shop: shop.nullable(),
          command: z.string().nullable(),
          sheet: z.string().nullable(),
          state: z.enum(["planned", "stopped", "finished", "to_fix", "incomplete", "unreadable"]),
          problem: z.string().nullable(),
          rows: count.nullable(),
          decisions: decisionCounts.nullable(),
          outcomes: outcomeCounts.nullable(),
          needs_attention: count.nullable(),
          undoes: z.string().nullable().describe("The name of the run that it undoes"),
          undone_by: texts,
        }),
      )
      .describe("The newest first; what is not known is null"),
  }),
);

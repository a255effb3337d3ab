// What a command for several shops leaves and prints.
import { z } from "zod";
import type { Difference } from "../audit/differences.ts";
import { compared } from "../audit/differences.ts";
import { groupSchema } from "../group/group-file.ts";
import type { GroupLine, ShopLine } from "../group/view-group.ts";
import { exactly } from "./exactly.ts";
import { auditLine, diagnosisLine, exportLine } from "./lines.ts";
import { nothingToUndo, summary } from "./summary.ts";
import { ending, exitCode, format, shop } from "./values.ts";

export const groupFile = groupSchema;

const shopLine = exactly<Omit<ShopLine, "result">>()(
  z.strictObject({
    shop,
    settings_file: z.string().describe("As it was named"),
    ...ending,
    run: z.string().nullable().describe("The folder of the run, if it has one"),
  }),
).extend({
  result: z
    .union([summary, nothingToUndo, exportLine, auditLine, diagnosisLine])
    .nullable()
    .describe("The line that the command prints for one shop"),
});

const difference = exactly<Difference>()(
  z.strictObject({
    sku: z.string(),
    field: z.enum(compared),
    values: z.record(z.string(), z.string()).describe("By shop"),
  }),
);

export const groupLine = exactly<Omit<GroupLine, "shops">>()(
  z.strictObject({
    format,
    command: z.string(),
    group: z.string().nullable().describe("The folder of the group, if it has runs"),
    exit_code: exitCode.describe("The worst of the shops"),
    different: z
      .array(difference)
      .exactOptional()
      .describe("Of audit: SKUs with different HS codes or origins"),
  }),
).extend({ shops: z.array(shopLine) });

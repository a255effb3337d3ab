// The first line of a plan: what it was made from and for. It can come from elsewhere, so every value has to be one that
// this program writes there.
import { z } from "zod";
import { instant, sha256 } from "../disk/stored-schemas.ts";
import { fieldNames } from "../item/fields.ts";
import { profiles } from "../item/profiles.ts";
import { readDelimiter } from "../sheet/dialect.ts";
import { isEncoding } from "../sheet/text/encoding.ts";
import { targetColumn } from "../sheet/titles/titles.ts";
import type { LineWord } from "../words.ts";
import { limitsSchema } from "./guards.ts";

/** The flags of a retry sheet, and what may follow each. */
const flagValues: Readonly<Record<string, RegExp>> = {
  "--map": /=/,
  "--match": /^(id|sku)$/,
  "--source": /^[a-z]+$/,
  "--only": /^[a-z_,]+$/,
  "--decimal": /^[.,]$/,
  "--delimiter": /^.$/s,
  "--hs-zeros": /^keep$/,
};

function areFlags(words: readonly string[]): boolean {
  for (let at = 0; at < words.length; at += 1) {
    const flag = words[at] ?? "";
    if (flag === "--fix-hs-zeros" || flag === "--only-empty") continue;
    const form = Object.hasOwn(flagValues, flag) ? flagValues[flag] : undefined;
    at += 1;
    if (form === undefined || !form.test(words[at] ?? "")) return false;
  }
  return true;
}

const reading = z.object({
  encoding: z.string().refine(isEncoding, { error: "unknown encoding" }).optional(),
  delimiter: z
    .string()
    .refine((text) => readDelimiter(text) === text, { error: "unknown delimiter" })
    .optional(),
  map: z
    .array(
      z
        .tuple([
          z.string(),
          z.string().refine((target) => targetColumn(target, 0) !== undefined, {
            error: "unknown column",
          }),
        ])
        .readonly(),
    )
    .readonly()
    .optional(),
});

export const headingSchema = z.object({
  format: z.literal(1),
  /** The shop that the plan was made for; it must not be applied to another. */
  shop: z.string(),
  /** The name of the sheet as the user gave it. */
  sheet: z.string(),
  /** SHA-256 of the sheet in the run. */
  sha256,
  /** For an undo: the folder of the run that it undoes. */
  undoes: z.string().optional(),
  /** It undoes only some rows or fields of that run. */
  undoes_part: z.literal(true).optional(),
  /** The limits that were given with the plan. When it is applied later they can only be stricter than the usual ones. */
  limits: limitsSchema.optional(),
  /** The columns of `--only`. */
  only: z.array(z.enum(fieldNames)).readonly().optional(),
  /** Only what is empty in the shop is filled. */
  only_empty: z.literal(true).optional(),
  /** Rows were matched by SKU. */
  match: z.literal("sku").optional(),
  /** The program that wrote the sheet, if its titles show that. */
  profile: z.enum(profiles.map(({ name }) => name)).optional(),
  /** Columns that are not a field, in a sheet of another program or with `--map`. */
  columns_left_out: z.array(z.string()).readonly().optional(),
  /** Columns that were read because they are for this shop, as `cost@acme-us`, or for its currency. */
  columns_for_shop: z.array(z.string()).readonly().optional(),
  /** Columns that were not read because they are for other shops or currencies. */
  columns_for_others: z.array(z.string()).readonly().optional(),
  /** The sheet was a workbook, whose cells the run keeps as CSV. */
  workbook: z.literal(true).optional(),
  /** The flags that are needed to import the retry sheet. */
  flags: z.array(z.string()).readonly().refine(areFlags, { error: "unknown flags" }).optional(),
  /** How to read the bytes of the sheet, as far as they do not show it. */
  reading: reading.optional(),
  /** The base that the sheet was compared with: its path, and when it was exported. */
  base: z.object({ file: z.string(), exported: instant }).optional(),
  /** How many decisions follow. */
  rows: z.int().nonnegative(),
  /** When the plan was started, ISO 8601, UTC. */
  made: instant,
});

export type PlanHeading = z.infer<typeof headingSchema>;

/** What a line of the sheet is called. */
export const lineWordOf = ({ workbook }: Pick<PlanHeading, "workbook">): LineWord =>
  workbook === true ? "row" : "line";

// `group.json` in the folder of a group: the sheet, the rules and the shops of a plan or an import for several shops, so
// that the part of each shop can be made or continued later.
import { z } from "zod";
import { instant, sha256 } from "../disk/stored-schemas.ts";
import { writeWhole } from "../disk/whole-file.ts";
import { limitSchema } from "../plan/guards.ts";
import { checked, firstEntry, refusing } from "../run/entries.ts";
import { demandOwnRun, type Run } from "../run/run.ts";
import { idSources } from "../shop/shop.ts";

const text = z.string();

/** The options that decide what becomes of the rows, as commander reads them. */
const rules = z.strictObject({
  base: text.exactOptional(),
  source: z.enum(idSources).exactOptional(),
  onConflict: z.enum(["skip", "theirs", "mine"]),
  only: text.exactOptional(),
  onlyEmpty: z.boolean().exactOptional(),
  maxCostRatio: z.number().gt(1),
  allowHeld: z.boolean().exactOptional(),
  match: z.enum(["id", "sku"]).exactOptional(),
  map: z.array(text).readonly().exactOptional(),
  decimal: z.enum([".", ","]).exactOptional(),
  delimiter: text.exactOptional(),
  encoding: text.exactOptional(),
  hsZeros: z.enum(["add", "keep"]).exactOptional(),
  fixHsZeros: z.boolean().exactOptional(),
  maxChanges: limitSchema.exactOptional(),
  maxClears: limitSchema.exactOptional(),
  maxUnknown: limitSchema.exactOptional(),
});

export const groupSchema = z.strictObject({
  format: z.literal(1),
  /** When the group began, ISO 8601, UTC. */
  made: instant,
  command: z.enum(["plan", "import"]),
  /** The file, from the folder of the group; of a kept one its name without what may be a secret. */
  sheet: text,
  /** Whether the group keeps it, because it could be read only once. */
  kept: z.boolean(),
  sha256,
  rules,
  shops: z
    .array(
      z.strictObject({
        shop: text,
        /** The file of its settings, from the folder of the group. */
        settings_file: text,
      }),
    )
    .min(1),
});

export type GroupRules = z.infer<typeof rules>;
export type GroupFile = z.infer<typeof groupSchema>;

export async function keepGroup(group: Run, content: GroupFile): Promise<void> {
  await writeWhole(group.file("group.json"), [`${JSON.stringify(content)}\n`]);
}

/** Throws a RunError if the folder is another user's, or the file is none of this program. */
export async function readGroup(group: Run): Promise<GroupFile> {
  demandOwnRun(group);
  const refuse = refusing(group, "group.json");
  const entry = (await firstEntry(group, "group.json")) ?? refuse(1, "is damaged");
  return checked(groupSchema, entry, 1, refuse);
}

/** Only the options that are stored. */
export const groupRules = (options: object): GroupRules =>
  rules.parse(
    Object.fromEntries(
      Object.entries(options).filter(
        ([name, value]) => Object.hasOwn(rules.shape, name) && value !== undefined,
      ),
    ),
  );

// The base: a file next to the sheet with the values at export, to distinguish edits of the sheet from changes in the
// shop. JSON lines: a heading, then one line per item with the values in the order of the heading's columns, then a
// checksum.
import { createHash, type Hash } from "node:crypto";
import { basename, dirname, extname, join } from "node:path";
import { z } from "zod";
import { instant } from "../disk/stored-schemas.ts";
import { WholeFile } from "../disk/whole-file.ts";
import type { Place } from "../host/host.ts";
import { fieldNames, type FieldName, type Item } from "../item/fields.ts";

const hasTwice = (names: readonly string[]): boolean => new Set(names).size < names.length;

export const headingSchema = z.object({
  format: z.literal(1),
  /** The shop that was exported; the base is valid for no other. */
  shop: z.string(),
  /** ISO 8601, UTC. */
  exported: instant,
  /** As in `2026-01`. */
  api_version: z.string(),
  /** The columns of the values; always with `id` and `updated_at`. */
  columns: z
    .array(z.enum(fieldNames))
    .refine((names) => names[0] === "id" && names.at(-1) === "updated_at" && !hasTwice(names)),
  /** Texts after the values: columns for people, which are no field. */
  context: z
    .array(z.string())
    .refine((titles) => !hasTwice(titles))
    .optional(),
  /** Which cells of the sheet are protected from spreadsheets by an apostrophe. */
  guard: z.enum(["formula", "all", "none"]),
  /** The decimal mark of the sheet, if it was written for a locale. */
  decimal: z.enum([".", ","]).optional(),
});

export type BaseHeading = z.infer<typeof headingSchema>;

/** The last line: the SHA-256 of all lines before it. */
export const sealSchema = z.object({ sha256: z.string() });

/**
 * Where an export writes the base of a sheet: `items.base.jsonl` for `items.csv`, and `items.xlsx.base.jsonl` for
 * `items.xlsx`, so that each sheet has its own.
 */
export function basePathOf(sheet: string): string {
  const ending = extname(sheet);
  const small = ending.toLowerCase();
  return join(
    dirname(sheet),
    `${basename(sheet, ending)}${small === ".csv" ? "" : small}.base.jsonl`,
  );
}

/** Where the base of a sheet may be: its own place first, then that of a sheet that was saved in another format. */
export function basePathsOf(sheet: string): string[] {
  const stem = join(dirname(sheet), basename(sheet, extname(sheet)));
  return [...new Set([sheet, `${stem}.csv`, `${stem}.xlsx`, `${stem}.tsv`].map(basePathOf))];
}

/** The columns of the base of a sheet with these columns. */
export function baseColumns(columns: readonly FieldName[]): FieldName[] {
  const others = columns.filter((name) => name !== "id" && name !== "updated_at");
  return ["id", ...others, "updated_at"];
}

/** The values of an item at export, in the columns of the base, and the texts for people. */
export type BaseRow = Readonly<Partial<Item>> & {
  readonly context?: Readonly<Record<string, string>>;
};

const lineOf = ({ columns, context = [] }: BaseHeading, row: BaseRow): string => {
  const texts = context.map((title) => row.context?.[title] ?? "");
  return `${JSON.stringify([...columns.map((name) => row[name]), ...texts])}\n`;
};

const sealOf = (hash: Hash): string => `${JSON.stringify({ sha256: hash.digest("hex") })}\n`;

/** The text of a base of these rows. */
export async function* baseText(
  heading: BaseHeading,
  rows: AsyncIterable<readonly BaseRow[]>,
): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  const hashed = (text: string): Buffer => {
    hash.update(text);
    return Buffer.from(text);
  };
  yield hashed(`${JSON.stringify(heading)}\n`);
  for await (const batch of rows) {
    yield hashed(batch.map((row) => lineOf(heading, row)).join(""));
  }
  yield Buffer.from(sealOf(hash));
}

/** Writes a base; the file appears complete or not at all. */
export class BaseFile {
  readonly #file: WholeFile;
  readonly #heading: BaseHeading;
  readonly #hash = createHash("sha256");
  #isSealed = false;

  private constructor(file: WholeFile, heading: BaseHeading) {
    this.#file = file;
    this.#heading = heading;
  }

  static async begin({ name, path }: Place, heading: BaseHeading, mode: number): Promise<BaseFile> {
    const base = new BaseFile(await WholeFile.begin(path, mode, name), heading);
    await base.#write(`${JSON.stringify(heading)}\n`);
    return base;
  }

  async add(rows: readonly BaseRow[]): Promise<void> {
    await this.#write(rows.map((row) => lineOf(this.#heading, row)).join(""));
  }

  /** Writes all of it to the disk, still under a temporary name, which it returns. */
  async finish(): Promise<string> {
    if (!this.#isSealed) await this.#file.write(sealOf(this.#hash));
    this.#isSealed = true;
    return this.#file.finish();
  }

  /** Gives the finished file its final name. */
  async commit(): Promise<void> {
    await this.#file.commit();
  }

  async abandon(): Promise<void> {
    await this.#file.abandon();
  }

  async #write(text: string): Promise<void> {
    this.#hash.update(text);
    await this.#file.write(text);
  }
}

// The base: the values as they stood at export, kept beside the sheet, so that an edit by a person can be told from a
// change in the shop. JSON lines: a heading, then the values of one item a line, in the order of the heading's columns,
// and a last one that tells whether all of it is as it was written.
import { createHash, type Hash } from "node:crypto";
import { basename, dirname, extname, join } from "node:path";
import { z } from "zod";
import { WholeFile } from "../disk/whole-file.ts";
import { fieldNames, type FieldName, type Item } from "../item/fields.ts";

export const headingSchema = z.object({
  format: z.literal(1),
  /** The shop that was exported, and the only one that the base tells of. */
  shop: z.string(),
  /** When, ISO 8601 in UTC. */
  exported: z.string(),
  /** As in `2026-01`. */
  api_version: z.string(),
  /** Which values follow; `id` and `updated_at` are always among them. */
  columns: z.array(z.enum(fieldNames)),
  /** Texts that follow the values: columns for people, which are no field. */
  context: z.array(z.string()).optional(),
  /** How far the sheet's cells are guarded against spreadsheets. */
  guard: z.enum(["formula", "all", "none"]),
  /** The decimal mark of the sheet, where it was written for somebody's locale. */
  decimal: z.enum([".", ","]).optional(),
});

export type BaseHeading = z.infer<typeof headingSchema>;

/** The last line: the SHA-256 of all lines before it. */
export const sealSchema = z.object({ sha256: z.string() });

/**
 * Where an export leaves the base of a sheet: `items.base.jsonl` for `items.csv`, and `items.xlsx.base.jsonl` for
 * `items.xlsx`, so that neither is taken for the other's.
 */
export function basePathOf(sheet: string): string {
  const ending = extname(sheet);
  const small = ending.toLowerCase();
  return join(
    dirname(sheet),
    `${basename(sheet, ending)}${small === ".csv" ? "" : small}.base.jsonl`,
  );
}

/** Where the base of a sheet may lie: its own first, then that of one which was saved again in this format. */
export function basePathsOf(sheet: string): string[] {
  const stem = join(dirname(sheet), basename(sheet, extname(sheet)));
  return [...new Set([sheet, `${stem}.csv`, `${stem}.xlsx`, `${stem}.tsv`].map(basePathOf))];
}

/** The columns of the base for those of a sheet. */
export function baseColumns(columns: readonly FieldName[]): FieldName[] {
  const others = columns.filter((name) => name !== "id" && name !== "updated_at");
  return ["id", ...others, "updated_at"];
}

/** The values of an item at export: of the base's columns, and the texts for people. */
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
  for await (const some of rows) {
    yield hashed(some.map((row) => lineOf(heading, row)).join(""));
  }
  yield Buffer.from(sealOf(hash));
}

/** A base that appears whole or not at all. */
export class BaseFile {
  readonly #file: WholeFile;
  readonly #heading: BaseHeading;
  readonly #hash = createHash("sha256");
  #isSealed = false;

  private constructor(file: WholeFile, heading: BaseHeading) {
    this.#file = file;
    this.#heading = heading;
  }

  static async begin(path: string, heading: BaseHeading, mode: number): Promise<BaseFile> {
    const base = new BaseFile(await WholeFile.begin(path, mode), heading);
    await base.#write(`${JSON.stringify(heading)}\n`);
    return base;
  }

  async add(rows: readonly BaseRow[]): Promise<void> {
    await this.#write(rows.map((row) => lineOf(this.#heading, row)).join(""));
  }

  /** Brings all of it to the disk, still under another name, which it returns. */
  async finish(): Promise<string> {
    if (!this.#isSealed) await this.#file.write(sealOf(this.#hash));
    this.#isSealed = true;
    return this.#file.finish();
  }

  /** Gives it its name, once it is finished. */
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

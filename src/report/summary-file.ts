// Writes and reads `summary.json`. It can come from elsewhere with its run, so it is checked when it is read.
import { isUtf8 } from "node:buffer";
import { z } from "zod";
import { outcomes } from "../apply/outcome.ts";
import { jsonIn } from "../disk/read.ts";
import { instant } from "../disk/stored-schemas.ts";
import { writeWhole } from "../disk/whole-file.ts";
import { decisions } from "../plan/decision.ts";
import { checked, refusing } from "../run/entries.ts";
import { hasFile, type Run } from "../run/run.ts";
import { printableLines } from "../terminal/printable.ts";
import type { Summary } from "./summary.ts";

/** With escapes for characters that must not reach a terminal, because people read the file there. */
export const inJson = (summary: Summary): string =>
  `${printableLines(JSON.stringify(summary, null, 2))}\n`;

export async function keepSummary(run: Run, summary: Summary): Promise<void> {
  await writeWhole(run.file("summary.json"), [inJson(summary)]);
}

const count = z.int().nonnegative();

/** Not strict: other versions count more. */
const schema = z.looseObject({
  format: z.literal(1).exactOptional(), // absent in those of 0.1.0
  shop: z.string(),
  planned: instant,
  reported: instant.nullable(),
  rows: count,
  decisions: z.record(z.enum(decisions), count),
  outcomes: z.record(z.enum(outcomes), count).nullable(),
  needs_attention: count,
  attempts: count,
  choice: z.looseObject({ left_out: count }).exactOptional(),
  stopped: z.string().exactOptional(),
});

/** What can be relied on in a stored summary. */
export type StoredSummary = z.infer<typeof schema>;

/** Undefined if there is none. Throws a RunError if it is not one of this program. */
export async function storedSummary(run: Run): Promise<StoredSummary | undefined> {
  return hasFile(run, "summary.json") ? (await readSummary(run)).found : undefined;
}

export interface EarlierSummary {
  /** ISO 8601, UTC; null for a run that is only planned. */
  readonly reported: string | null;
  readonly found: StoredSummary;
  readonly text: string;
}

/** The summary in the folder; undefined if there is none, or if it cannot be read. */
export async function earlierSummary(run: Run): Promise<EarlierSummary | undefined> {
  return readSummary(run).catch(() => undefined);
}

/** Bytes. */
const longestSummary = 16 * 1024 * 1024;

async function readSummary(run: Run): Promise<EarlierSummary> {
  const refuse = refusing(run, "summary.json");
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of run.read("summary.json")) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > longestSummary) refuse(1, "begins more than this program writes");
  }
  const bytes = Buffer.concat(chunks);
  const text = isUtf8(bytes) ? bytes.toString() : "";
  const content = jsonIn(text);
  if (typeof content !== "object" || content === null) return refuse(1, "does not begin a summary");
  // The program writes each key on its own line, so the line of a value can be found by its key.
  const lines = text.split("\n");
  const found = checked(schema, content, 1, (_, what) => {
    const [, key = ""] = /^does not fit: (\w+)/.exec(what) ?? [];
    return refuse(Math.max(lines.findIndex((line) => line.startsWith(`  "${key}":`)) + 1, 1), what);
  });
  return { reported: found.reported, found, text };
}

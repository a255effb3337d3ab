// `summary.json`.
import { readFile } from "node:fs/promises";
import { writeWhole } from "../disk/whole-file.ts";
import type { Run } from "../run/run.ts";
import { printableLines } from "../terminal/printable.ts";
import type { Summary } from "./summary.ts";

/** With escapes for what a terminal must not get: people look at it there. */
export const inJson = (summary: Summary): string =>
  `${printableLines(JSON.stringify(summary, null, 2))}\n`;

export async function keepSummary(run: Run, summary: Summary): Promise<void> {
  await writeWhole(run.file("summary.json"), [inJson(summary)]);
}

/** The summary in the folder; undefined if there is none or it cannot be read. */
export async function earlierSummary(run: Run): Promise<Summary | undefined> {
  try {
    return JSON.parse(await readFile(run.file("summary.json"), "utf8")) as Summary;
  } catch {
    return undefined;
  }
}

// The JSON-lines files of a run. A run can come from elsewhere or be damaged, so every line has to be whole and every
// entry of a form that this program writes; otherwise reading stops at that line.
import { isUtf8 } from "node:buffer";
import type { z } from "zod";
import { readLines } from "../disk/read.ts";
import { shortened } from "../words.ts";
import type { Run, RunFile } from "./run.ts";
import { RunError } from "./run-error.ts";

/** Bytes. An entry has some hundreds, and some thousands where a row has many problems. */
const longestLine = 4 * 1024 * 1024;

/** Throws a RunError if the line of a file, the first being 1, is not what is wanted. */
export type Refuse = (line: number, what: string) => never;

export const refusing =
  (run: Run, name: RunFile): Refuse =>
  (line, what) => {
    throw new RunError(run.nameOf(name), `line ${line} ${what}`);
  };

/** The entries of the complete lines, some hundreds at a time; `read` gets each with the number of its line. */
export async function* readEntries<T>(
  run: Run,
  name: RunFile,
  read: (entry: object, line: number, refuse: Refuse) => T,
): AsyncGenerator<readonly T[]> {
  const refuse = refusing(run, name);
  let line = 0;
  const entryOf = (bytes: Buffer): T => {
    line += 1;
    if (bytes.length > longestLine) refuse(line, "is longer than any that this program writes");
    const entry = isUtf8(bytes) ? parse(bytes.toString()) : undefined;
    if (typeof entry !== "object" || entry === null) return refuse(line, "is damaged");
    return read(entry, line, refuse);
  };
  yield* readLines(run.read(name), entryOf, longestLine);
}

/** What the schema makes of an entry. */
export function checked<T>(schema: z.ZodType<T>, entry: object, line: number, refuse: Refuse): T {
  const result = schema.safeParse(entry);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path.map(String).join(".") ?? "";
  const what = `${path === "" ? "" : `${path}: `}${issue?.message ?? "unknown"}`;
  return refuse(line, `does not fit: ${shortened(what, longestFault)}`);
}

/** Characters of a message about an entry. */
const longestFault = 200;

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

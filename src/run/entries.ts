// The JSON-lines files of a run. A run can come from elsewhere or be damaged, so every line has to be whole and every
// entry of a form that this program writes; otherwise reading stops at that line.
import { isUtf8 } from "node:buffer";
import type { z } from "zod";
import { jsonIn, readLines } from "../disk/read.ts";
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

/** The entry of the first line; undefined if the file has no complete line. Little else is read. */
export async function firstEntry(run: Run, name: RunFile): Promise<object | undefined> {
  const refuse = refusing(run, name);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of run.read(name)) {
    const end = chunk.indexOf("\n");
    chunks.push(end < 0 ? chunk : chunk.subarray(0, end));
    length += chunk.length;
    if (end >= 0) return entryOf(Buffer.concat(chunks), 1, refuse);
    if (length > longestLine) return refuse(1, tooLong);
  }
  return undefined;
}

/** The entries of the complete lines, some hundreds at a time; `read` gets each with the number of its line. */
export async function* readEntries<T>(
  run: Run,
  name: RunFile,
  read: (entry: object, line: number, refuse: Refuse) => T,
): AsyncGenerator<readonly T[]> {
  const refuse = refusing(run, name);
  let line = 0;
  const readLine = (bytes: Buffer): T => {
    line += 1;
    return read(entryOf(bytes, line, refuse), line, refuse);
  };
  yield* readLines(run.read(name), readLine, longestLine);
}

function entryOf(bytes: Buffer, line: number, refuse: Refuse): object {
  if (bytes.length > longestLine) refuse(line, tooLong);
  const entry = isUtf8(bytes) ? jsonIn(bytes.toString()) : undefined;
  return typeof entry === "object" && entry !== null ? entry : refuse(line, "is damaged");
}

const tooLong = "is longer than any that this program writes";

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

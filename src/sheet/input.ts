// The bytes of a file that the user named, or of standard input for `-`.
import { createReadStream } from "node:fs";
import { SheetError } from "./sheet-error.ts";

const faults = new Map([
  ["ENOENT", "there is no such file"],
  ["EISDIR", "this is a folder; wanted a CSV file"],
  ["EACCES", "this user may not read it"],
]);

/** The name for messages. */
export const sourceOf = (path: string): string => (path === "-" ? "standard input" : path);

/** Throws a SheetError where the file cannot be read. */
export async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  try {
    const bytes: AsyncIterable<Uint8Array> = path === "-" ? process.stdin : createReadStream(path);
    yield* bytes;
  } catch (error) {
    const what = faults.get(String((error as NodeJS.ErrnoException).code));
    if (what === undefined) throw error;
    throw new SheetError(sourceOf(path), [{ what }]);
  }
}

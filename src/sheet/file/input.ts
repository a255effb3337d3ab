// The bytes of a file that the user named, or of standard input for `-`.
import { createReadStream } from "node:fs";
import { named } from "../../disk/naming.ts";
import { type Host, placeIn } from "../../host/host.ts";
import { SheetError } from "../sheet-error.ts";

const faults = new Map([
  ["ENOENT", "there is no such file"],
  ["EISDIR", "this is a folder; wanted a CSV file"],
  ["EACCES", "this user may not read it"],
]);

/** The name for messages. */
export const sourceOf = (path: string): string => (path === "-" ? "standard input" : path);

/** Throws a SheetError where the file cannot be read. */
export async function* bytesOf(name: string, host: Host): AsyncGenerator<Uint8Array> {
  try {
    const bytes: AsyncIterable<Uint8Array> =
      name === "-" ? host.stdin : createReadStream(placeIn(host, name).path);
    yield* bytes;
  } catch (error) {
    const what = faults.get(String((error as NodeJS.ErrnoException).code));
    if (what === undefined) throw named(name, error);
    throw new SheetError(sourceOf(name), [{ what }]);
  }
}

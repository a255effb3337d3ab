// The bytes of a file that the user names; `-` is standard input.
import { addAbortSignal } from "node:stream";
import { named } from "../../disk/naming.ts";
import { streamOf } from "../../disk/read.ts";
import { type Host, placeIn } from "../../host/host.ts";
import { formatCount } from "../../words.ts";
import { SheetError } from "../sheet-error.ts";
import { webAddressOf } from "./web-address.ts";

const faults = new Map([
  ["ENOENT", "there is no such file"],
  ["EISDIR", "this is a folder; wanted a CSV file"],
  ["EACCES", "you do not have permission to read it"],
]);

/** Megabytes; a million rows of our sheets have 200, and an endless input would fill the disk. */
const largest = 2_000;

/** The name for messages. */
export const sourceOf = (path: string): string =>
  path === "-" ? "standard input" : (webAddressOf(path)?.name ?? path);

/** False for standard input and for an address: then nothing can be beside the sheet. */
export const isFilePath = (path: string): boolean =>
  path !== "-" && webAddressOf(path) === undefined;

/** Throws a SheetError if the file cannot be read or is too large, and the signal's reason when it aborts. */
export async function* bytesOf(name: string, host: Host): AsyncGenerator<Uint8Array> {
  let size = 0;
  try {
    const stream = name === "-" ? host.stdin : await streamOf(placeIn(host, name).path);
    // The signal also ends the wait for the first byte.
    const bytes: AsyncIterable<Uint8Array> = addAbortSignal(host.signal, stream);
    for await (const chunk of bytes) {
      size += chunk.length;
      if (size > largest * 1_000_000) break;
      yield chunk;
    }
  } catch (error) {
    host.signal.throwIfAborted();
    const what = faults.get(String((error as NodeJS.ErrnoException).code));
    if (what === undefined) throw named(name, error);
    throw new SheetError(sourceOf(name), [{ what }]);
  }
  if (size <= largest * 1_000_000) return;
  const what = `it has over ${formatCount(largest)} MB; split it into smaller sheets`;
  throw new SheetError(sourceOf(name), [{ what }]);
}

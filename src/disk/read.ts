// Reading files as bytes and as lines, and JSON from a text.
import { constants, createReadStream, open, read } from "node:fs";
import { stat } from "node:fs/promises";
import { Socket } from "node:net";
import type { Readable } from "node:stream";
import { promisify } from "node:util";
import { named } from "./naming.ts";

/** Bytes that are read at once from a file that is only copied: each part costs a turn of the event loop. */
export const toCopy = 1024 * 1024;

/**
 * The bytes of whatever is at the path. A named pipe is read as a socket is: to open or read one as a file waits for its
 * writer in a thread, and the process cannot end before that thread does.
 */
export async function streamOf(path: string): Promise<Readable> {
  if (!(await stat(path)).isFIFO()) return createReadStream(path);
  const fd = await openDescriptor(path, constants.O_RDONLY | constants.O_NONBLOCK);
  return new Socket({ fd, readable: true, writable: false });
}

const openDescriptor = promisify(open);

/** At its end a stream closes its descriptor, also with `autoClose: false`. */
const keepOpen = { read, close: (_fd: number, done: (error?: null) => void) => done() };

/** The bytes of a file from its beginning. A given descriptor stays open. `name` is for errors. */
export async function* readBytes(
  path: string,
  fd?: number,
  name = path,
  highWaterMark = 64 * 1024,
): AsyncGenerator<Buffer> {
  try {
    const descriptor = fd === undefined ? {} : { fd, start: 0, fs: keepOpen };
    const options = { highWaterMark, ...descriptor };
    for await (const chunk of createReadStream(path, options)) yield chunk as Buffer;
  } catch (error) {
    throw named(name, error);
  }
}

/**
 * Complete lines in blocks, each block without its last line end. `fail` makes an error of a line of more than `longest`
 * bytes, and of a last line that has no end.
 */
export async function* lineBlocks(
  bytes: AsyncIterable<Buffer>,
  longest: number,
  fail: (flaw: "long" | "incomplete") => Error,
): AsyncGenerator<Buffer> {
  let begun: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    const end = chunk.lastIndexOf(10);
    const block = end < 0 ? undefined : Buffer.concat([...begun, chunk.subarray(0, end)]);
    if (block !== undefined) [begun, length] = [[], 0];
    if (end + 1 < chunk.length) begun.push(chunk.subarray(end + 1));
    length += chunk.length - end - 1;
    if (length > longest) throw fail("long");
    if (block !== undefined) yield block;
  }
  if (length > 0) throw fail("incomplete");
}

/**
 * The complete lines of a text, each as `read` makes it of its bytes, in batches. A last line that a crash left
 * incomplete is ignored. A line that is longer than `longest` bytes is handed to `read` before its end is known.
 */
export async function* readLines<T>(
  bytes: AsyncIterable<Buffer>,
  read: (line: Buffer) => T,
  longest = Infinity,
): AsyncGenerator<readonly T[]> {
  // Split as bytes: a streaming decoder makes texts of twice the size.
  let incomplete: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    const lines: T[] = [];
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      const line = chunk.subarray(from, end);
      lines.push(read(incomplete.length === 0 ? line : Buffer.concat([...incomplete, line])));
      incomplete = [];
      length = 0;
      from = end + 1;
    }
    if (from < chunk.length) {
      incomplete.push(chunk.subarray(from));
      length += chunk.length - from;
      if (length > longest) read(Buffer.concat(incomplete));
    }
    yield lines;
  }
}

/** Undefined if the text is not JSON. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

// Files as they are read: bytes, and JSON lines some hundred at a time.
import { createReadStream, read } from "node:fs";
import { named } from "./naming.ts";

/** A stream that has come to its end closes its descriptor, whatever `autoClose` says. */
const keepOpen = { read, close: (_fd: number, done: (error?: null) => void) => done() };

/**
 * The bytes of a file from its beginning; by an open descriptor, which stays open, where there is one. `name` is what
 * errors call it.
 */
export async function* readBytes(path: string, fd?: number, name = path): AsyncGenerator<Buffer> {
  try {
    const options = fd === undefined ? {} : { fd, start: 0, fs: keepOpen };
    for await (const chunk of createReadStream(path, options)) yield chunk as Buffer;
  } catch (error) {
    throw named(name, error);
  }
}

/** The complete lines of a text; what a crash left of the last one is not among them. */
export async function* readLines(bytes: AsyncIterable<Buffer>): AsyncGenerator<readonly string[]> {
  // Divided as bytes: a decoder that streams makes texts of twice the size.
  let begun: Buffer[] = [];
  for await (const chunk of bytes) {
    const lines: string[] = [];
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      const line = chunk.subarray(from, end);
      lines.push((begun.length === 0 ? line : Buffer.concat([...begun, line])).toString());
      begun = [];
      from = end + 1;
    }
    if (from < chunk.length) begun.push(chunk.subarray(from));
    yield lines;
  }
}

// Bytes to text, strictly: a byte that is not what the file claims to be ends in an error, never in U+FFFD.
import { TextDecoder } from "node:util";
import { SheetError } from "./sheet-error.ts";

const saveAsUtf8 = 'save it as "CSV UTF-8"';

/** Text of a UTF-8 file, with or without a byte order mark, or of UTF-16 with one. */
export async function* decode(
  bytes: AsyncIterable<Uint8Array>,
  source: string,
): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let line = 1;
  const refuse = (what: string): never => {
    throw new SheetError(source, [{ line, what }]);
  };
  for await (const chunk of bytes) {
    if (decoder === undefined && isZip(chunk)) refuse(`this is a workbook or a ZIP; ${saveAsUtf8}`);
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    let text = "";
    try {
      text = decoder.decode(chunk, { stream: true });
    } catch {
      const bad = firstBadByte(chunk);
      line += linesIn(Buffer.from(chunk.subarray(0, bad)).toString("latin1"));
      refuse(`byte 0x${chunk[bad]?.toString(16).toUpperCase()} is not UTF-8; ${saveAsUtf8}`);
    }
    const nul = text.indexOf("\0");
    line += linesIn(nul < 0 ? text : text.slice(0, nul));
    if (nul >= 0) refuse("a NUL byte; this is not a text file");
    yield text;
  }
  try {
    decoder?.decode();
  } catch {
    refuse(`the file ends in the middle of a character; ${saveAsUtf8}`);
  }
}

function encodingOf(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  return head[0] === 0xfe && head[1] === 0xff ? "utf-16be" : "utf-8";
}

const isZip = (head: Uint8Array): boolean =>
  head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;

/** Index of the first byte that cannot be UTF-8; a character cut off by the chunk's start counts as one. */
function firstBadByte(chunk: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (let at = 0; at < chunk.length; at += 1) {
    try {
      decoder.decode(chunk.subarray(at, at + 1), { stream: true });
    } catch {
      // The decoder notices a broken sequence only at the plain character behind it.
      return at > 0 && (chunk[at] ?? 0) < 0x80 ? at - 1 : at;
    }
  }
  return 0;
}

function linesIn(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}

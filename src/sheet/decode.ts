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
  let before: Uint8Array = new Uint8Array();
  const lines = new LineCount();
  const refuse = (what: string): never => {
    throw new SheetError(source, [{ line: lines.line, what }]);
  };
  for await (const chunk of withHead(bytes)) {
    if (decoder === undefined && isZip(chunk)) refuse(`this is a workbook or a ZIP; ${saveAsUtf8}`);
    decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    let text = "";
    try {
      text = decoder.decode(chunk, { stream: true });
    } catch {
      if (decoder.encoding !== "utf-8") refuse(`this is no whole UTF-16; ${saveAsUtf8}`);
      const all = Buffer.concat([before, chunk]);
      const bad = firstBadByte(all);
      lines.add(all.toString("latin1", before.length, bad));
      refuse(`byte 0x${all[bad]?.toString(16).toUpperCase()} is not UTF-8; ${saveAsUtf8}`);
    }
    const nul = text.indexOf("\0");
    lines.add(nul < 0 ? text : text.slice(0, nul));
    if (nul >= 0) refuse("a NUL byte; this is not a text file");
    before = tailOf(Buffer.concat([before, chunk.subarray(-3)]));
    yield text;
  }
  try {
    decoder?.decode();
  } catch {
    refuse(`the file ends in the middle of a character; ${saveAsUtf8}`);
  }
}

/** The same bytes; the first chunk is long enough to tell by it what the file is. */
async function* withHead(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | undefined = new Uint8Array();
  for await (const chunk of bytes) {
    if (head === undefined) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < 4) continue;
    yield head;
    head = undefined;
  }
  if (head !== undefined && head.length > 0) yield head;
}

function encodingOf(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  return head[0] === 0xfe && head[1] === 0xff ? "utf-16be" : "utf-8";
}

const isZip = (head: Uint8Array): boolean =>
  head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;

/** The last bytes of valid UTF-8, from where a character begins: they hold the one that is not whole yet. */
function tailOf(bytes: Uint8Array): Uint8Array {
  const tail = bytes.subarray(-3);
  const start = tail.findIndex((byte) => byte < 0x80 || byte >= 0xc0);
  return tail.subarray(start < 0 ? tail.length : start);
}

/** Index of the first byte that is no part of a whole UTF-8 character. */
function firstBadByte(bytes: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let start = 0;
  try {
    for (let at = 0; at < bytes.length; at += 1) {
      const whole = decoder.decode(bytes.subarray(at, at + 1), { stream: true });
      if (whole !== "") start = at + 1;
    }
  } catch {
    // the character that starts there is never completed
  }
  return start;
}

/** Counts the lines of a text that comes in pieces; CR, LF and CRLF each end one. */
class LineCount {
  line = 1;
  #last = 0;

  add(text: string): void {
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === 13 || (code === 10 && this.#last !== 13)) this.line += 1;
      this.#last = code;
    }
  }
}

// The bytes of a file to UTF-8, strictly: bytes that are not in the encoding are an error and never become U+FFFD.
import { Buffer, isUtf8 } from "node:buffer";
import { TextDecoder } from "node:util";
import { type Decoder, decoderOf, NotOfEncoding, utf16Decoder } from "./encoding.ts";
import { foreignKind, headLength } from "./file-kind.ts";
import { guessEncodings } from "./guess-encoding.ts";
import { quoted } from "../../words.ts";
import { SheetError } from "../sheet-error.ts";

const saveAsUtf8 = 'save it as "CSV UTF-8"';

/**
 * The text as UTF-8 in chunks of whole characters. Reads UTF-8 with or without a byte order mark, UTF-16 with one, and
 * the named encoding. A byte order mark has precedence over the name.
 */
export async function* decode(
  bytes: AsyncIterable<Uint8Array>,
  source: string,
  named?: string,
): AsyncGenerator<Buffer> {
  const lines = new LineCount();
  const refuse = (what: string): never => {
    throw new SheetError(source, [{ line: lines.line, what }]);
  };
  const chunks = withHead(bytes);
  const badByte = async (piece: Buffer, rest: Buffer): Promise<never> => {
    const bad = firstBadByte(piece);
    const more = await gathered(chunks, sampleLength);
    const sample = Buffer.concat([piece, rest, more]).subarray(cellStart(piece, bad));
    lines.add(piece.subarray(0, bad));
    const byte = piece[bad]?.toString(16).toUpperCase();
    return refuse(`byte 0x${byte} is not UTF-8; ${saveAsUtf8}, or pass ${encodingFlags(sample)}`);
  };
  let decoder: Decoder | undefined;
  let rest: Buffer | undefined;
  let isAscii = true;
  for await (const chunk of chunks) {
    let piece = chunk;
    if (rest === undefined) {
      const kind = foreignKind(chunk);
      if (kind !== undefined) throw new SheetError(source, [{ what: kind }]);
      decoder = decoderFor(chunk, named);
      const wide = decoder === undefined ? unmarkedUtf16(chunk) : undefined;
      if (wide !== undefined) {
        refuse(
          `this is UTF-16 without its byte order mark; ${saveAsUtf8}, or pass --encoding ${wide}`,
        );
      }
      if (hasMark(chunk)) piece = chunk.subarray(3);
      rest = Buffer.alloc(0);
    }
    if (decoder === undefined) {
      if (rest.length > 0) piece = Buffer.concat([rest, piece]);
      rest = piece.subarray(wholeCharacters(piece));
      piece = piece.subarray(0, piece.length - rest.length);
      if (!isUtf8(piece)) await badByte(piece, rest);
    } else {
      if (isAscii && decoder.excludesUtf8) {
        // The end of the chunk may cut a character: such bytes show nothing.
        const whole = piece.subarray(0, wholeCharacters(piece));
        const other = whole.findIndex((byte) => byte > 0x7f);
        isAscii = other < 0;
        if (!isAscii && isUtf8(whole)) {
          lines.add(whole.subarray(0, other));
          refuse(`this is UTF-8, not ${decoder.name.toUpperCase()}; leave out --encoding`);
        }
      }
      try {
        piece = Buffer.from(decoder.decode(piece));
      } catch (error) {
        if (error instanceof NotOfEncoding) lines.add(Buffer.from(error.before));
        refuse(`this is not valid ${decoder.name.toUpperCase()}; ${saveAsUtf8}`);
      }
    }
    const nul = piece.indexOf(0);
    lines.add(nul < 0 ? piece : piece.subarray(0, nul));
    if (nul >= 0) refuse("a NUL byte; this is not a text file");
    yield piece;
  }
  try {
    decoder?.end();
  } catch {
    refuse(`the file ends in the middle of a character; ${saveAsUtf8}`);
  }
  if (rest !== undefined && rest.length > 0) {
    // Most such files are in another encoding, in which these bytes are a whole character.
    const way = `${saveAsUtf8}, or pass ${encodingFlags(rest)}`;
    refuse(`the file ends in the middle of a character; ${way}`);
  }
}

/** Bytes from which an encoding is guessed. */
const sampleLength = 16_384;

async function gathered(chunks: AsyncIterator<Buffer>, most: number): Promise<Buffer> {
  let found = Buffer.alloc(0);
  while (found.length < most) {
    const next = await chunks.next();
    if (next.done === true) break;
    found = Buffer.concat([found, next.value]);
  }
  return found;
}

/** Index of the first byte of the word that contains the byte at `at`. */
function cellStart(bytes: Uint8Array, at: number): number {
  let start = at;
  while (start > 0 && (bytes[start - 1] ?? 0) >= 0x30) start -= 1;
  return start;
}

/** As in `--encoding shift_jis, which reads "江戸"`. */
function encodingFlags(sample: Uint8Array): string {
  const guesses = guessEncodings(sample.subarray(0, sampleLength));
  if (guesses.length === 0) return "--encoding with the name of its encoding";
  return guesses
    .map(({ encoding, sample: text }) => `--encoding ${encoding}, which reads ${quoted(text, 30)}`)
    .join(", or ");
}

/** The same bytes; the first chunk is long enough to show the kind of file. */
async function* withHead(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of bytes) {
    if (head === undefined) {
      yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < headLength) continue;
    yield head;
    head = undefined;
  }
  if (head !== undefined && head.length > 0) yield head;
}

/** Undefined for UTF-8. */
function decoderFor(head: Uint8Array, named: string | undefined): Decoder | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return utf16Decoder("utf-16le");
  if (head[0] === 0xfe && head[1] === 0xff) return utf16Decoder("utf-16be");
  if (named === undefined || hasMark(head) || /^utf-?8$/i.test(named)) return undefined;
  return decoderOf(named);
}

/** The encoding of UTF-16 without a mark: every sheet has digits, delimiters or line ends, each with a zero byte. */
function unmarkedUtf16(head: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const bytes = head.subarray(0, headLength);
  let [little, big] = [0, 0];
  for (let at = 1; at < bytes.length; at += 2) {
    const [first = 0, second = 0] = [bytes[at - 1], bytes[at]];
    if (second === 0 && isOfSheets(first)) little += 1;
    if (first === 0 && isOfSheets(second)) big += 1;
  }
  if (Math.max(little, big) < Math.max(2, bytes.length / 40)) return undefined;
  if (little > 3 * big) return "utf-16le";
  return big > 3 * little ? "utf-16be" : undefined;
}

const isOfSheets = (byte: number): boolean => byte > 0 && byte < 0x40;

const hasMark = (head: Uint8Array): boolean =>
  head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;

/** The length without a character that the end of the bytes cuts. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    if (byte >= 0xc0) return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** Index of the first byte that is not part of a whole UTF-8 character. */
function firstBadByte(bytes: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let start = 0;
  try {
    for (let at = 0; at < bytes.length; at += 1) {
      const whole = decoder.decode(bytes.subarray(at, at + 1), { stream: true });
      if (whole !== "") start = at + 1;
    }
  } catch {
    // the character at `start` is never completed
  }
  return start;
}

/** Counts the lines of a text that comes in chunks; CR, LF and CRLF each end a line. */
class LineCount {
  line = 1;
  #last = 0;

  add(piece: Buffer): void {
    if (piece.length === 0) return;
    if (this.#last !== 13 && !piece.includes(13)) {
      for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) this.line += 1;
    } else {
      for (const byte of piece) {
        if (byte === 13 || (byte === 10 && this.#last !== 13)) this.line += 1;
        this.#last = byte;
      }
    }
    this.#last = piece[piece.length - 1] ?? 0;
  }
}

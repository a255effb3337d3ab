// The bytes of a file to UTF-8, strictly: bytes that are not in the encoding are an error and never become U+FFFD.
import { Buffer } from "node:buffer";
import { SheetError } from "../sheet-error.ts";
import { DecodedText } from "./decoded-text.ts";
import { type Decoder, decoderOf, utf16Decoder } from "./encoding.ts";
import { foreignKind, headLength } from "../file/file-kind.ts";
import { saveAsUtf8, TextPlace } from "./text-place.ts";
import { Utf8Text } from "./utf8-text.ts";

/**
 * The text as UTF-8 in chunks of whole characters. Reads UTF-8 with or without a byte order mark, UTF-16 with one, and
 * the named encoding. A byte order mark has precedence over the name.
 */
export async function* decode(
  bytes: AsyncIterable<Uint8Array>,
  source: string,
  named?: string,
): AsyncGenerator<Buffer> {
  const place = new TextPlace(source);
  const chunks = withHead(bytes);
  let text: Utf8Text | DecodedText | undefined;
  for await (const chunk of chunks) {
    const isFirst = text === undefined;
    if (isFirst) demandText(chunk, source);
    text ??= textOf(chunk, named, place, chunks);
    const piece = await text.take(isFirst && hasMark(chunk) ? chunk.subarray(3) : chunk);
    const nul = piece.indexOf(0);
    place.pass(nul < 0 ? piece : piece.subarray(0, nul));
    if (nul >= 0) place.refuse("a NUL byte; this is not a text file");
    yield piece;
  }
  text?.end();
}

/** Throws a SheetError for a file of another kind. */
function demandText(head: Buffer, source: string): void {
  const kind = foreignKind(head);
  if (kind !== undefined) throw new SheetError(source, [{ what: kind }]);
}

/** How the text is read, by its first chunk. */
function textOf(
  head: Buffer,
  named: string | undefined,
  place: TextPlace,
  following: AsyncIterator<Buffer>,
): Utf8Text | DecodedText {
  const decoder = decoderFor(head, named);
  if (decoder !== undefined) return new DecodedText(decoder, place);
  const wide = unmarkedUtf16(head);
  if (wide === undefined) return new Utf8Text(place, following);
  return place.refuse(
    `this is UTF-16 without its byte order mark; ${saveAsUtf8}, or pass --encoding ${wide}`,
  );
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

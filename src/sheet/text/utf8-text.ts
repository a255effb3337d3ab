// The text of a UTF-8 file: chunks are cut at whole characters, and for a bad byte the encodings are named that it may
// be in.
import { Buffer, isUtf8 } from "node:buffer";
import { TextDecoder } from "node:util";
import { quoted } from "../../words.ts";
import { guessEncodings } from "./guess-encoding.ts";
import { saveAsUtf8, type TextPlace } from "./text-place.ts";

export class Utf8Text {
  readonly #place: TextPlace;
  readonly #following: AsyncIterator<Buffer>;
  /** The beginning of a character that the next chunk completes. */
  #rest: Buffer = Buffer.alloc(0);

  /** `following` are the chunks that come next, to guess an encoding by. */
  constructor(place: TextPlace, following: AsyncIterator<Buffer>) {
    this.#place = place;
    this.#following = following;
  }

  /** The whole characters up to the end of this chunk. */
  async take(chunk: Buffer): Promise<Buffer> {
    const all = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    const whole = all.subarray(0, wholeCharacters(all));
    this.#rest = all.subarray(whole.length);
    if (!isUtf8(whole)) await this.#refuseBytes(whole);
    return whole;
  }

  end(): void {
    if (this.#rest.length === 0) return;
    // Most such files are in another encoding, in which these bytes are a whole character.
    const way = `${saveAsUtf8}, or pass ${encodingFlags(this.#rest)}`;
    this.#place.refuse(`the file ends in the middle of a character; ${way}`);
  }

  async #refuseBytes(piece: Buffer): Promise<never> {
    const bad = firstBadByte(piece);
    const more = await gathered(this.#following, sampleLength);
    const sample = Buffer.concat([piece, this.#rest, more]).subarray(cellStart(piece, bad));
    this.#place.pass(piece.subarray(0, bad));
    const byte = piece[bad]?.toString(16).toUpperCase();
    return this.#place.refuse(
      `byte 0x${byte} is not UTF-8; ${saveAsUtf8}, or pass ${encodingFlags(sample)}`,
    );
  }
}

/** The length without a character that the end of the bytes cuts. */
export function wholeCharacters(bytes: Uint8Array): number {
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

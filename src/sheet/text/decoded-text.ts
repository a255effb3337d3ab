// The text of a file in another encoding than UTF-8, as UTF-8.
import { Buffer, isUtf8 } from "node:buffer";
import { type Decoder, NotOfEncoding } from "./encoding.ts";
import { saveAsUtf8, type TextPlace } from "./text-place.ts";
import { wholeCharacters } from "./utf8-text.ts";

export class DecodedText {
  readonly #decoder: Decoder;
  readonly #place: TextPlace;
  /** True while all bytes were ASCII. */
  #isAscii = true;

  constructor(decoder: Decoder, place: TextPlace) {
    this.#decoder = decoder;
    this.#place = place;
  }

  /** The text of this chunk; a character that its end cuts comes with the next one. */
  take(chunk: Buffer): Buffer {
    if (this.#isAscii && this.#decoder.excludesUtf8) this.#refuseUtf8(chunk);
    try {
      return Buffer.from(this.#decoder.decode(chunk));
    } catch (error) {
      if (error instanceof NotOfEncoding) this.#place.pass(Buffer.from(error.before));
      return this.#place.refuse(`this is not valid ${this.#name}; ${saveAsUtf8}`);
    }
  }

  end(): void {
    try {
      this.#decoder.end();
    } catch {
      this.#place.refuse(`the file ends in the middle of a character; ${saveAsUtf8}`);
    }
  }

  get #name(): string {
    return this.#decoder.name.toUpperCase();
  }

  #refuseUtf8(chunk: Buffer): void {
    // The end of the chunk may cut a character: such bytes show nothing.
    const whole = chunk.subarray(0, wholeCharacters(chunk));
    const other = whole.findIndex((byte) => byte > 0x7f);
    this.#isAscii = other < 0;
    if (this.#isAscii || !isUtf8(whole)) return;
    this.#place.pass(whole.subarray(0, other));
    this.#place.refuse(`this is UTF-8, not ${this.#name}; leave out --encoding`);
  }
}

// How far a file was read, for the errors of its text.
import { SheetError } from "../sheet-error.ts";

/** Counts the lines of a text that comes in chunks; CR, LF and CRLF each end a line. */
export class TextPlace {
  readonly #source: string;
  #line = 1;
  #last = 0;

  constructor(source: string) {
    this.#source = source;
  }

  /** This text was read. */
  pass(piece: Buffer): void {
    if (piece.length === 0) return;
    if (this.#last !== 13 && !piece.includes(13)) {
      for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) this.#line += 1;
    } else {
      for (const byte of piece) {
        if (byte === 13 || (byte === 10 && this.#last !== 13)) this.#line += 1;
        this.#last = byte;
      }
    }
    this.#last = piece[piece.length - 1] ?? 0;
  }

  /** Throws a SheetError for the line after the text that was read. */
  refuse(what: string): never {
    throw new SheetError(this.#source, [{ line: this.#line, what }]);
  }
}

export const saveAsUtf8 = 'save it as "CSV UTF-8"';

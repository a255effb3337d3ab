// Encodings that a person names, by iconv-lite: node's own decoder reads windows-1252 as Latin-1 and loses the euro.
// It takes 20 ms and 8 MB to load, which only those who name an encoding should pay for.
import { createRequire } from "node:module";
import type iconv from "iconv-lite";

const load = (): typeof iconv => createRequire(import.meta.url)("iconv-lite") as typeof iconv;

/** Who says Latin-1 has a file of Windows, which has letters where Latin-1 has control characters; the web reads it so. */
const meant = (name: string): string =>
  /^(latin-?1|iso-?8859-?1|ansi)$/i.test(name.trim()) ? "windows-1252" : name.trim();

/** True for an encoding that can be read, such as windows-1252, macintosh or shift_jis. */
export function isEncoding(name: string): boolean {
  return !/^(base64|hex|binary|internal)/i.test(name.trim()) && load().encodingExists(meant(name));
}

/** Their letters make no UTF-8: what is UTF-8 and not ASCII is of none of them. */
const ansi = /^(?:(?:windows|win|cp)-?125\d|iso-?8859.*|mac.*)$/i;

export interface Decoder {
  readonly name: string;
  /** True where bytes that are UTF-8 cannot be of this encoding, whatever was said of them. */
  readonly excludesUtf8: boolean;
  /** Throws a NotOfEncoding where the bytes are not of the encoding. */
  decode(bytes: Uint8Array): string;
  /** Throws where the text ended in the middle of a character. */
  end(): void;
}

/** Bytes that are not of the encoding that was named. */
export class NotOfEncoding extends Error {
  /** What was read of the same bytes, up to them. */
  readonly before: string;

  constructor(text: string) {
    super("these bytes are not of this encoding");
    this.name = "NotOfEncoding";
    this.before = text.slice(0, Math.max(text.indexOf(unreadable), 0));
  }
}

/** A decoder puts this character in the place of what it cannot read. */
const unreadable = "\ufffd";

function strict(text: string): string {
  if (text.includes(unreadable)) throw new NotOfEncoding(text);
  return text;
}

export function decoderOf(name: string): Decoder {
  const decoder = load().getDecoder(meant(name));
  return {
    name,
    excludesUtf8: ansi.test(meant(name)),
    decode: (bytes) => strict(decoder.write(Buffer.from(bytes))),
    end: () => void strict(decoder.end() ?? ""),
  };
}

/** UTF-16 that begins with its byte order mark. */
export function utf16Decoder(name: "utf-16le" | "utf-16be"): Decoder {
  const decoder = new TextDecoder(name, { fatal: true });
  return {
    name,
    excludesUtf8: false,
    decode(bytes) {
      try {
        return decoder.decode(bytes, { stream: true });
      } catch {
        throw new NotOfEncoding(new TextDecoder(name).decode(bytes));
      }
    },
    end: () => void decoder.decode(),
  };
}

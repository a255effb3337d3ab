// Encodings that the user names, by iconv-lite: node's decoder reads windows-1252 as Latin-1 and loses the euro sign.
// iconv-lite takes 20 ms and 8 MB, so it is loaded only when an encoding is named.
import { createRequire } from "node:module";
import type iconv from "iconv-lite";

const load = (): typeof iconv => createRequire(import.meta.url)("iconv-lite") as typeof iconv;

/**
 * Files called Latin-1 come from Windows, which has letters where Latin-1 has control characters. Browsers do the same.
 */
const meant = (name: string): string =>
  /^(latin-?1|iso-?8859-?1|ansi)$/i.test(name.trim()) ? "windows-1252" : name.trim();

/** True for an encoding that can be read, such as windows-1252, macintosh or shift_jis. */
export function isEncoding(name: string): boolean {
  return !/^(base64|hex|binary|internal)/i.test(name.trim()) && load().encodingExists(meant(name));
}

/** Encodings whose letters are never valid UTF-8 together: a text that is UTF-8 and not ASCII is in none of them. */
const ansi = /^(?:(?:windows|win|cp)-?125\d|iso-?8859.*|mac.*)$/i;

export interface Decoder {
  readonly name: string;
  /** True if text that is valid UTF-8 and not ASCII cannot be in this encoding. */
  readonly excludesUtf8: boolean;
  /** Throws a NotOfEncoding if the bytes are not in the encoding. */
  decode(bytes: Uint8Array): string;
  /** Throws if the text ended in the middle of a character. */
  end(): void;
}

/** Bytes that are not in the named encoding. */
export class NotOfEncoding extends Error {
  /** The text of the same chunk before these bytes. */
  readonly before: string;

  constructor(text: string) {
    super("these bytes are not of this encoding");
    this.name = "NotOfEncoding";
    this.before = text.slice(0, Math.max(text.indexOf(unreadable), 0));
  }
}

/** A decoder writes this character for bytes that it cannot read. */
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

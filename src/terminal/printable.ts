// Makes text from outside safe for a terminal: characters that move the cursor or change colours or the order of text
// become escapes.
import { unicodeEscapes } from "../visible.ts";

const unprintable =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u061c\u2028-\u202e\u2066-\u2069\ufeff]/g;

export function printable(text: string): string {
  return text.replace(unprintable, unicodeEscapes);
}

/** The same, but keeps line breaks. */
export function printableLines(text: string): string {
  return text.split("\n").map(printable).join("\n");
}

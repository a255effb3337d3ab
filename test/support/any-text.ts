// Texts for cells, often such as look like something of ours; and a program that splits cells where it should not.
import fc from "fast-check";

/** Any character. The library's own unit for it builds a table of all of them, which takes a second. */
const character = fc
  .integer({ min: 0, max: 0x10ffff - 0x800 })
  .map((n) => String.fromCodePoint(n < 0xd800 ? n : n + 0x800));
/** Any well-formed text. */
export const wellFormedText = (maxLength = 10): fc.Arbitrary<string> =>
  fc.array(character, { maxLength }).map((some) => some.join(""));

const piece = fc.oneof(
  fc.constantFrom(
    "[clear]",
    "[text]",
    "[date]",
    '[text]"NULL"',
    "[date]2026-03-04",
    "'",
    '"',
    " ",
    "\t",
    "\r",
    "\n",
    "=",
    "+",
    "-",
    "@",
    "\\",
    ";",
    ",",
    "|",
    "＝",
    "＋",
    "－",
    "＠",
    ";=cmd|'/c calc'!A0;",
    ", -2",
    ";'=",
  ),
  fc.constantFrom("\u0085", "\u2028", "\u2029", "\ufeff", "\0", "\ud800", "\udc00", "\u00a0"),
  fc.constantFrom("0123", "1E5", "MAR", "true", "#N/A", "$", "(5)", "ABC-123", "QUOTED"),
  wellFormedText(4),
);
export const levels = ["none", "formula", "all"] as const;
/** Any text, often one that looks like something of ours. */
export const anyText = fc.oneof(
  wellFormedText(),
  fc.array(piece, { maxLength: 6 }).map((some) => some.join("")),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
);

export const separators = [",", ";", "\t", "|"];
/** What begins a formula. */
export const sign = /^[=+\-@＝＋－＠\t\r]/;
/** What a program finds in a CSV that splits at this separator, also inside quotes, and drops blanks and quotes. */
export const pieces = (text: string, separator: string): string[] =>
  text
    .split("\n")
    .flatMap((line) => line.split(separator).map((piece) => piece.replace(/^[\s"]+/, "")));

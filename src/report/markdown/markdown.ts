// Markdown as GitHub shows it, with texts from outside in it. Whatever a text has, it is shown as it is: it cannot end a
// cell, begin a list, a link or an element, name a person or an issue, or change the direction of what follows. The type
// `Markdown` holds this: only the functions here make one.
import { printable } from "../../terminal/printable.ts";
import { shortened } from "../../words.ts";

declare const brand: unique symbol;
export type Markdown = string & { readonly [brand]: "Markdown" };

/** Markdown of ours, with numbers and other Markdown in it. */
export function own(
  ours: TemplateStringsArray,
  ...parts: readonly (Markdown | number)[]
): Markdown {
  return String.raw({ raw: ours }, ...parts.map(String)) as Markdown;
}

export const joined = (parts: readonly Markdown[], separator: string): Markdown =>
  parts.join(separator) as Markdown;

/** Characters of a text that are shown. */
const mostShown = 100;

/**
 * A text from outside as code, which GitHub searches for no names, issues or addresses. It is an element and no code
 * span, because a span in a table cannot have every text: a backslash before a bar, for one.
 */
export function code(text: string, most = mostShown): Markdown {
  const shown = shortened(text, most);
  const direction = rightToLeft.test(shown) ? ' dir="auto"' : "";
  return `<code${direction}>${escaped(shown, "<!-- -->")}</code>` as Markdown;
}

/** A sentence with texts from outside in it. After what begins a name, an issue or an address is a space of no width. */
export function prose(text: string, most = mostShown): Markdown {
  return escaped(shortened(text, most), "&#8203;") as Markdown;
}

/** The letters of Hebrew, Arabic and others. Their direction ends with the element that has one. */
const rightToLeft =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|[\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** ASCII characters that have no meaning inside a line of Markdown. */
const plain = /[A-Za-z0-9 .,;()'"/%+=?-]/;

/** What GitHub makes links of; a break inside ends that. */
const beginsLink = /[@#]|:(?! |$)|(?<=www)(?=\.)|(?<=GH-)(?=\d)/i;

function escaped(text: string, gap: string): string {
  const pieces = printable(text.toWellFormed()).split(new RegExp(`(${beginsLink.source})`, "i"));
  // By `split` every other piece is one that begins a link.
  return pieces
    .map((piece, at) => (at % 2 === 0 ? referenced(piece) : `${referenced(piece)}${gap}`))
    .join("");
}

/** A reference to a character is never structure. */
const referenced = (text: string): string =>
  text.replace(/[\u0020-\u007e]/g, (found) =>
    plain.test(found) ? found : `&#${found.charCodeAt(0)};`,
  );

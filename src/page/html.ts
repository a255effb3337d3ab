// HTML from templates. A text that a template takes is escaped; only a template, or a file of ours, makes markup. So no
// text from outside becomes an element, an attribute or a script.
import { printable } from "../terminal/printable.ts";
import { unicodeEscapes, visible } from "../visible.ts";

declare const safe: unique symbol;

/** Markup that is safe to write into the page. */
export interface Html {
  readonly markup: string;
  readonly [safe]: true;
}

/** What a template takes; undefined and false write nothing. */
type Part = Html | readonly Html[] | string | number | false | undefined;

const htmlOf = (markup: string): Html => ({ markup }) as Html;

/** Values of attributes have to be in double quotes. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const [first = "", ...others] = withoutIndents(strings);
  let markup = first;
  for (const [at, part] of parts.entries()) markup += markupOf(part) + (others[at] ?? "");
  return htmlOf(markup);
}

const known = new WeakMap<TemplateStringsArray, readonly string[]>();

/** The literal parts of a template; a row of a table is written thousands of times. */
function withoutIndents(strings: TemplateStringsArray): readonly string[] {
  const found = known.get(strings) ?? strings.map((text) => text.replace(/\s*\n\s*/g, "\n"));
  known.set(strings, found);
  return found;
}

function markupOf(part: Part): string {
  if (part === undefined || part === false) return "";
  if (typeof part === "string") return escaped(part);
  if (typeof part === "number") return String(part);
  if ("markup" in part) return part.markup;
  return part.map(({ markup }) => markup).join("");
}

/** The style or the script of the page: a file of ours that ends only where its element ends. */
export function embedded(element: "style" | "script", content: string): Html {
  if (/<\/|<!--/.test(content)) throw new Error(`The ${element} of the page must not contain </`);
  return htmlOf(`<${element}>${content}</${element}>`);
}

const plain = /^[\w .,:;/()+·→-]*$/;
const special = /[&<>"'`]/g;
/** What nobody sees and the other two leave as it is, except the selectors of coloured signs. */
const empty = /(?![\ufe0e\ufe0f])\p{Default_Ignorable_Code_Point}|\u2800/gu;

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

/** Characters that nobody sees, and those that change the order of a text, are shown as `\u202e`. */
function escaped(text: string): string {
  if (plain.test(text)) return text;
  const shown = printable(visible(text.toWellFormed())).replace(empty, unicodeEscapes);
  return shown.replace(special, (found) => escapes[found] ?? "");
}

/** Bytes in the file. */
export const sizeOf = ({ markup }: Html): number => Buffer.byteLength(markup);

// The JSON of an answer. JSON.parse rounds integers above 2^53, which would change an id, so long integers become strings
// first. It also takes hundreds of bytes of memory for each level, so the number of levels has a limit.
import { isUtf8 } from "node:buffer";

/** An answer of Shopify has up to ten. */
const mostLevels = 64;

export class NestedError extends Error {
  constructor() {
    super(`JSON of more than ${mostLevels} levels`);
    this.name = "NestedError";
  }
}

/** Undefined if the bytes are not UTF-8. */
export const utf8 = (bytes: Buffer): string | undefined =>
  isUtf8(bytes) ? bytes.toString().replace(/^\ufeff/, "") : undefined;

// Matches whole strings, even an unfinished one, so that digits inside a string stay as they are.
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"?|-?\d[\d.eE+-]*/g;
const bigInteger = /^-?\d{16,}$/;

/** Throws a SyntaxError, or a NestedError. */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) throw new NestedError();
  if (!hasLongNumber(text)) return JSON.parse(text); // the usual case, and much faster
  return JSON.parse(
    text.replace(stringOrNumber, (token) => (bigInteger.test(token) ? `"${token}"` : token)),
  );
}

/** Opening brackets beyond the limit; those in a string do not count. */
function isTooDeep(text: string): boolean {
  let levels = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = endOfString(text, at);
      if (at < 0) return false; // not JSON
    } else if (code === 0x5b || code === 0x7b) {
      levels += 1;
      if (levels > mostLevels) return true;
    } else if (code === 0x5d || code === 0x7d) levels -= 1;
  }
  return false;
}

/** Where the quote is that ends the string that begins here; -1 if there is none. */
function endOfString(text: string, start: number): number {
  let at = text.indexOf('"', start + 1);
  while (at >= 0 && isEscaped(text, at)) at = text.indexOf('"', at + 1);
  return at;
}

function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text.charCodeAt(before - 1) === 0x5c) before -= 1;
  return (at - before) % 2 === 1;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57; // false for NaN

/** Whether there are sixteen digits in a row. One of them is at a multiple of sixteen, so only those are checked. */
function hasLongNumber(text: string): boolean {
  for (let at = 15; at < text.length; at += 16) {
    if (!isDigit(text.charCodeAt(at))) continue;
    let start = at;
    let end = at + 1;
    while (isDigit(text.charCodeAt(start - 1))) start -= 1;
    while (isDigit(text.charCodeAt(end))) end += 1;
    if (end - start >= 16) return true;
  }
  return false;
}

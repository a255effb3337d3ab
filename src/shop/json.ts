// JSON.parse rounds integers above 2^53, which would change an id, so long integers become strings first.

// Matches whole strings, even an unfinished one, so that digits inside a string stay as they are.
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"?|-?\d[\d.eE+-]*/g;
const bigInteger = /^-?\d{16,}$/;

export function parseJson(text: string): unknown {
  if (!hasLongNumber(text)) return JSON.parse(text); // the usual case, and much faster
  return JSON.parse(
    text.replace(stringOrNumber, (token) => (bigInteger.test(token) ? `"${token}"` : token)),
  );
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

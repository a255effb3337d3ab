// JSON.parse would round an id above 2^53 to other digits, so such integers become strings first.

// Texts are matched whole, even one that is cut off, so that nothing inside them is taken for a number.
const textOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"?|-?\d[\d.eE+-]*/g;
const bigInteger = /^-?\d{16,}$/;

export function parseJson(text: string): unknown {
  if (!hasLongNumber(text)) return JSON.parse(text); // the common case, and many times as fast
  return JSON.parse(
    text.replace(textOrNumber, (token) => (bigInteger.test(token) ? `"${token}"` : token)),
  );
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57; // false for NaN

/** True where sixteen digits stand in a row: one of them stands at a sixteenth place. */
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

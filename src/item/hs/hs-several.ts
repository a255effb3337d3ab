// Recognises several HS codes, or a range of them, in one cell. Without its punctuation such a text looks like one
// longer code.

const lineBreak = /[\n\r\v\f\u0085\u2028\u2029]/;
/** Digits of a heading, which every code begins with, and of the shortest code. */
const heading = 4;
const shortest = 6;

/** True for texts such as `6109-6110`, `610910 610990` and `0901.21 0901.22`. */
export function hasSeveral(text: string): boolean {
  const found = text.trim();
  if (lineBreak.test(found)) return true;
  // What is between groups of digits, and the groups, in turn.
  const parts = found.split(/(\d+)/);
  let before = "";
  let block = "";
  for (let at = 1; at < parts.length; at += 2) {
    const [between = "", digits = ""] = parts.slice(at - 1, at + 1);
    const isDash = between.includes("-");
    if (/\s/.test(between)) block = "";
    if (before.length >= heading) {
      if (isDash && /\s/.test(between)) return true;
      if ((isDash || block === "") && digits.length >= heading && isOther(digits, before, isDash))
        return true;
    }
    before += digits;
    block += digits;
  }
  // A block with points of its own behind a blank.
  return /^\d{4}\S*\s+\d{4,}[.-]\d/.test(found);
}

/** Longer than a subheading, behind a heading and a dash, or of the same chapter; no heading ends in 00. */
const isOther = (digits: string, before: string, isDash: boolean): boolean =>
  digits.length >= shortest ||
  (isDash && before.length === heading) ||
  (digits.startsWith(before.slice(0, 2)) && !digits.endsWith("00"));

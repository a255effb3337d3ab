// Recognises several HS codes, a range of them, or another number before a code, in one cell. Without its punctuation
// such a text looks like one longer code.
import { isHeading } from "./hs-heading.ts";

const lineBreak = /[\n\r\v\f\u0085\u2028\u2029]/;
/** Digits of a heading, which every code begins with, and of the shortest code. */
const heading = 4;
const shortest = 6;

/** True for texts such as `6109-6110`, `610910 610990`, `8471 8504` and `12 610910`. */
export function hasSeveral(text: string): boolean {
  const found = text.trim();
  if (lineBreak.test(found)) return true;
  // What is between groups of digits, and the groups, in turn.
  const parts = found.split(/(\d+)/);
  if (hasOther(parts)) return true;
  // A block with points of its own behind a blank.
  if (/^\d{4}\S*\s+\d{4,}[.-]\d/.test(found)) return true;
  if (!/^\d[\d\s.-]*$/.test(found)) return false;
  const groups = parts.filter((_, at) => at % 2 === 1);
  const gaps = parts.filter((_, at) => at % 2 === 0).slice(1, groups.length);
  return (
    areHeadings(groups, gaps) ||
    areChapters(groups, gaps) ||
    isBehindNumber(groups) ||
    isRange(groups, gaps)
  );
}

function hasOther(parts: readonly string[]): boolean {
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
  return false;
}

/** Longer than a subheading, behind a heading and a dash, or of the same chapter; no heading ends in 00. */
const isOther = (digits: string, before: string, isDash: boolean): boolean =>
  digits.length >= shortest ||
  (isDash && before.length === heading) ||
  (digits.startsWith(before.slice(0, 2)) && !digits.endsWith("00"));

/** As in `8471 8504`; but `8517 6290` is one code, because there is no heading 6290. */
const areHeadings = (groups: readonly string[], gaps: readonly string[]): boolean =>
  groups.length > 1 &&
  groups.every((group) => group.length === heading) &&
  gaps.every((gap) => /\s/.test(gap)) &&
  groups.slice(1).every(isHeading);

/** As in `61 62 63`; but `61 09 10` is one code. */
const areChapters = (groups: readonly string[], gaps: readonly string[]): boolean =>
  groups.every((group) => group.length === 2) &&
  gaps.every((gap) => /[\s-]/.test(gap)) &&
  !isHeading(groups.join(""));

/**
 * As in `12 610910`, `10. 6912.00`, `HS10 0902100010` and `HS 2022 6109 10`. The first group may also be the beginning
 * of a code, without its leading zero if it is odd: `84 713001` is one.
 */
function isBehindNumber([first = "", ...others]: readonly string[]): boolean {
  const behind = others.join("");
  if (first.length > heading || (others[0] ?? "").length < heading || behind.length < shortest)
    return false;
  const begins = isHeading(`${first.length % 2 === 1 ? "0" : ""}${first}${behind}`);
  return first.length === heading ? !begins && isHeading(behind) : !begins || isHeading(behind);
}

/**
 * As in `6109.10-20`; but `6109-10-20` and `01.01-21` are one code, and so is `6109.10.00-12`, with the last digits of
 * one country.
 */
function isRange(groups: readonly string[], gaps: readonly string[]): boolean {
  const [from = "", to = ""] = groups.slice(-2);
  const [first, ...others] = gaps.toReversed();
  return (
    groups.slice(0, -2).join("").length >= heading &&
    first?.includes("-") === true &&
    !others.some((gap) => gap.includes("-")) &&
    from.length === to.length &&
    Number(from) > 0 &&
    from < to
  );
}

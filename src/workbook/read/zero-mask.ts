// Number formats that show a whole number by a pattern of zeros or with a text: 000000 shows 124 as 000124, 00"."00
// shows 101 as 01.01, "SKU-"0 shows 3 as SKU-3.

/**
 * `0` is a digit that is always shown, `#` a digit that is shown if the number has it, `text` a text between digits.
 */
type Part = { readonly digit: "0" | "#" } | { readonly text: string };
export type ZeroMask = readonly Part[];

// Colours and languages do not change the digits. Conditions do, so formats with conditions are not read.
const ignored = /^\[(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+|\$-[\da-f]+)\]/i;
const piece = /^(?:"([^"]*)"|\\(.)|[_*].|([-+():!^&'~{}<>= ])|(0|#|general|standard))/i;

/** The longest format code that Excel keeps. */
const longest = 255;

/** The pattern of a format code; undefined if it shows decimals, groups thousands or is of another kind. */
export function zeroMask(code: string): ZeroMask | undefined {
  if (code.length > longest) return undefined;
  const parts: Part[] = [];
  let rest = code;
  while (rest !== "" && !rest.startsWith(";")) {
    const found = ignored.exec(rest) ?? piece.exec(rest);
    if (found === null) return undefined;
    const [all, quoted, escaped, plain, digit] = found;
    if (digit !== undefined) parts.push({ digit: digit === "#" ? "#" : "0" });
    else parts.push({ text: quoted ?? escaped ?? plain ?? "" });
    rest = rest.slice(all.length);
  }
  const zeros = parts.filter((part) => "digit" in part && part.digit === "0");
  const hasDigits = parts.some((part) => "digit" in part);
  const hasText = parts.some((part) => "text" in part && part.text.trim() !== "");
  return zeros.length > 1 || (hasDigits && hasText) ? parts : undefined;
}

const token = /"([^"]*)"?|\\(.)|[_*].|\[[^\]]*\]?|./gsu;

/** The sections for numbers above, below and at zero; the fourth is for texts. */
const mostSections = 3;

/** True if a format shows a letter or a digit of its own next to numbers, of whatever kind it is. */
export function addsText(code: string): boolean {
  let section = 1;
  for (const [all, quoted, escaped] of code.matchAll(token)) {
    if (all === ";") section += 1;
    if (section > mostSections) return false;
    if (/[\p{L}\p{N}]/u.test(quoted ?? escaped ?? "")) return true;
  }
  return false;
}

/** The shown text of a whole number; undefined for other numbers. */
export function shownBy(mask: ZeroMask, number: string): string | undefined {
  if (!/^\d+$/.test(number)) return undefined;
  const first = mask.findIndex((part) => "digit" in part);
  let left = number === "0" ? "" : number;
  let shown = "";
  for (let at = mask.length - 1; at >= 0; at -= 1) {
    const part = mask[at];
    if (part === undefined) continue;
    if ("text" in part) shown = part.text + shown;
    else {
      // The first place takes all the digits that are left.
      const taken = at === first ? left : left.slice(-1);
      shown = (taken === "" && part.digit === "0" ? "0" : taken) + shown;
      left = left.slice(0, left.length - taken.length);
    }
  }
  return shown;
}

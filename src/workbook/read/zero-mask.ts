// Number formats that show a whole number by a pattern of zeros: 000000 shows 124 as 000124, 00"."00 shows 101 as 01.01.

/** A digit that always shows, a digit that shows where there is one, or a text between them. */
type Part = { readonly digit: "0" | "#" } | { readonly text: string };
export type ZeroMask = readonly Part[];

// Colours and languages change nothing of the digits; a condition does, and is not read.
const ignored = /^\[(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+|\$-[\da-f]+)\]/i;
const piece = /^(?:"([^"]*)"|\\(.)|[_*].|([-+():!^&'~{}<>= ])|(0|#))/;

/** Excel keeps no longer format code, and no number has so many digits. */
const longest = 255;

/** The pattern of a format code; undefined where it shows decimals, groups thousands or is of another kind. */
export function zeroMask(code: string): ZeroMask | undefined {
  if (code.length > longest) return undefined;
  const parts: Part[] = [];
  let rest = code;
  while (rest !== "" && !rest.startsWith(";")) {
    const found = ignored.exec(rest) ?? piece.exec(rest);
    if (found === null) return undefined;
    const [all, quoted, escaped, plain, digit] = found;
    if (digit === "0" || digit === "#") parts.push({ digit });
    else parts.push({ text: quoted ?? escaped ?? plain ?? "" });
    rest = rest.slice(all.length);
  }
  const zeros = parts.filter((part) => "digit" in part && part.digit === "0");
  return zeros.length > 1 ? parts : undefined;
}

/** What a whole number is shown as; undefined for another number. */
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

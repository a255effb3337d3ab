// How spreadsheets show a text that they read as a number, with its own decimal mark or that of another language.
import {
  type Decimal,
  decimal,
  type Entered,
  equal,
  longestNumber,
  type Mark,
  otherMark,
  readEntered,
  readFixed,
  rounded,
  truncated,
} from "./decimal.ts";

/** What the spreadsheet did to the number. */
export type NumberEcho = "zeros" | "exponent" | "digits" | "thousands" | "decimal" | "parentheses";

const marks = [".", ","] as const;
const same = (mark: Mark): Mark => mark;
const general = {
  ".": /^(-?)(0|[1-9]\d*)(?:\.(\d*[1-9]))?$/,
  ",": /^(-?)(0|[1-9]\d*)(?:,(\d*[1-9]))?$/,
};
const scientific = {
  ".": /^(-?)(\d)(?:\.(\d{1,14}))?E([+-]\d{2,3})$/,
  ",": /^(-?)(\d)(?:,(\d{1,14}))?E([+-]\d{2,3})$/,
};
const parentheses = /^\(([^()]*)\)$/;
const kept = 15;

export function numberEcho(seen: string, old: string): NumberEcho | undefined {
  if (seen.length > longestNumber || old.length > longestNumber) return undefined;
  const inner = parentheses.exec(old)?.[1]?.trim();
  const text = inner ?? old.trim();
  const shown = seen.trim();
  for (const shownMark of [same, otherMark]) {
    for (const mark of marks) {
      const entered =
        readEntered(inner === undefined ? text : `-${inner}`, mark) ?? trailing(text, mark);
      if (entered === undefined) continue;
      const echo = shownAs(shown, entered, shownMark(mark));
      if (echo === undefined) continue;
      if (inner !== undefined) return "parentheses";
      return shownMark === same ? echo : "decimal";
    }
  }
  return swapped(old) === seen ? "decimal" : undefined;
}

/** A minus at the end, as in 123-. */
const trailing = (text: string, mark: Mark): Entered | undefined =>
  text.endsWith("-") ? readEntered(`-${text.slice(0, -1)}`, mark) : undefined;

const marked = /^[+-]?\d[\d.,]*[.,]\d+$/;
const swapped = (text: string): string | undefined =>
  marked.test(text) && marks.some((mark) => readEntered(text, mark) !== undefined)
    ? text.replace(/[.,]/g, (mark) => (mark === "." ? "," : "."))
    : undefined;

function shownAs(shown: string, entered: Entered, mark: Mark): NumberEcho | undefined {
  const { value } = entered;
  const [, sign = "", whole, part = ""] = general[mark].exec(shown) ?? [];
  if (whole !== undefined) {
    const plain = plainEcho(decimal(sign, whole, part), entered);
    if (plain !== undefined) return plain;
  }
  const [, minus = "", first, rest = "", exponent = ""] = scientific[mark].exec(shown) ?? [];
  if (first !== undefined) {
    if (first === "0" && Number(exponent) !== 0) return undefined;
    const length = 1 + rest.length;
    const found = decimal(minus, first, rest, Number(exponent));
    return isCut(found, value, length) || isBeyond(found, value) ? "exponent" : undefined;
  }
  if (!entered.grouped) return undefined;
  // Excel keeps 1,234.5 as a number with two decimals: 1,234.50.
  const fixed = readFixed(shown, mark);
  if (fixed === undefined || (fixed.decimals !== 0 && fixed.decimals !== 2)) return undefined;
  return equal(fixed.value, rounded(value, value.point + fixed.decimals)) ? "thousands" : undefined;
}

function plainEcho(found: Decimal, { value, grouped, exponent }: Entered): NumberEcho | undefined {
  if (equal(found, value)) return exponent ? "exponent" : grouped ? "thousands" : "zeros";
  if (isBeyond(found, value)) return "exponent";
  if (isLongNumber(found, value)) return "digits";
  // A cell of the usual width shows ten digits; the leading zero of 0.1 is one of them.
  if (value.digits.length - Math.min(0, value.point) < 10) return undefined;
  const before = Math.max(1, value.point);
  const places = [Math.max(0, 10 - before), 9 - before, 10, 9];
  return places.some((place) => place >= 0 && equal(found, rounded(value, value.point + place)))
    ? "digits"
    : undefined;
}

/** True if the value has more digits than a spreadsheet keeps, and `found` has the digits that it keeps. */
export const isLongNumber = (found: Decimal, value: Decimal): boolean =>
  value.digits.length > kept && (isCut(found, value, kept) || equal(found, asFloat(value)));

const isCut = (found: Decimal, value: Decimal, length: number): boolean =>
  equal(found, rounded(value, length)) ||
  equal(found, truncated(value, length)) ||
  equal(found, rounded(truncated(value, kept), length)) ||
  isCutFloat(found, value, length);

/** A long number becomes the nearest float and is then rounded: …349 becomes …352, and …400 is shown. */
function isCutFloat(found: Decimal, value: Decimal, length: number): boolean {
  if (value.digits.length <= kept) return false;
  const float = asFloat(value);
  return float.digits !== "" && equal(found, rounded(float, length));
}

/** True for a value outside the range of floats, which is shown as zero or as the largest float. */
const isBeyond = (found: Decimal, value: Decimal): boolean =>
  (value.point < -306 && found.digits === "") ||
  (value.point > 308 && found.point === 309 && found.digits.startsWith("179769313486"));

/** All digits of the nearest float; some programs show a long whole number like this. */
function asFloat({ negative, digits, point }: Decimal): Decimal {
  const float = Number(`0.${digits}e${point}`);
  if (!Number.isFinite(float) || point < digits.length) return { negative, digits: "", point: 0 };
  return decimal(negative ? "-" : "", String(BigInt(float)), "");
}

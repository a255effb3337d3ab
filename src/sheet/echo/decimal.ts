// Numbers as people enter them and as spreadsheets show them, as strings of digits: a float would lose digits.

/** 0.DIGITS × 10^point; the digits have no 0 at the beginning or end, and are empty for zero. */
export interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly point: number;
}

export type Mark = "." | ",";
export const otherMark = (mark: Mark): Mark => (mark === "." ? "," : ".");

/** No spreadsheet reads a longer text as a number. */
export const longestNumber = 330;

export function decimal(sign: string, whole: string, part: string, exponent = 0): Decimal {
  const all = whole + part;
  let start = 0;
  while (all.charCodeAt(start) === 0x30) start += 1;
  let end = all.length;
  while (end > start && all.charCodeAt(end - 1) === 0x30) end -= 1;
  const digits = all.slice(start, end);
  if (digits === "") return { negative: false, digits, point: 0 };
  return { negative: sign === "-", digits, point: whole.length - start + exponent };
}

export const equal = (a: Decimal, b: Decimal): boolean =>
  a.digits === b.digits && a.point === b.point && a.negative === b.negative;

export function truncated(value: Decimal, length: number): Decimal {
  const kept = value.digits.slice(0, Math.max(0, length));
  return decimal(value.negative ? "-" : "", "", kept, value.point);
}

/** The value rounded to `length` significant digits, halves away from zero. */
export function rounded(value: Decimal, length: number): Decimal {
  const next = length < 0 ? "" : (value.digits[length] ?? "");
  if (next < "5") return truncated(value, length);
  // The leading zero is for the carry: 0.995 becomes 1.00.
  const kept = `0${value.digits.slice(0, length)}`;
  const raised = String(BigInt(kept) + 1n).padStart(kept.length, "0");
  return decimal(value.negative ? "-" : "", raised.slice(0, 1), raised.slice(1), value.point);
}

export interface Entered {
  readonly value: Decimal;
  readonly grouped: boolean;
  readonly exponent: boolean;
}

const entered = {
  ".": /^([+-]?)(\d+(?:,\d{2,})*,\d{3,}|\d+(?:[ \u00a0\u202f'’]\d{3})+|\d*)(?:\.(\d*))?(?:E([+-]?\d{1,9}))?$/i,
  ",": /^([+-]?)(\d+(?:\.\d{2,})*\.\d{3,}|\d+(?:[ \u00a0\u202f'’]\d{3})+|\d*)(?:,(\d*))?(?:E([+-]?\d{1,9}))?$/i,
};
const notDigits = /\D/g;

/** Reads a text as a spreadsheet with this decimal mark does; undefined if it is not a number there. */
export function readEntered(text: string, mark: Mark): Entered | undefined {
  const [, sign = "", whole = "", part = "", exponent] = entered[mark].exec(text) ?? [];
  if (whole === "" && part === "") return undefined;
  const digits = whole.replace(notDigits, "");
  const value = decimal(sign, digits, part, exponent === undefined ? 0 : Number(exponent));
  return { value, grouped: digits.length < whole.length, exponent: exponent !== undefined };
}

// French groups digits with a narrow space; code pages of Windows replace it with ? or _. India writes 1,00,000.
const grouped = {
  ".": /^(-?)(\d{1,3}(?:[,\u00a0\u2009\u202f '’?_]\d{3})*|\d{1,2}(?:,\d{2})+,\d{3}|\d+)(?:\.(\d+))?$/,
  ",": /^(-?)(\d{1,3}(?:[.\u00a0\u2009\u202f '’?_]\d{3})*|\d+)(?:,(\d+))?$/,
};

/** Reads a number with a fixed number of decimals, as in 1,234.50. */
export function readFixed(
  text: string,
  mark: Mark,
): { readonly value: Decimal; readonly decimals: number } | undefined {
  const [, sign = "", whole, part = ""] = grouped[mark].exec(text) ?? [];
  if (whole === undefined) return undefined;
  return { value: decimal(sign, whole.replace(notDigits, ""), part), decimals: part.length };
}

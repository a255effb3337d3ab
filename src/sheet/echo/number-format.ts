// What a number format or a program's float makes of a number: 12345 as 12,345.00, as $12,345.00, as 1234500% or as a
// date. The value is the same; only zeros, separators and signs were added.
import { isDateEcho } from "./date.ts";
import { type Decimal, equal, type Mark, readEntered, readFixed, rounded } from "./decimal.ts";
import { amountOf, percentIn } from "./formatted.ts";
import { isLongNumber } from "./number.ts";

const longest = 64;
const marks = [".", ","] as const;
/** What every program shows where somebody asks for a number, or for money, and says no more. */
const usualDecimals = 2;
/** No number format puts a zero before other digits, but for a format of zeros. */
const leadingZero = /^-?0\d/;
const plainNumber = /^-?\d+$/;

export function isNumberFormatEcho(seen: string, old: string): boolean {
  if (seen.length > longest || old.length > longest || !/\d/.test(seen)) return false;
  // Accountants show what is below zero as (5.00).
  const shown = seen.trim().replace(/^\((\d.*)\)$/, "-$1");
  const text = old.trim();
  if (!plainNumber.test(shown) && isShown(shown, text)) return true;
  return isFloat(shown, text);
}

function isShown(shown: string, text: string): boolean {
  const percent = percentIn(shown);
  if (percent !== undefined) return marks.some((mark) => isSame(percent, text, mark, 2));
  const money = amountOf(shown);
  if (money === undefined) return marks.some((mark) => isSame(shown, text, mark, 0));
  // $25 for 25 may be somebody's: an amount is shown with its decimals, or grouped.
  return (
    !plainNumber.test(money.amount) && marks.some((mark) => isSame(money.amount, text, mark, 0))
  );
}

/** Whether a number with this decimal mark is the old one, moved by so many places as a percentage is. */
function isSame(shown: string, text: string, mark: Mark, places: number): boolean {
  const fixed = leadingZero.test(shown) ? undefined : readFixed(shown, mark);
  if (fixed === undefined) return false;
  return marks.some((oldMark) => {
    const old = readEntered(text, oldMark)?.value;
    if (old === undefined) return false;
    return isShownWith(fixed, old.digits === "" ? old : { ...old, point: old.point + places });
  });
}

function isShownWith(
  { value, decimals }: { readonly value: Decimal; readonly decimals: number },
  old: Decimal,
): boolean {
  if (equal(value, old) || isLongNumber(value, old)) return true;
  return decimals === usualDecimals && equal(value, rounded(old, old.point + decimals));
}

const float = /^-?\d(?:\.\d{1,16})?e[+-]\d{2,3}$/;

/** As Python and R write a long number: 4.3729076559912344e+16. */
function isFloat(shown: string, text: string): boolean {
  if (!float.test(shown)) return false;
  const old = Number(text);
  return /^[+-]?\d/.test(text) && Number.isFinite(old) && Number(shown) === old;
}

const serial = /^(\d{1,7})(?:[.,]0+)?$/;
/** From 1900-03-01, from which on all programs count alike, to 9999-12-31. */
const firstSerial = 61;
const lastSerial = 2_958_465;
const epoch = 25_569;

/** A number that is shown as the date which it is to a spreadsheet, or a text that became a date and is shown as its number. */
export function isSerialEcho(seen: string, old: string): boolean {
  if (seen.length > longest || old.length > longest) return false;
  const fromNumber = dateOf(old.trim());
  if (fromNumber !== undefined) return isDateEcho(seen, fromNumber);
  const toNumber = dateOf(seen.trim());
  return toNumber !== undefined && isDateEcho(toNumber, old);
}

function dateOf(text: string): string | undefined {
  const day = Number(serial.exec(text)?.[1]);
  if (!(day >= firstSerial && day <= lastSerial)) return undefined;
  return new Date((day - epoch) * 86_400_000).toISOString().slice(0, 10);
}

// Numbers in a number format or as a float: 12345 as 12,345.00, as $12,345.00, as 1234500% or as a date. The value is
// the same; only zeros, separators and signs were added.
import { dateOfDay } from "../../item/date-text.ts";
import { isDateEcho } from "./date.ts";
import { type Decimal, equal, type Mark, readEntered, readFixed, rounded } from "./decimal.ts";
import { amountOf, percentIn } from "./formatted.ts";
import { isLongNumber } from "./number.ts";

const longest = 64;
const marks = [".", ","] as const;
/** The default of all programs for numbers and for money. */
const usualDecimals = 2;
/** Only a format of zeros such as 00000 shows a zero before other digits. */
const leadingZero = /^-?0\d/;
const plainNumber = /^-?\d+$/;

export function isNumberFormatEcho(seen: string, old: string): boolean {
  if (seen.length > longest || old.length > longest || !/\d/.test(seen)) return false;
  // Accounting formats show -5 as (5.00).
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
  // $25 for 25 may be an edit: a format for money shows decimals or groups.
  return (
    !plainNumber.test(money.amount) && marks.some((mark) => isSame(money.amount, text, mark, 0))
  );
}

/** Whether a number with this decimal mark is the old number times 10^places; `places` is 2 for a percentage. */
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

/** True for a long number as Python and R write it: 4.3729076559912344e+16. */
function isFloat(shown: string, text: string): boolean {
  if (!float.test(shown)) return false;
  const old = Number(text);
  return /^[+-]?\d/.test(text) && Number.isFinite(old) && Number(shown) === old;
}

const serial = /^(\d{1,7})(?:[.,]0+)?$/;
/** From 1900-03-01 to 9999-12-31; for earlier days the numbers of programs differ. */
const firstSerial = 61;
const lastSerial = 2_958_465;

/** True for a number that is shown as a date, and for a text that was read as a date and is shown as its number. */
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
  return dateOfDay(day);
}

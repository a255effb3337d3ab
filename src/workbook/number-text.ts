// The text of a number's cell: what a person would have typed, in the digits that a spreadsheet shows.
import { Big } from "big.js";

/** A spreadsheet shows no more digits than these, and what it has computed is a hair off behind them. */
const keptDigits = 15;

/** No exponent and no stray digits; a whole number that is not exact is the text as it is stored. */
export function numberText(stored: string): string {
  const number = Number(stored);
  if (stored.trim() === "" || !Number.isFinite(number)) return stored;
  if (Number.isInteger(number)) return Number.isSafeInteger(number) ? String(number) : stored;
  return new Big(number.toPrecision(keptDigits)).toFixed();
}

/** As in `50%` for 0.5. */
export function percentText(stored: string): string {
  const number = Number(stored);
  if (stored.trim() === "" || !Number.isFinite(number)) return stored;
  return `${new Big(number.toPrecision(keptDigits)).times(100).toFixed()}%`;
}

/** Days from 1899-12-30, which fits from March 1900 on, to 1970. */
const epoch = 25_569;
const day = 86_400_000;
/** The first day after 9999-12-31. */
const lastSerial = 2_958_466;
/** Days between the two systems of dates. */
const from1904 = 1_462;

/** A date as `2026-03-04`, with `T12:30:00` where it has a time; a time alone as `12:30:00`. */
export function dateText(stored: string, is1904: boolean): string {
  const number = Number(stored);
  if (stored.trim() === "" || !(number >= 0 && number < lastSerial)) return numberText(stored);
  const serial = number + (is1904 && number >= 1 ? from1904 : 0);
  // 1900 was no leap year, but its serials have a 29th of February.
  const shifted = serial >= 1 && serial < 60 ? serial + 1 : serial;
  const instant = new Date(Math.round((shifted - epoch) * day));
  const [date = "", rest = ""] = instant.toISOString().split("T");
  const time = rest.replace(/(?:\.000)?Z$/, "");
  if (number < 1) return time;
  return time === "00:00:00" ? date : `${date}T${time}`;
}

const dateFormats = (id: number): boolean =>
  (id >= 14 && id <= 22) ||
  (id >= 27 && id <= 36) ||
  (id >= 45 && id <= 47) ||
  (id >= 50 && id <= 58);

/** True for a number format that shows a date or a time: one of the fixed ids, or a code of its own. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return dateFormats(id);
  return /[dmyhs]/i.test(shownBy(code).replace(/general|standard/gi, ""));
}

/** True for a number format that shows a hundred times the number, and a percent sign. */
export function isPercentFormat(id: number, code: string | undefined): boolean {
  return code === undefined ? id === 9 || id === 10 : shownBy(code).includes("%");
}

/** Of a format's code what stands for the number, where it is above zero. */
function shownBy(code: string): string {
  const [shown = ""] = code
    .replace(/"[^"]*"|\\.|_.|\*./g, "")
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "")
    .split(";");
  return shown;
}

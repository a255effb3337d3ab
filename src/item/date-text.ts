// Recognises dates of spreadsheets in cells for a cost or a code. Only for messages: no value is read as a date.

/**
 * Dates with names of months, in the languages in which spreadsheets read a cost as a date. No currency is among them.
 */
const named =
  /^(?:\d{1,2}[-./ ]{1,40})?(?:jan|gen|ene|janv|jän|feb|fev|févr|mar|mär|mrz|mars|mrt|apr|avr|abr|may|mai|mei|mag|jun|juin|giu|jul|juil|lug|aug|août|ago|sep|sept|set|oct|okt|ott|out|nov|dec|dez|dic|déc)\p{L}{0,7}\b\.?(?:[-./, ]{1,40}\d{1,4}){0,2}$/iu;
const dayFirst = /^(\d\d?)(?:\. ?|-|\/)(\d\d?)(?:\. ?|-|\/)\d{4}\.?$/;
// Points only with a blank after them: 2008.11.10 is a code.
const yearFirst = /^(?:19|20)\d\d(?:-|\. |\/)(\d\d?)(?:-|\. |\/)(\d\d?)\.?$/;
const slashed = /^(\d\d?)\/(\d\d?)(?:\/\d\d)?$/;
const monthAndYear = /^(?:0?\d|1[0-2])\/\d{4}$/;
const clock = /(?:,?\s{1,40}|T)\d{1,2}:\d\d.*$/;
const longest = 40;

/** True for a date that cannot be an HS code: 01/01/2021, 1-Jan-21, 2021-01-01. */
export function isDateText(found: string): boolean {
  if (found.length > longest || !/\d/.test(found)) return false;
  const text = found.trim().replace(clock, "");
  if (named.test(text) || monthAndYear.test(text)) return true;
  const [, a, b] = dayFirst.exec(text) ?? yearFirst.exec(text) ?? slashed.exec(text) ?? [];
  const [first, second] = [Number(a), Number(b)];
  return first > 0 && second > 0 && Math.min(first, second) <= 12 && Math.max(first, second) <= 31;
}

/** The numbers that spreadsheets store for dates from 2000 to 2032: codes and prices become such dates. */
const firstSerial = 36_526;
const lastSerial = 48_579;
/** Days from 1899-12-30, the first day for dates from March 1900 on, to 1970. */
const epoch = 25_569;

/** As in `2021-01-01`, for the number that spreadsheets store for this day. */
export const dateOfDay = (day: number): string =>
  new Date((day - epoch) * 86_400_000).toISOString().slice(0, 10);

/** The date that a spreadsheet stores as this number, as in `2021-01-01`; undefined for other texts. */
export function dateOfSerial(digits: string): string | undefined {
  const day = Number(digits);
  if (!/^\d{5}$/.test(digits) || day < firstSerial || day > lastSerial) return undefined;
  return dateOfDay(day);
}

/** The number that a spreadsheet stores for a date such as `2026-03-04`, with its time; undefined for other texts. */
export function serialOf(text: string): string | undefined {
  const [date = "", time] = text.split("T");
  const instant = Date.parse(`${date}T${time ?? "00:00:00"}Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(instant)) return undefined;
  return String(Number((instant / 86_400_000 + epoch).toFixed(5)));
}

// Dates with or without a time: which texts spreadsheets read as dates, and how they show them.
import { months } from "./months.ts";
import { isTimeEcho, midnight, readEntered, readShown } from "./time.ts";

/** The known parts of a day; `order` is for dates in numbers only: 3/4 can be in March or in April. */
interface Day {
  readonly order: "mdy" | "dmy" | "any";
  readonly year?: number;
  readonly month: number;
  readonly day?: number;
}

const longest = 40;

/** True if a spreadsheet reads `old` as a date or time and shows it as `seen`. */
export function isDateEcho(seen: string, old: string): boolean {
  if (seen.length > longest || old.length > longest) return false;
  const shown = seen.trim();
  const text = old.trim();
  // Ends here for nearly every cell: a date has digits, and is shown with digits and a separator.
  if (!/\d/.test(text) || !/\d[-/.: \u00a0\u202f]|[-/.: ]\d/.test(shown)) return false;
  return isTimeEcho(shown, text) ?? sameMoment(shown, text);
}

const dateAndTime = /^(\S.{0,40}?)(?:,?\s{1,40}|T)(\d{1,2}:.*)$/;

function sameMoment(shown: string, text: string): boolean {
  const [, shownDay = shown, shownClock] = dateAndTime.exec(shown) ?? [];
  const [, textDay = text, textClock] = dateAndTime.exec(text) ?? [];
  const candidates = shownDays(shownDay);
  if (candidates.length === 0) return false;
  const there = shownClock === undefined ? midnight : readShown(shownClock);
  const here = textClock === undefined ? midnight : readEntered(textClock);
  if (there === undefined || here === undefined) return false;
  const whole = there.exact ? here.seconds : here.seconds - (here.seconds % 60);
  if (!isNear(there.seconds - whole, textClock === undefined ? undefined : shownClock))
    return false;
  return enteredDays(textDay).some((day) => candidates.some((found) => isShown(found, day)));
}

/** A date with its time is one number, so the shown time may be a second less, or differ in its last decimal. */
function isNear(more: number, clock: string | undefined): boolean {
  if (clock === undefined) return more === 0;
  const [, places] = /[.,](\d+)/.exec(clock) ?? [];
  if (places === undefined) return more >= -1 && more < 0.6;
  return Math.abs(more) < 0.6 * 10 ** -places.length;
}

function isShown(found: Day, day: Day): boolean {
  if (found.month !== day.month) return false;
  if (day.day === undefined && found.year === undefined) {
    // Shown as May-24, which is read as the 24th of May when the file is opened again.
    return found.day === (day.year ?? 0) % 100;
  }
  if (found.order !== "any" && day.order !== "any" && found.order !== day.order) return false;
  if (day.day === undefined ? (found.day ?? 1) !== 1 : found.day !== day.day) return false;
  if (day.year !== undefined) return found.year !== undefined && sameYear(found.year, day.year);
  // The spreadsheet added the current year.
  return found.year === undefined || found.year < 100 || (found.year >= 2000 && found.year < 2100);
}

const sameYear = (a: number, b: number): boolean =>
  a < 100 || b < 100 ? a % 100 === b % 100 : a === b;

const lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isDay = (month: number, day: number): boolean => day >= 1 && day <= (lengths[month - 1] ?? 0);
const isMonth = (number: number): boolean => number >= 1 && number <= 12;

const figures = /^(\d{1,4})[-/.](\d{1,4})(?:[-/.](\d{1,4}))?\.?$/;
const monthFirst = /^(\p{L}{3,10})\.?[-/., \u00a0]{0,2}(\d{1,4})(?:[-/., ]{1,2}(\d{1,4}))?$/u;
const dayFirst = /^(\d{1,2})[-/., \u00a0]{0,2}(\p{L}{3,10})\.?(?:[-/., \u00a0]{0,2}(\d{1,4}))?$/u;
const yearFirst = /^(\d{4})[-/., ](\p{L}{3,10})\.?(?:[-/., ](\d{1,2}))?$/u;

function enteredDays(text: string): readonly Day[] {
  const [, a, b = "", c] = figures.exec(text) ?? [];
  if (a !== undefined) return c === undefined ? twoFigures(a, b) : threeFigures(a, b, c);
  const [, name = "", first, second] = monthFirst.exec(text) ?? [];
  if (first !== undefined) return named(name, first, second);
  const [, day, dayName = "", year] = dayFirst.exec(text) ?? [];
  if (day !== undefined) return named(dayName, day, year);
  const [, early, lateName = "", late] = yearFirst.exec(text) ?? [];
  if (early === undefined) return [];
  const [found] = named(lateName, late ?? "1", early);
  return found === undefined ? [] : [found];
}

function named(name: string, number: string, year: string | undefined): readonly Day[] {
  const month = monthOf(name);
  if (month === undefined) return [];
  const day = Number(number);
  if (year !== undefined) {
    if (isDay(month, day)) return [{ order: "any", month, day, year: Number(year) }];
    return isDay(month, Number(year))
      ? [{ order: "any", month, day: Number(year), year: day }]
      : [];
  }
  if (number.length > 2 || !isDay(month, day)) return [{ order: "any", month, year: day }];
  // LibreOffice in German and French reads the number as a year and shows the first of the month.
  return [
    { order: "any", month, day },
    { order: "any", month, day: 1, year: day },
  ];
}

const monthOf = (name: string): number | undefined => months.get(name.toLowerCase());

function twoFigures(a: string, b: string): readonly Day[] {
  const [first, second] = [Number(a), Number(b)];
  const days: Day[] = [];
  if (a.length <= 2 && b.length <= 2) {
    if (isDay(first, second)) days.push({ order: "any", month: first, day: second });
    if (isDay(second, first)) days.push({ order: "any", month: second, day: first });
  }
  // A number that is not a day (or not a month, if the day is first) is a year: 1.50 is January 1950.
  const late = b.length === 4 || second > 12 || second === 0;
  if (a.length <= 2 && isMonth(first) && late) {
    days.push({ order: "any", month: first, year: second });
  }
  if (a.length === 4 && b.length <= 2 && isMonth(second)) {
    days.push({ order: "any", month: second, year: first });
  }
  return days;
}

function threeFigures(a: string, b: string, c: string): readonly Day[] {
  const [first, second, third] = [Number(a), Number(b), Number(c)];
  const days: Day[] = [];
  if (b.length > 2) return days;
  if (c.length <= 2 && isDay(second, third)) {
    days.push({ order: "any", year: first, month: second, day: third });
  }
  if (a.length > 2) return days;
  if (isDay(first, second)) days.push({ order: "mdy", month: first, day: second, year: third });
  if (isDay(second, first)) days.push({ order: "dmy", month: second, day: first, year: third });
  return days;
}

const shownFigures = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{2}|\d{4})$/;
const shownIso = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const shownDay = /^(\d{1,2})[-/. \u00a0]{1,2}(\p{L}{3,10})\.?(?:[-/. \u00a0](\d{2}|\d{4}))?$/u;
const shownMonth = /^(\p{L}{3,10})\.?[-/. \u00a0](\d{2}|\d{4})$/u;

function shownDays(text: string): readonly Day[] {
  const [, year, , month = "", day = ""] = shownIso.exec(text) ?? [];
  if (year !== undefined) return threeFigures(year, month, day);
  const [, a, , b = "", c = ""] = shownFigures.exec(text) ?? [];
  if (a !== undefined) return threeFigures(a, b, c).filter(({ order }) => order !== "any");
  const [, number, dayName = "", dayYear] = shownDay.exec(text) ?? [];
  if (number !== undefined) {
    const known = monthOf(dayName);
    if (known === undefined || !isDay(known, Number(number))) return [];
    const found: Day = { order: "any", month: known, day: Number(number) };
    return [dayYear === undefined ? found : { ...found, year: Number(dayYear) }];
  }
  const [, name = "", monthYear] = shownMonth.exec(text) ?? [];
  const known = monthOf(name);
  if (monthYear === undefined || known === undefined) return [];
  return [{ order: "any", month: known, year: Number(monthYear) }];
}

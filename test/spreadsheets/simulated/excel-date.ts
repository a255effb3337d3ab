// How Excel reads a date or a time and shows it. Two parts are a day and a month, or else a month and a year.
import { type Customs, two } from "./excel-locale.ts";

/** The year in which the simulated Excel runs. */
const thisYear = 2026;

/** What a cell shows that Excel took for a date or a time, or undefined. */
export function shownDate(text: string, c: Customs): string | undefined {
  const trimmed = text.trim();
  const clock = readClock(trimmed, c);
  if (clock !== undefined) return shownClock(clock);
  const [, first, second = ""] = /^(\S+(?: \S+)*?) +(\d{1,2}:.*)$/.exec(trimmed) ?? [];
  const day = readDay(first ?? trimmed, c);
  if (day === undefined) return undefined;
  if (first === undefined) return shownDay(day, c);
  const time = readClock(second, c);
  if (time === undefined || time.seconds >= 86_400 || day.year === undefined) return undefined;
  const minutes = Math.floor(time.seconds / 60);
  return `${c.shortDate(day.year, day.month, day.day)} ${Math.floor(minutes / 60)}:${two(minutes % 60)}`;
}

interface DayRead {
  readonly year?: number;
  readonly month: number;
  readonly day: number;
  readonly form: "short" | "day and month" | "month and year" | "longer";
}

function readDay(text: string, c: Customs): DayRead | undefined {
  const numbers = new RegExp(
    String.raw`^(\d{1,4})[${c.dateSeparators}](\d{1,4})(?:[${c.dateSeparators}](\d{1,4}))?$`,
  ).exec(text);
  if (numbers !== null) {
    const [, a = "", b = "", third] = numbers;
    return third === undefined ? readTwo(a, b, c) : readThree(a, b, third, c);
  }
  const [, name = "", after, last] =
    /^(\p{L}+)\.?[-/ ]?(\d{1,4})(?:(?:, ?|[-/ ])(\d{1,4}))?$/u.exec(text) ?? [];
  if (after !== undefined) return readNamed(name, after, last, c);
  const [, before, month = "", year] =
    /^(\d{1,2})\.?[-/ ]?(\p{L}+)\.?(?:[-/ ]?(\d{1,4}))?$/u.exec(text) ?? [];
  return before === undefined ? undefined : readNamed(month, before, year, c);
}

function readTwo(a: string, b: string, c: Customs): DayRead | undefined {
  const [first, second] = [Number(a), Number(b)];
  const [month, day] = c.order === "mdy" ? [first, second] : [second, first];
  const short = a.length <= 2 && b.length <= 2;
  if (short && isReal(thisYear, month, day)) return { month, day, form: "day and month" };
  // An American 14/3 has no fourteenth month, and is the 14th of March.
  if (short && c.order === "mdy" && isReal(thisYear, day, month)) {
    return { month: day, day: month, form: "day and month" };
  }
  const later = b.length === 2 || b.length === 4 ? readYear(b) : undefined;
  if (a.length <= 2 && later !== undefined && isReal(later, first, 1)) {
    return { year: later, month: first, day: 1, form: "month and year" };
  }
  const earlier = a.length === 4 ? readYear(a) : undefined;
  if (b.length > 2 || earlier === undefined || !isReal(earlier, second, 1)) return undefined;
  return { year: earlier, month: second, day: 1, form: "month and year" };
}

function readThree(a: string, b: string, third: string, c: Customs): DayRead | undefined {
  const yearFirst = a.length === 4;
  const year = readYear(yearFirst ? a : third);
  const [month, day] = yearFirst ? [b, third] : c.order === "mdy" ? [a, b] : [b, a];
  if (year === undefined || month.length > 2 || day.length > 2) return undefined;
  if (!isReal(year, Number(month), Number(day))) return undefined;
  return { year, month: Number(month), day: Number(day), form: "short" };
}

function readNamed(
  name: string,
  number: string,
  last: string | undefined,
  c: Customs,
): DayRead | undefined {
  const month = monthOf(name, c);
  if (month === undefined) return undefined;
  if (last !== undefined) {
    const year = readYear(last);
    if (year === undefined || number.length > 2 || !isReal(year, month, Number(number)))
      return undefined;
    return { year, month, day: Number(number), form: "longer" };
  }
  if (number.length <= 2 && isReal(thisYear, month, Number(number))) {
    return { month, day: Number(number), form: "day and month" };
  }
  const year = number.length === 1 || number.length === 3 ? undefined : readYear(number);
  return year === undefined ? undefined : { year, month, day: 1, form: "month and year" };
}

function monthOf(name: string, c: Customs): number | undefined {
  const wanted = name.toLowerCase();
  const isNamed = (month: string): boolean => month.toLowerCase() === wanted;
  const at = Math.max(c.shortMonths.findIndex(isNamed), c.longMonths.findIndex(isNamed));
  // English Excel knows four letters of September too.
  if (at < 0) return wanted === "sept" ? 9 : undefined;
  return at + 1;
}

/** Of two digits, 30 to 99 are of the last century. */
function readYear(digits: string): number | undefined {
  const year = Number(digits);
  if (digits.length <= 2) return year < 30 ? 2000 + year : 1900 + year;
  return digits.length === 4 && year >= 1900 ? year : undefined;
}

function isReal(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function shownDay({ year = thisYear, month, day, form }: DayRead, c: Customs): string {
  const name = c.shortMonths[month - 1] ?? "";
  if (form === "short") return c.shortDate(year, month, day);
  if (form === "longer") return c.longerDate(day, name, year);
  return form === "day and month" ? c.dayAndMonth(day, name) : c.monthAndYear(name, year);
}

interface Clock {
  readonly seconds: number;
  readonly form: "minutes" | "seconds" | "fraction";
  readonly half: boolean;
}

function readClock(text: string, c: Customs): Clock | undefined {
  const [, hour, minute, second, fraction, half, alone, aloneHalf] =
    /^(?:(\d{1,4}):(\d{1,2})?(?::(\d{1,2}))?(?:[.,](\d{1,3}))?(?: ([ap])m?)?|(\d{1,2}) ([ap])m?)$/i.exec(
      text,
    ) ?? [];
  const hours = hour ?? alone;
  if (hours === undefined || (fraction !== undefined && !text.includes(c.decimal)))
    return undefined;
  const which = (half ?? aloneHalf)?.toLowerCase();
  if (which !== undefined && (Number(hours) > 12 || fraction !== undefined)) return undefined;
  if (Number(minute ?? 0) > 59 || Number(second ?? 0) > 59) return undefined;
  if (fraction !== undefined) {
    if (minute === undefined) return undefined;
    const [h, m, s] = second === undefined ? ["0", hours, minute] : [hours, minute, second];
    const seconds = Number(h) * 3600 + Number(m) * 60 + Number(`${s}.${fraction}`);
    return { seconds, form: "fraction", half: false };
  }
  const start =
    which === undefined ? Number(hours) : (Number(hours) % 12) + (which === "p" ? 12 : 0);
  const seconds = start * 3600 + Number(minute ?? 0) * 60 + Number(second ?? 0);
  return { seconds, form: second === undefined ? "minutes" : "seconds", half: which !== undefined };
}

function shownClock({ seconds, form, half }: Clock): string {
  const whole = Math.floor(seconds);
  const [hours, minutes, rest] = [
    Math.floor(whole / 3600),
    Math.floor(whole / 60) % 60,
    whole % 60,
  ];
  // The format mm:ss.0 has no hours.
  if (form === "fraction")
    return `${two(minutes)}:${two(rest)}.${Math.floor((seconds - whole) * 10 + 1e-6)}`;
  if (hours >= 24) return `${hours}:${two(minutes)}:${two(rest)}`;
  const tail = form === "seconds" ? `:${two(rest)}` : "";
  if (!half) return `${hours}:${two(minutes)}${tail}`;
  return `${hours % 12 === 0 ? 12 : hours % 12}:${two(minutes)}${tail} ${hours < 12 ? "AM" : "PM"}`;
}

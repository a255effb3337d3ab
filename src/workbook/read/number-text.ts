// The text of a number's cell: what a person would have typed, as long as no digit of it is a guess.
import { Big } from "big.js";

/** What a cell's format shows its number as; `elapsed` is a length of time, whose hours go beyond 24. */
export type NumberKind = "number" | "date" | "elapsed" | "percent";

/** A spreadsheet shows and keeps no more digits than these. */
const keptDigits = 15;

export function textOf(stored: string, kind: NumberKind, is1904: boolean): string {
  if (kind === "date") return dateText(stored, is1904);
  if (kind === "elapsed") return elapsedText(stored);
  return kind === "percent" ? percentText(stored) : numberText(stored);
}

/** No exponent and no stray digits where the number is exact; a longer one as a spreadsheet shows it. */
function numberText(stored: string): string {
  const number = numberIn(stored);
  if (number === undefined) return stored;
  if (!Number.isInteger(number)) return keptPart(number).toFixed();
  if (Math.abs(number) < 10 ** keptDigits) return String(number);
  // Only what no spreadsheet has saved has more digits than it keeps: each of them is meant.
  if (/^-?[1-9]\d{14}0*[1-9]\d*$/.test(stored)) return stored;
  // Zeros in the place of lost digits would make a sound number, of an id another id.
  return keptPart(number).toExponential().replace("e", "E");
}

const numberIn = (stored: string): number | undefined => {
  const number = Number(stored);
  return stored.trim() === "" || !Number.isFinite(number) ? undefined : number;
};

const keptPart = (number: number): Big => new Big(number.toPrecision(keptDigits));

function percentText(stored: string): string {
  const number = numberIn(stored);
  return number === undefined ? stored : `${keptPart(number).times(100).toFixed()}%`;
}

/** Days from 1899-12-30, which fits from March 1900 on, to 1970. */
const epoch = 25_569;
const day = 86_400_000;
/** The first day after 9999-12-31. */
const lastSerial = 2_958_466;
/** Days between the two systems of dates. */
const from1904 = 1_462;

const serialIn = (stored: string): number | undefined => {
  const number = numberIn(stored);
  return number !== undefined && number >= 0 && number < lastSerial ? number : undefined;
};

/** A date as `2026-03-04`, with `T12:30:00` where it has a time; a time alone as `12:30:00`. */
function dateText(stored: string, is1904: boolean): string {
  const number = serialIn(stored);
  if (number === undefined) return numberText(stored);
  const serial = number + (is1904 && number >= 1 ? from1904 : 0);
  // 1900 was no leap year, but its serials have a 29th of February.
  const shifted = serial >= 1 && serial < 60 ? serial + 1 : serial;
  const instant = new Date(Math.round((shifted - epoch) * day));
  const [date = "", rest = ""] = instant.toISOString().split("T");
  const time = rest.replace(/(?:\.000)?Z$/, "");
  if (number < 1) return time;
  return time === "00:00:00" ? date : `${date}T${time}`;
}

/** Hours, minutes and seconds, as in `25:10:00`. */
function elapsedText(stored: string): string {
  const days = serialIn(stored);
  if (days === undefined) return numberText(stored);
  const milliseconds = Math.round(days * day);
  const hours = Math.floor(milliseconds / 3_600_000);
  const rest = new Date(milliseconds % 3_600_000).toISOString();
  return String(hours).padStart(2, "0") + rest.slice(13).replace(/(?:\.000)?Z$/, "");
}

const within = (id: number, first: number, last: number): boolean => id >= first && id <= last;

/** Texts, single characters, colours and conditions; what is not closed goes on to the end, so that it is read once. */
const aside = /"[^"]*"?|[\\_*].|\[[^\]]*\]?/gs;
/** Lengths of time, and what is not closed: it may be anything. */
const kept = /^\[(?:h+\]|m+\]|s+\]|[^\]]*$)|^"[^"]*$/i;

/** What a number format shows: one of the fixed ids, or a code of its own. */
export function numberKind(id: number, code: string | undefined): NumberKind {
  if (code === undefined) {
    if (within(id, 9, 10)) return "percent";
    if (id === 46) return "elapsed";
    const isDate =
      within(id, 14, 22) || within(id, 27, 36) || within(id, 45, 47) || within(id, 50, 58);
    return isDate ? "date" : "number";
  }
  const bare = code.replace(aside, (found) => (kept.test(found) ? found : ""));
  const [shown = ""] = bare.split(";", 1);
  if (/\[[hms]+\]/i.test(shown)) return "elapsed";
  if (/[dmyhs]/i.test(shown.replace(/general|standard/gi, ""))) return "date";
  return shown.includes("%") ? "percent" : "number";
}

// The text of a cell with a number: as a person would have typed it, if all its digits are certain.
import { Big } from "big.js";

/** How the format of a cell shows its number; `elapsed` is a duration, which can have more than 24 hours. */
export type NumberKind = "number" | "date" | "elapsed" | "percent";

/** The most digits that a spreadsheet shows and keeps. */
const keptDigits = 15;

export function textOf(stored: string, kind: NumberKind, is1904: boolean): string {
  if (kind === "date") return dateText(stored, is1904);
  if (kind === "elapsed") return elapsedText(stored);
  return kind === "percent" ? percentText(stored) : numberText(stored);
}

/** An exact number without exponent and stray digits; a longer one as a spreadsheet shows it. */
function numberText(stored: string): string {
  const number = numberIn(stored);
  if (number === undefined) return stored;
  if (!Number.isInteger(number)) return keptPart(number).toFixed();
  if (Math.abs(number) < 10 ** keptDigits) return String(number);
  // More digits than a spreadsheet keeps: another program wrote them, so all are certain.
  if (/^-?[1-9]\d{14}0*[1-9]\d*$/.test(stored)) return stored;
  // With zeros for the lost digits, it would look like an exact number, and an id would become another id.
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

/** Days from 1899-12-30, the first day for dates from March 1900 on, to 1970. */
const epoch = 25_569;
const day = 86_400_000;
/** The first day after 9999-12-31. */
const lastSerial = 2_958_466;
/** Days between the two date systems. */
const from1904 = 1_462;

const serialIn = (stored: string): number | undefined => {
  const number = numberIn(stored);
  return number !== undefined && number >= 0 && number < lastSerial ? number : undefined;
};

/** A date as `2026-03-04`, or as `2026-03-04T12:30:00` if it has a time; a time alone as `12:30:00`. */
function dateText(stored: string, is1904: boolean): string {
  const number = serialIn(stored);
  if (number === undefined) return numberText(stored);
  const serial = number + (is1904 && number >= 1 ? from1904 : 0);
  // Serial numbers have a 29th of February in 1900, which was not a leap year.
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

/** Texts, single characters, colours and conditions; without a closing mark, they end with the code. */
const aside = /"[^"]*"?|[\\_*].|\[[^\]]*\]?/gs;
/** Durations, and parts without a closing mark, which may be anything. */
const kept = /^\[(?:h+\]|m+\]|s+\]|[^\]]*$)|^"[^"]*$/i;

/** How a number format shows numbers, by its code or, for a built-in format, by its id. */
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

// What a spreadsheet leaves of an HS code that it took for a number or a date, where that looks like another code.
import { dateOfSerial, isDateText } from "../date-text.ts";

const decimals = /^(\d+)([.,])0+$/;
const thousands = /^([1-9]\d{0,2}(?:([.,'’ \u00a0\u2009\u202f])\d{3})(?:\2\d{3})*)(?:[.,]0+)?$/;
/** 902.101 may be 0902.1010 as well, read as a number: hsCode has what is wanted then. */
const onePoint = /^\d{1,3}\.\d{3}$/;
/** Digits before a point in the usual ways to write a code: 6109.10, 01.01.21. */
const longestGroup = 4;

/** A phrase that says what was wanted; undefined for a text that may be a code. */
export function hsDamage(text: string): string | undefined {
  const found = text.trim();
  const digits = numberIn(found);
  const date = dateOfSerial(digits ?? found);
  if (date !== undefined) {
    return `an HS code; this is the number by which a spreadsheet stores the date ${date}, which it makes of a code such as 01.01.21; type all digits of the code after an apostrophe: '010121`;
  }
  if (isDateText(found)) {
    return "an HS code; this is a date, which a spreadsheet makes of a code such as 01.01.21; type its digits alone after an apostrophe: '010121";
  }
  if (digits === undefined) return undefined;
  const added = decimals.test(found) ? "decimals" : "thousands separators";
  const lost = [5, 7, 9, 11].includes(digits.length);
  if (!lost) return `an HS code; a number format added ${added}: ${digits}? Remove them`;
  return `an HS code; a number format added ${added}, and a leading zero was probably lost: 0${digits}? Write its digits alone`;
}

/** The digits of a whole number that is shown with decimals or with its thousands apart. */
function numberIn(text: string): string | undefined {
  const [, whole, mark] = decimals.exec(text) ?? [];
  const isGroup = mark === "." && (whole?.length ?? 0) <= longestGroup;
  if (whole !== undefined && !isGroup) return whole;
  if (onePoint.test(text)) return undefined;
  return thousands.exec(text)?.[1]?.replace(/\D/g, "");
}

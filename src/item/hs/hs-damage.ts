// Recognises HS codes that a spreadsheet read as a number or a date, and that now look like another code.
import { dateOfSerial, isDateText } from "../date-text.ts";
import type { Unread } from "../field.ts";

const decimals = /^(\d+)([.,])0+$/;
const thousands = /^([1-9]\d{0,2}(?:([.,'’ \u00a0\u2009\u202f])\d{3})(?:\2\d{3})*)(?:[.,]0+)?$/;
/** 902.101 may also be 0902.1010 read as a number: hs-code.ts has the message for it. */
const onePoint = /^\d{1,3}\.\d{3}$/;
/** The most digits before a point in usual forms of a code: 6109.10, 01.01.21. */
const longestGroup = 4;

/** What is wanted instead; undefined for a text that may be a code. `probably` may have too few digits for a code. */
export function hsDamage(text: string): Unread | undefined {
  const found = text.trim();
  const digits = numberIn(found);
  const date = dateOfSerial(digits ?? found);
  if (date !== undefined) {
    return {
      wanted: `an HS code; this is the number that a spreadsheet stores for the date ${date}, and it changes a code such as 01.01.21 to a date; type all digits of the code after an apostrophe: '010121`,
    };
  }
  if (isDateText(found)) {
    return {
      wanted:
        "an HS code; this is a date, and a spreadsheet changes a code such as 01.01.21 to a date; type only the digits after an apostrophe: '010121",
    };
  }
  if (digits === undefined) return undefined;
  const added = decimals.test(found) ? "decimals" : "thousands separators";
  const lost = [5, 7, 9, 11].includes(digits.length);
  const probably = lost ? `0${digits}` : digits;
  const wanted = lost
    ? `an HS code; a number format added ${added}, and a leading zero was probably lost: ${probably}? Write only the digits`
    : `an HS code; a number format added ${added}: ${probably}? Remove them`;
  return { wanted, probably };
}

/** The digits of a whole number that is shown with decimals or with separated thousands. */
function numberIn(text: string): string | undefined {
  const [, whole, mark] = decimals.exec(text) ?? [];
  const isGroup = mark === "." && (whole?.length ?? 0) <= longestGroup;
  if (whole !== undefined && !isGroup) return whole;
  if (onePoint.test(text)) return undefined;
  return thousands.exec(text)?.[1]?.replace(/\D/g, "");
}

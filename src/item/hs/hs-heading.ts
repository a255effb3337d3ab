// The chapters of the Harmonized System, the first two digits of a code, and its headings, the first four.
// Source: WCO, HS nomenclature 2022. The headings of a chapter count from 01. Some numbers in between are not in use, such
// as 4109, which an older edition had: only the highest number of a chapter is known here.

/** The highest heading of each chapter that is the same in all countries; 77 is reserved for later. */
const highest: ReadonlyMap<string, number> = new Map(
  `01:06 02:10 03:09 04:10 05:11 06:04 07:14 08:14 09:10 10:08 11:09 12:14 13:02 14:04 15:22 16:05 17:04 18:06 19:05
  20:09 21:06 22:09 23:09 24:04 25:30 26:21 27:16 28:53 29:42 30:06 31:05 32:15 33:07 34:07 35:07 36:06 37:07 38:27
  39:26 40:17 41:15 42:06 43:04 44:21 45:04 46:02 47:07 48:23 49:11 50:07 51:13 52:12 53:11 54:08 55:16 56:09 57:05
  58:11 59:11 60:06 61:17 62:17 63:10 64:06 65:07 66:03 67:04 68:15 69:14 70:20 71:18 72:29 73:26 74:19 75:08 76:16
  78:06 79:07 80:07 81:13 82:15 83:11 84:87 85:49 86:09 87:16 88:07 89:08 90:33 91:14 92:09 93:07 94:06 95:08 96:20
  97:06`
    .split(/\s+/)
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(3))]),
);

/** Each country defines these chapters for itself. */
const national: readonly string[] = ["98", "99"];

/** True if the first four digits are a heading that can exist. */
export function isHeading(digits: string): boolean {
  if (!/^\d{4}/.test(digits)) return false;
  const chapter = digits.slice(0, 2);
  const heading = Number(digits.slice(2, 4));
  return national.includes(chapter) || (heading >= 1 && heading <= (highest.get(chapter) ?? 0));
}

/** Why a code with these digits is for no goods, or for one country only; undefined if its heading is normal. */
export function headingFault(
  digits: string,
): "chapter" | "reserved" | "heading" | "national" | undefined {
  const chapter = digits.slice(0, 2);
  if (!/^\d\d$/.test(chapter)) return undefined;
  if (chapter === "00") return "chapter";
  if (chapter === "77") return "reserved";
  if (national.includes(chapter)) return "national";
  // Fewer digits have no heading; they are too short for a code anyway.
  return digits.length < 4 || isHeading(digits) ? undefined : "heading";
}

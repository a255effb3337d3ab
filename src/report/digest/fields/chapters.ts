// Moves of HS codes to another chapter, the first two digits: to goods of another kind.
import type { Value } from "../../../item/fields.ts";

/** Each move once; codes of countries are compared country by country. */
export function chapterMoves(from: Value, to: Value): readonly (readonly [string, string])[] {
  const [before, after] = [chaptersIn(from), chaptersIn(to)];
  const moves = new Map<string, readonly [string, string]>();
  for (const [country, chapter] of before) {
    const other = after.get(country);
    if (other !== undefined && other !== chapter) moves.set(chapter + other, [chapter, other]);
  }
  return [...moves.values()];
}

/** By country; "" for the code of all countries. */
function chaptersIn(value: Value): ReadonlyMap<string, string> {
  if (typeof value === "string") return new Map([["", chapterOf(value)]]);
  if (!Array.isArray(value)) return new Map();
  return new Map(
    value.map((entry) => [entry.country_code, chapterOf(entry.harmonized_system_code)]),
  );
}

const chapterOf = (code: string): string => code.trim().slice(0, 2);

// The chapters of the Harmonized System, its first two digits: 01 to 97 but 77, which is kept for later, and two that
// each country fills as it likes.

/** Why no goods, or no country's customs but one, can be meant by these digits; undefined where nothing is odd. */
export function chapterFault(digits: string): "none" | "reserved" | "national" | undefined {
  const chapter = digits.slice(0, 2);
  if (!/^\d\d$/.test(chapter)) return undefined;
  if (chapter === "00") return "none";
  if (chapter === "77") return "reserved";
  return chapter === "98" || chapter === "99" ? "national" : undefined;
}

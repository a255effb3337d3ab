// The chapters of the Harmonized System, the first two digits of a code: 01 to 97 (77 is reserved for later),
// and 98 and 99, which each country defines for itself.

/** Why a code with these digits is for no goods, or for one country only; undefined if the chapter is normal. */
export function chapterFault(digits: string): "none" | "reserved" | "national" | undefined {
  const chapter = digits.slice(0, 2);
  if (!/^\d\d$/.test(chapter)) return undefined;
  if (chapter === "00") return "none";
  if (chapter === "77") return "reserved";
  return chapter === "98" || chapter === "99" ? "national" : undefined;
}

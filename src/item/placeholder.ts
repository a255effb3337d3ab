// Texts that programs and people write for a missing value, such as NaN, N/A or a dash.

const words = new Set(
  [
    "na n/a n.a n.a. n/a. #n/a #na nan -nan +nan nat none null nil undefined unknown tbd tbc tba t.b.d t.b.d. k.a. \\n",
    "1.#ind -1.#ind 1.#qnan -1.#qnan",
  ].flatMap((line) => line.split(" ")),
);
for (const phrase of ["not available", "not applicable", "to be determined", "to be confirmed"]) {
  words.add(phrase);
}
const marks = /^(?:[-\u2010-\u2015\u2212]{1,5}|\?{1,5}|\.{1,3}|…)$/;
const longest = 30;

/** True for a text that usually means "no value"; in a column of countries, `NA` is still Namibia. */
export function isPlaceholder(text: string): boolean {
  if (text.length > longest) return false;
  const found = text.trim().toLowerCase();
  if (marks.test(found) || words.has(found)) return true;
  // As in <NA>, (null) and none?
  return words.has(found.replace(/^[<([{]|[>)\]}]$|[?!]{1,3}$/g, ""));
}

/** Texts that csvkit, pandas, R or Excel read as a missing value and write as an empty cell. */
const emptied = new Set(
  "na n/a #n/a #na <na> nan -nan nat none null . 1.#ind -1.#ind 1.#qnan -1.#qnan".split(" "),
);

export const isOftenEmptied = (text: string): boolean =>
  text.length <= longest && emptied.has(text.trim().toLowerCase());

// Characters that nobody sees, or that look like others, as escapes: what a message quotes is what stands there.

const invisible = /[\p{Cf}\p{Co}\p{Zl}\p{Zp}\u007f-\u009f]|(?! )\p{Zs}/gu;
const foreign = /[\p{Script=Cyrillic}\p{Script=Greek}]/gu;
/** Cyrillic and Greek letters that look like Latin ones. */
const alike = /[АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο]/gu;
const word = /[\p{L}\p{M}\p{N}]+/gu;

/** Each unit as JSON escapes it, as in `\u202e`. */
export const unicodeEscapes = (text: string): string =>
  Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
    .map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`)
    .join("");

/** For a text that is written as JSON, which reads the escapes back. */
export function visible(text: string): string {
  const shown = text.replace(invisible, unicodeEscapes);
  if (!/[\u0370-\u052f]/.test(shown)) return shown;
  // A text with other letters of the same script is in that language, unless a word mixes two scripts.
  const isOwn = (shown.match(foreign) ?? []).some((letter) => !letter.match(alike));
  return shown.replace(word, (found) =>
    isOwn && !/\p{Script=Latin}/u.test(found) ? found : found.replace(alike, unicodeEscapes),
  );
}

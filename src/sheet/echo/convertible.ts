// Texts that a spreadsheet might convert. Too many are better than too few: an unneeded guard is removed when the sheet
// is read, but a missing one can destroy a code.
import { booleans } from "./booleans.ts";
import { months } from "./months.ts";

// A number, date, amount, formula or error, also in full-width characters; and an apostrophe, which Google Sheets
// drops.
const opening = /^\s*[\p{Nd}\p{Sc}'=@#%.,()+\-−＋－＝＠．，（＃％]/u;
const currency =
  /^\s*(?:EUR|USD|GBP|CHF|CAD|AUD|JPY|CNY|DKK|NOK|SEK|PLN|CZK|kr|zł|Kč|Ft|R\$|[A-Z]{1,2}\$)\.?\s*[-(]?\d/iu;
// Years of the Japanese calendar, as in R5.1.1.
const era = /^[MTSHR]\d{1,2}[-./]\d/i;
const words = /\p{L}+/gu;
const between = new Set(
  "st nd rd th of de am pm a p m t z uhr h mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag samstag sonntag lun mar mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi dimanche mié jue vie sáb dom lunes martes miércoles jueves viernes sábado domingo".split(
    " ",
  ),
);
const longest = 64;

export function isConvertible(text: string): boolean {
  if (opening.test(text)) return true;
  const trimmed = text.trim();
  if (trimmed.length > longest) return false;
  if (currency.test(trimmed) || era.test(trimmed)) return true;
  if (booleans.has(trimmed.toUpperCase())) return true;
  return isDateLike(trimmed);
}

/** True if all words can be in a date and one of them is a month. */
function isDateLike(text: string): boolean {
  let named = false;
  for (const [word] of text.toLowerCase().matchAll(words)) {
    if (months.has(word)) named = true;
    else if (!between.has(word)) return false;
  }
  return named;
}

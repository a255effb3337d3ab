// The sign of a currency that a number format shows next to the number: as part of what is shown, it counts like a sign
// in the text of a cell.
import { currenciesOf } from "../../item/cost/currency-signs.ts";

/** In brackets is a sign, perhaps with its locale as in `[$€-407]`, or a colour, a condition or a locale alone. */
const piece = /"([^"]*)"?|\\(.)|[_*].|\[(?:\$([^\]-]*))?[^\]]*\]?|./gsu;
/** Digits and the marks between them. */
const isPlace = (text: string): boolean => /^[0#?.,%@]$/.test(text);
/** What people and programs write between a sign and other text, as in `EUR/pc`. */
const between = /[\s\p{Zs}/()|:;+-]+/u;
/** The sections for numbers above, below and at zero; the fourth is for texts. */
const mostSections = 3;
/** Two signs are already refused. */
const mostSigns = 3;
const longestSign = 20;

/** Built-in formats for amounts of money, which files may name without their code; it is that of the United States. */
const isBuiltInMoney = (id: number): boolean => (id >= 5 && id <= 8) || id === 42 || id === 44;

/** The sign as it would be typed behind the number, or all signs if there are several; undefined if there is none. */
export function formatSign(id: number, code: string | undefined): string | undefined {
  if (code === undefined) return isBuiltInMoney(id) ? "$" : undefined;
  const signs = new Set<string>();
  let section = 1;
  let text = "";
  const endText = (): void => {
    for (const sign of signsIn(text)) signs.add(sign);
    text = "";
  };
  for (const [all, quoted, escaped, bracketed] of code.matchAll(piece)) {
    if (all === ";") section += 1;
    if (section > mostSections || signs.size >= mostSigns) break;
    const sign = bracketed?.trim() ?? "";
    if (sign !== "" || all === ";" || isPlace(all)) endText();
    // Even if we do not know it: nothing else is written like this.
    if (sign !== "") signs.add(sign.slice(0, longestSign));
    else if (/^[_*]/.test(all)) text += " ";
    else if (!all.startsWith("[") && all !== ";" && !isPlace(all)) text += quoted ?? escaped ?? all;
  }
  endText();
  return signs.size === 0 ? undefined : [...signs].slice(0, mostSigns).join(" ");
}

/** Signs of currencies in a text next to a number: the whole text, as in `US $`, or words of it. */
function signsIn(text: string): readonly string[] {
  const whole = text.trim();
  if (currenciesOf(whole).length > 0) return [whole];
  return whole.split(between).filter((word) => currenciesOf(word).length > 0);
}

// The text that a number format shows next to a number, as in `460.00 / 100 Stk`, if it is more than a currency's sign:
// a cost counts as what is shown.
import { currenciesOf } from "../../item/cost/currency-signs.ts";
import { FormatSection } from "./format-section.ts";

/** What stands around a number, or that the text which is shown is not certain. */
export type Beside = { readonly before: string; readonly behind: string } | "unclear";

/** A section of a format that shows a text with some of the numbers that it is for. */
export interface TextSection {
  readonly holds: (number: number) => boolean;
  /** Absent if it shows the number alone, perhaps with a currency. */
  readonly beside?: Beside;
  /** For numbers above zero, as a minus before them makes them others. */
  readonly besideAbove?: Beside;
}

/** In brackets is a sign, perhaps with its locale, or a colour, a condition or a locale alone. */
const piece =
  /"([^"]*)"?|\\(.)|[_*].|\[(?:\$([^\]-]*))?[^\]]*\]?|(general|standard|E[+-]|\/[?#\d]+|[.,]?[0#?@][0#?.,@]*)|./gisu;
/** The sections for numbers above, below and at zero; the fourth is for texts. */
const mostSections = 4;

/** What is shown next to numbers, by the sections of a format; undefined if none shows a text of its own. */
export function formatTexts(code: string): readonly TextSection[] | undefined {
  let section = new FormatSection();
  const sections = [section];
  for (const [all, quoted, escaped, bracketed, places] of code.matchAll(piece)) {
    if (all === ";") {
      if (sections.length === mostSections) break;
      section = new FormatSection();
      sections.push(section);
    } else if (places !== undefined) section.addPlaces(places);
    else if (/^[_*]./su.test(all)) section.addText(" ");
    else if (all === "%") section.isUnclear = true;
    else if (!all.startsWith("[")) section.addText(quoted ?? escaped ?? all);
    else if (bracketed !== undefined) section.addText(bracketed);
    else section.addCondition(all);
  }
  if (sections.length === mostSections || section.isForTexts) sections.pop();
  const texts = sections.map((one, at) => textOf(one, one.condition ?? usual(at, sections.length)));
  return texts.some(({ besideAbove, beside }) => besideAbove ?? beside) ? texts : undefined;
}

/** What the format shows next to this number. */
export function besideOf(texts: readonly TextSection[], text: string): Beside | undefined {
  const number = Number(text);
  const found = texts.find(({ holds }) => holds(number));
  return number > 0 ? found?.besideAbove : found?.beside;
}

/** The numbers of a section without a condition. */
function usual(at: number, count: number): TextSection["holds"] {
  if (at === 0 && count === 3) return (number) => number > 0;
  if (at === 0 && count === 2) return (number) => number >= 0;
  return at === 1 && count === 3 ? (number) => number < 0 : () => true;
}

function textOf(section: FormatSection, holds: TextSection["holds"]): TextSection {
  const { hasPlaces, isUnclear } = section;
  const before = shownText(section.before).trimStart();
  const behind = shownText(section.behind).trimEnd();
  const isOther = isUnclear || isOtherText(before) || isOtherText(behind.replace(endMark, ""));
  const isNegative = hasPlaces && minus.test(before);
  if (!isOther && !isNegative) return { holds };
  const isCertain =
    hasPlaces &&
    !isUnclear &&
    before.length + behind.length <= longest &&
    !isPartOfNumber(before, behind);
  if (!isCertain) return { holds, besideAbove: "unclear", ...(isOther && { beside: "unclear" }) };
  // Below zero, the number of the cell has a minus itself.
  const below = { before: before.replace(minus, ""), behind };
  return { holds, besideAbove: { before, behind }, ...(isOther && { beside: below }) };
}

/** Longer than any text that is meant to be read with a number. */
const longest = 60;
const minus = /[-‐-―−(]/u;
/** As in `25.`, which is no other number. */
const endMark = /^[.,](?=\s|$)/u;
const digits = /[\p{N}.,'’]+/gu;

/** True if digits stand there and no other text does: with the number they could be read as another number. */
const isPartOfNumber = (before: string, behind: string): boolean =>
  /\p{N}/u.test(before + behind) &&
  ![before, behind].some((text) => isOtherText(text.replace(digits, " ")));

/** As in `25.-` and `25,–`. */
const dashes = /[.,]?[-‐-―−]+/gu;
const blanks = /[\s\p{Zs}\p{Cf}]+/gu;
const between = /[ ():;|]+/u;

const shownText = (text: string): string => text.replace(blanks, " ");

/** True for a text that is more than blanks, dashes and signs of currencies. */
function isOtherText(text: string): boolean {
  const bare = text.replace(dashes, " ").trim();
  if (currenciesOf(bare).length > 0) return false;
  return bare.split(between).some((word) => word !== "" && currenciesOf(word).length === 0);
}

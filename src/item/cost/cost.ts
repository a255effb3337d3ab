// Cost of one unit in the shop's currency: a decimal string, never a float.
import { Big } from "big.js";
import { counted, listed } from "../../words.ts";
import { currenciesOf } from "./currency-signs.ts";
import { decimalsOf, usualDecimals } from "./currency.ts";
import { isDateText } from "../date-text.ts";
import { type Field, type Reading, type ReadingRules, type Unread, wireText } from "../field.ts";

/** A float that a program writes in full has up to 25 decimals. */
const plain = /^\d{1,15}(\.\d{1,25})?$/;
type Mark = "." | ",";

export const cost: Field<string | null> = {
  writable: true,
  kind: "number",
  holds: "digits with a decimal mark, 12.50 or 12,50",
  cleared: null,
  wire: wireText,
  read: readCost,
  round: roundCost,
  canKeep: (value) => value !== null && plain.test(value),
  write: (value) => value ?? "",
  // "25" and "25.00" are the same cost. A text that is not a plain decimal equals only itself.
  canonical: (value) => (value !== null && plain.test(value) ? new Big(value).toFixed() : value),
};

function readCost(text: string, rules: ReadingRules = {}): Reading<string> {
  const { decimal, writesPoint } = rules;
  const found = text.trim();
  if (writesPoint === true && decimal === undefined && plain.test(found)) return { value: found };
  if (found.length > longest) return { wanted: form(decimal) };
  const readings = readingsOf(found, decimal);
  const [first, second] = readings;
  if (first !== undefined && second === undefined) return { value: first };
  if (first !== undefined) return { wanted: twoReadings(readings) };
  if (isDateText(found) || shortDate.test(found)) {
    return {
      wanted: `${form(decimal)}; this is a date, and a spreadsheet changes a cost such as 4.25 to a date; set the column to Text and type it again`,
    };
  }
  const [, pieces] = forSeveral.exec(found) ?? [];
  if (pieces !== undefined) {
    return { wanted: `the cost of one piece; this is for ${pieces}; divide it` };
  }
  if (negative.test(found)) return { wanted: "zero or more" };
  if (shortened.test(found)) {
    return {
      wanted: `the cost in full, such as ${sample(decimal)}; a spreadsheet has shortened this one: its digits are gone`,
    };
  }
  const amount = amountIn(found);
  if (amount !== undefined && rules.currency !== undefined) {
    return readAmount(amount, rules.currency, decimal);
  }
  return unread(found, decimal);
}

/** With what was probably meant, in the form that is wanted. */
function unread(text: string, decimal: Mark | undefined): Unread {
  const meant = readingsOf(bare(text), decimal).map((value) =>
    decimal === "," ? value.replace(".", ",") : value,
  );
  const [probably, other] = meant;
  if (probably === undefined) return { wanted: form(decimal) };
  const wanted = `${form(decimal)}; ${meant.join(" or ")} was probably meant`;
  return other === undefined ? { wanted, probably } : { wanted };
}

const twoReadings = ([point, comma]: readonly string[]): string =>
  `a cost with only one meaning; this is ${point} with --decimal . and ${comma} with --decimal ,`;

/** A number with the currencies that the text around it may mean. */
interface Amount {
  readonly number: string;
  readonly currencies: readonly string[];
}

const around =
  /^((?:\D{0,60}\p{L}\.)?[^\d.,]{0,60}?)\s{0,60}([.,]?\d(?:[\d.,'’\s]{0,60}\d)?[.,]?)(?:(?<=[.,])[-–—]{1,2}|:[-–—]{1,2})?\s{0,60}(\D*)$/u;

/** Undefined if there is no sign of a currency, or if there is other text. */
function amountIn(found: string): Amount | undefined {
  const [, before = "", number = "", behind = ""] = around.exec(found) ?? [];
  const signs = [before, behind].flatMap(signsIn).map(currenciesOf);
  const [first, ...others] = signs;
  if (first === undefined || signs.some((some) => some.length === 0)) return undefined;
  const currencies = first.filter((code) => others.every((some) => some.includes(code)));
  // In 25.- and 25,- there are no decimals after the mark.
  return { number: number.replace(/[.,]$/, ""), currencies };
}

/** The signs in a text: one, as in `US $`, or several, as in `CAD $`. */
function signsIn(text: string): readonly string[] {
  const sign = text.trim();
  if (sign === "") return [];
  return currenciesOf(sign).length > 0 ? [sign] : sign.split(/\s+/);
}

function readAmount(
  { number, currencies }: Amount,
  currency: string,
  decimal: Mark | undefined,
): Reading<string> {
  const readings = readingsOf(number, decimal);
  const [value, second] = readings;
  if (!currencies.includes(currency)) {
    const found = currencies.length === 0 ? "two currencies" : listed(currencies, mostCurrencies);
    const alone = value === undefined ? "" : `, or write ${value} alone if that is in ${currency}`;
    return {
      wanted: `a cost in ${currency}, the currency of the shop; this is in ${found}; convert it${alone}`,
      ...(value !== undefined && second === undefined && { amount: value }),
    };
  }
  if (second !== undefined) return { wanted: twoReadings(readings) };
  if (value !== undefined) {
    return {
      value,
      by: [{ kind: "currency_sign", rule: `with a currency sign read as ${currency}` }],
    };
  }
  return unread(number, decimal);
}

/** Currencies of one sign that a message names. */
const mostCurrencies = 5;

/** Rounds to the decimals of the currency, half up; a cost must not become zero. */
function roundCost(value: string | null, { currency }: ReadingRules): Reading<string | null> {
  if (value === null || decimalsIn(value) === 0) return { value };
  const decimals = currency === undefined ? usualDecimals : decimalsOf(currency);
  if (decimalsIn(value) <= decimals) return { value };
  const rounded = new Big(value).toFixed(decimals);
  if (new Big(rounded).eq(0)) {
    const least = new Big(10).pow(-decimals).toFixed(decimals);
    return { wanted: `zero, or a cost of at least ${least}; this would be rounded to zero` };
  }
  const rule = `rounded to ${counted(decimals, "decimal")}`;
  return { value: rounded, by: [{ kind: "rounded", rule }] };
}

/** Decimals of a cost, without zeros at the end. */
const decimalsIn = (value: string): number => /[.,](\d*[1-9])0*$/.exec(value)?.[1]?.length ?? 0;

/**
 * True if the currency of the shop is needed to read the cell: it has a currency sign, or more decimals than `shown`,
 * the most decimals of the costs in the shop.
 */
export function asksCurrency(text: string, shown: number): boolean {
  const found = text.trim();
  if (found.length > longest || !/\d/.test(found)) return false;
  return decimalsIn(found) > Math.min(shown, usualDecimals) || amountIn(found) !== undefined;
}

/** Longer than any cost with groups and its currency. */
const longest = 60;
/** A time, or a date with a short year or none. An HS code may look like it, a cost does not. */
const shortDate =
  /^(?:0?[1-9]|[12]\d|3[01])([-.])(?:0?[1-9]|1[0-2])\1(?:\d\d)?$|^\d{1,3}:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?$/i;
/** As in `12.50 / 100` and `12.50 EUR per 100 pcs`. */
const forSeveral = /\d[^/]{0,20}(?:\/|\bper\b) {0,2}(\d.*)$/i;
const negative = /^[-(\u2212]|^\D{0,4}[-(\u2212]\s*\d|^[\d.,]*\d-$/;
const shortened = /^\d[\d.,]*E[+-]?\d+$/i;

/** The value with a decimal point, then the value with a decimal comma if it differs. */
function readingsOf(text: string, decimal: Mark | undefined): readonly string[] {
  const readings = ([".", ","] as const).flatMap((mark) =>
    decimal === undefined || decimal === mark ? (reading(text, mark) ?? []) : [],
  );
  return [...new Set(readings)];
}

// A group does not begin with a single 0: 0.123 and 0,123 are decimals.
const written = {
  ".": /^(\d+|(?!0+,)\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/,
  ",": /^(\d+|(?!0+\.)\d{1,3}(?:\.\d{3})+)(?:,(\d+))?$/,
};

function reading(text: string, mark: Mark): string | undefined {
  const [, whole, part] = written[mark].exec(text) ?? [];
  if (whole === undefined) return undefined;
  const value = whole.replace(/[.,]/g, "") + (part === undefined ? "" : `.${part}`);
  return plain.test(value) ? value : undefined;
}

const currency =
  /^(?:[a-z]{0,2}\p{Sc}|[a-z]{2,3}\b\.?)\s*|\s{0,60}(?:\p{Sc}|\b[a-z]{2,3}|zł|Kč|kr)\.?$/giu;
const between = /(?<=\d)[ \u00a0\u202f\u2009'’](?=\d{3}(?!\d))/g;

/** Without the currency, blanks and apostrophes between thousands, and a mark without digits on one side. */
const bare = (text: string): string =>
  text
    .replace(currency, "")
    .replace(between, "")
    .replace(/[-–—]{1,2}$/, "")
    .replace(/^(?=[.,]\d+$)/, "0")
    .replace(/(?<=^\d{1,60})[.,:]$/, "");

const sample = (decimal: Mark | undefined): string => (decimal === "," ? "12,50" : "12.50");

const form = (decimal: Mark | undefined): string =>
  decimal === ","
    ? "digits with a decimal comma, as --decimal says, and nothing else, such as 12,50"
    : "digits with a decimal point and nothing else, such as 12.50";

// Cost of one unit in the shop's currency: a decimal string, never a float.
import { Big } from "big.js";
import { isDateText } from "./date-text.ts";
import { type Field, type Reading, type ReadingRules, wireText } from "./field.ts";

const plain = /^\d{1,15}(\.\d{1,10})?$/;
type Mark = "." | ",";

export const cost: Field<string | null> = {
  writable: true,
  kind: "number",
  holds: "digits with a decimal mark, 12.50 or 12,50",
  cleared: null,
  wire: wireText,
  read: readCost,
  write: (value) => value ?? "",
  // "25" and "25.00" are one cost. What is not a plain decimal can only equal itself.
  canonical: (value) => (value !== null && plain.test(value) ? new Big(value).toFixed() : value),
};

function readCost(text: string, { decimal, writesPoint }: ReadingRules = {}): Reading<string> {
  const found = text.trim();
  if (writesPoint === true && decimal === undefined && plain.test(found)) return { value: found };
  if (found.length > longest) return { wanted: form(decimal) };
  const readings = readingsOf(found, decimal);
  const [first, second] = readings;
  if (first !== undefined && second === undefined) return { value: first };
  if (first !== undefined) {
    return {
      wanted: `a cost with one reading; this is ${first} with --decimal . and ${second} with --decimal ,`,
    };
  }
  if (isDateText(found) || shortDate.test(found)) {
    return {
      wanted: `${form(decimal)}; this is a date, which a spreadsheet makes of a cost such as 4.25; set the column to Text and type it again`,
    };
  }
  if (negative.test(found)) return { wanted: "zero or more" };
  if (shortened.test(found)) {
    return {
      wanted: `the cost in full, such as ${sample(decimal)}; a spreadsheet has shortened this one, and its digits are gone`,
    };
  }
  const meant = readingsOf(bare(found), decimal).join(" or ");
  return { wanted: form(decimal) + (meant === "" ? "" : `; ${meant} was probably meant`) };
}

/** Longer than any cost, grouped and with its currency. */
const longest = 60;
/** With two digits for the year or none, which a code of customs may look like and a cost does not; and a time. */
const shortDate =
  /^(?:0?[1-9]|[12]\d|3[01])([-.])(?:0?[1-9]|1[0-2])\1(?:\d\d)?$|^\d{1,3}:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?$/i;
const negative = /^[-(\u2212]|^\D{0,4}[-(\u2212]\s*\d|^[\d.,]+-$/;
const shortened = /^\d[\d.,]*E[+-]?\d+$/i;

/** First the reading with a decimal point, then that with a decimal comma, if it is another. */
function readingsOf(text: string, decimal: Mark | undefined): readonly string[] {
  const readings = ([".", ","] as const).flatMap((mark) =>
    decimal === undefined || decimal === mark ? (reading(text, mark) ?? []) : [],
  );
  return [...new Set(readings)];
}

// Nobody groups what begins with a lone 0: 0.123 and 0,123 are decimals.
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
  /^(?:[a-z]{0,2}\p{Sc}|[a-z]{2,3}\b\.?)\s*|\s*(?:\p{Sc}|\b[a-z]{2,3}|zł|Kč|kr)\.?$/giu;
const between = /(?<=\d)[ \u00a0\u202f\u2009'’](?=\d{3}(?!\d))/g;

/** Without the currency, what groups thousands but the marks, and a mark with no digits on one side. */
const bare = (text: string): string =>
  text
    .replace(currency, "")
    .replace(between, "")
    .replace(/^(?=[.,]\d+$)/, "0")
    .replace(/(?<=^\d+)[.,]$/, "");

const sample = (decimal: Mark | undefined): string => (decimal === "," ? "12,50" : "12.50");

const form = (decimal: Mark | undefined): string =>
  decimal === ","
    ? "digits with a decimal comma, as --decimal says, and nothing else, such as 12,50"
    : "digits with a decimal point and nothing else, such as 12.50";

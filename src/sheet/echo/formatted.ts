// Percentages, amounts of money and fractions: spreadsheets store them as numbers and show them in their own formats.
import { isDateEcho } from "./date.ts";
import { equal, readEntered, readFixed, rounded } from "./decimal.ts";
import { numberEcho } from "./number.ts";

const longest = 64;
const marks = [".", ","] as const;

export function isFormatEcho(seen: string, old: string): boolean {
  if (seen.length > longest || old.length > longest || !/\d/.test(old)) return false;
  const shown = seen.trim();
  const text = old.trim();
  if (shown.includes("%")) return isPercentEcho(shown, text);
  if (mixed.test(text)) return isFractionEcho(shown, text) || isDateEcho(shown, lowest(text));
  return isMoneyEcho(shown, text);
}

const isPlainNumber = /^-?\d/;

/** The number of a percentage. */
export function percentIn(text: string): string | undefined {
  if (text.startsWith("%")) return text.slice(1).trimStart();
  return text.endsWith("%") ? text.slice(0, -1).trimEnd() : undefined;
}

function isPercentEcho(shown: string, text: string): boolean {
  const there = percentIn(shown);
  const here = percentIn(text);
  return there !== undefined && here !== undefined && isRounded(there, here);
}

/** True if the number is shown without decimals, with two decimals, or in full. */
function isRounded(shown: string, text: string): boolean {
  return marks.some((shownMark) => {
    const fixed = readFixed(shown, shownMark);
    if (fixed === undefined) return false;
    const { value, decimals } = fixed;
    return marks.some((mark) => {
      const old = readEntered(text, mark)?.value;
      if (old === undefined) return false;
      const cut = decimals === 0 || decimals === 2 ? rounded(old, old.point + decimals) : old;
      return equal(value, cut);
    });
  });
}

const money =
  /^(\()?\s?(-)?\s?(\p{Sc}|CHF|kr|zł|Kč)?\s?(\(|-)?\s?(\d[\d.,'’ \u00a0\u202f?_]{0,64}|[.,]\d+)\s?(\p{Sc}|CHF|kr|zł|Kč)?\s?(-)?\)?$/u;

/** True for the same amount with the same symbol or, from LibreOffice, without one; a minus may have any form. */
function isMoneyEcho(shown: string, text: string): boolean {
  const here = amountOf(text);
  if (here === undefined) return false;
  const there = amountOf(shown);
  if (there === undefined)
    return (
      isPlainNumber.test(shown) &&
      numberEcho(shown, `+${here.amount}`.replace("+-", "-")) !== undefined
    );
  if (there.symbol !== here.symbol) return false;
  return isRounded(there.amount, here.amount);
}

/** The symbol and the number of an amount of money; the number has a minus if it is negative. */
export function amountOf(text: string): { symbol: string; amount: string } | undefined {
  const found = money.exec(text.replace(/\s{2,}/g, " "));
  if (found === null) return undefined;
  const [, open, minus, before, inner, number = "", after, last] = found;
  const symbol = before ?? after;
  if (symbol === undefined || (before !== undefined && after !== undefined)) return undefined;
  const below = open ?? minus ?? inner ?? last;
  return { symbol, amount: (below === undefined ? "" : "-") + number.trim() };
}

/** A fraction with a whole number, such as `0 1/2`; `1/2` alone is a date. */
const mixed = /^(-?)(\d{1,9}) (\d{1,6})\/(\d{1,6})$/;
const shownMixed = /^(-?)(?:(\d{1,9}) )?(\d{1,6})\/(\d{1,6})$/;

/** True if the value is shown as a fraction in lowest terms or as a decimal number. */
function isFractionEcho(shown: string, text: string): boolean {
  const value = valueOf(mixed.exec(text));
  const fraction = shownMixed.exec(shown);
  const there = fraction === null ? decimalOf(shown) : valueOf(fraction);
  return Number.isFinite(value) && Math.abs(there - value) <= Math.abs(value) * 1e-9;
}

/** As in `1/2` for `0 2/4`; it becomes a date when the file is opened again. */
function lowest(text: string): string {
  const [, , whole, over, under] = mixed.exec(text) ?? [];
  const factor = divisor(Number(over), Number(under));
  return whole === "0" ? `${Number(over) / factor}/${Number(under) / factor}` : "";
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

const decimalOf = (shown: string): number =>
  /^-?(?:0|[1-9]\d*)(?:[.,]\d+)?$/.test(shown) ? Number(shown.replace(",", ".")) : Number.NaN;

function valueOf(found: readonly string[] | null): number {
  const [, sign, whole = "0", over, under] = found ?? [];
  const value = Number(whole) + Number(over) / Number(under);
  return sign === "-" ? -value : value;
}

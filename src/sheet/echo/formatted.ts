// Percentages, amounts of money and fractions: spreadsheets keep them as numbers and show them in a form of their own.
import { equal, type Mark, readEntered, readFixed, rounded } from "./decimal.ts";
import { numberEcho } from "./number.ts";

const longest = 64;
const marks = [".", ","] as const;

export function isFormatEcho(seen: string, old: string): boolean {
  if (seen.length > longest || old.length > longest || !/\d/.test(old)) return false;
  const shown = seen.trim();
  const text = old.trim();
  if (shown.includes("%")) return isPercentEcho(shown, text);
  if (/^-?(?:\d+ )?\d+\/\d+$/.test(shown)) return isFractionEcho(shown, text);
  return isMoneyEcho(shown, text) || isFractionInDecimals(shown, text);
}

const percent = /^(?:%\s*(.*)|(.*?)\s*%)$/;

function isPercentEcho(shown: string, text: string): boolean {
  const there = percent.exec(shown);
  const here = percent.exec(text);
  if (there === null || here === null) return false;
  return isRounded(there[1] ?? there[2] ?? "", here[1] ?? here[2] ?? "");
}

/** Shown with no decimals or with two. */
function isRounded(shown: string, text: string): boolean {
  return marks.some((mark: Mark) => {
    const entered = readEntered(text, mark);
    const fixed = readFixed(shown, mark);
    if (entered === undefined || fixed === undefined) return false;
    const { value, decimals } = fixed;
    if (decimals !== 0 && decimals !== 2) return false;
    return equal(value, rounded(entered.value, entered.value.point + decimals));
  });
}

const symbol = String.raw`(\p{Sc}|CHF|kr|zł|Kč)`;
const money = new RegExp(
  String.raw`^(\()?\s*(-)?\s*${symbol}?\s*(\(|-)?\s*(\d[\d.,'’ \u00a0\u202f]*|[.,]\d+)\s*${symbol}?\s*(-)?\)?$`,
  "u",
);

/** The same amount with the same symbol or none; below zero in any of the ways to show it. */
function isMoneyEcho(shown: string, text: string): boolean {
  const there = amountOf(shown);
  const here = amountOf(text);
  if (here !== undefined && there === undefined) {
    return shown === here.amount || numberEcho(shown, here.amount) !== undefined;
  }
  if (there === undefined || here === undefined || there.symbol !== here.symbol) return false;
  return isRounded(there.amount, here.amount);
}

function amountOf(text: string): { symbol: string; amount: string } | undefined {
  const found = money.exec(text);
  if (found === null) return undefined;
  const [, open, minus, before, inner, number = "", after, last] = found;
  const symbol = before ?? after;
  if (symbol === undefined || (before !== undefined && after !== undefined)) return undefined;
  const below = open ?? minus ?? inner ?? last;
  return { symbol, amount: (below === undefined ? "" : "-") + number.trim() };
}

const mixed = /^(-?)(?:(\d{1,10}) )?(\d{1,6})\/(\d{1,6})$/;

/** `0 1/2` is shown as 1/2; without the whole number it would be a date. */
function isFractionEcho(shown: string, text: string): boolean {
  const here = mixed.exec(text);
  const there = mixed.exec(shown);
  if (here === null || there === null || here[2] === undefined || here[1] !== there[1])
    return false;
  const [over, under] = fractionOf(here);
  const [shownOver, shownUnder] = fractionOf(there);
  return under !== 0 && shownUnder !== 0 && over * shownUnder === shownOver * under;
}

/** LibreOffice saves 1 1/2 as 1.5. */
function isFractionInDecimals(shown: string, text: string): boolean {
  const here = mixed.exec(text);
  if (here === null || here[2] === undefined || !/^-?\d+(?:[.,]\d+)?$/.test(shown)) return false;
  const [over, under] = fractionOf(here);
  const value = (here[1] === "-" ? -over : over) / under;
  return Math.abs(Number(shown.replace(",", ".")) - value) <= Math.abs(value) * 1e-9;
}

function fractionOf([, , whole = "0", over = "", under = ""]: readonly string[]): [number, number] {
  return [Number(whole) * Number(under) + Number(over), Number(under)];
}

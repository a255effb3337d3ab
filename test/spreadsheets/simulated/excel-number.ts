// How Excel reads a number and shows it: 15 digits, and the General format of eleven characters.
import { Big } from "big.js";
import type { Customs } from "./excel-locale.ts";

const escape = (text: string): string => text.replace(/[.$*+?()[\]\\^|]/g, String.raw`\$&`);

/** What a cell shows that Excel took for a number, or undefined. */
export function shownNumber(text: string, c: Customs): string | undefined {
  const trimmed = text.trim();
  return (
    shownPlain(trimmed, c) ??
    shownPercent(trimmed, c) ??
    shownMoney(trimmed, c) ??
    shownFraction(trimmed, c)
  );
}

function shownPlain(text: string, c: Customs): string | undefined {
  const inner = /^\((.*)\)$/.exec(text)?.[1];
  const read = readNumber(inner ?? text, c);
  if (read === undefined || (inner !== undefined && read.signed)) return undefined;
  const value = inner === undefined ? read.value : read.value.neg();
  if (read.exponent) return scientific(value, 2, c);
  if (read.grouped) return fixed(value, read.decimals > 0 ? 2 : 0, c);
  return general(value, c);
}

function shownPercent(text: string, c: Customs): string | undefined {
  const inner = /^%\s*(.*)$/.exec(text)?.[1] ?? /^(.*?)\s*%$/.exec(text)?.[1];
  const read = inner === undefined ? undefined : readNumber(inner, c);
  if (read === undefined) return undefined;
  return `${fixed(read.value, read.decimals > 0 ? 2 : 0, c, "")}%`;
}

function shownMoney(text: string, c: Customs): string | undefined {
  const sign = escape(c.currency);
  const found =
    new RegExp(String.raw`^(-?)${sign}\s?(-?)([^-\s].*)$`).exec(text) ??
    new RegExp(String.raw`^(-?)()(.*\d)\s?${sign}$`).exec(text) ??
    new RegExp(String.raw`^(\()${sign}()(.*\d)\)$`).exec(text);
  if (found === null) return undefined;
  const read = readNumber(found[3] ?? "", c);
  if (read === undefined || read.signed || read.exponent) return undefined;
  const below = found[1] !== "" || found[2] !== "";
  return c.money(fixed(below ? read.value.neg() : read.value, read.decimals > 0 ? 2 : 0, c));
}

/** The format # ?/?, whose blanks are saved too. */
function shownFraction(text: string, c: Customs): string | undefined {
  const [, minus = "", whole, over = "", under = ""] =
    /^(-?)(\d{1,9}) (\d{1,2})\/(\d{1,2})$/.exec(text) ?? [];
  if (whole === undefined || Number(under) === 0) return undefined;
  const factor = divisor(Number(over), Number(under));
  const [top, bottom] = [Number(over) / factor, Number(under) / factor];
  const all = Number(whole) + Math.floor(top / bottom);
  if (bottom === 1) return general(new Big(`${minus}${all}`), c);
  return `${minus}${all === 0 ? "" : all} ${top % bottom}/${bottom} `;
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

interface ReadNumber {
  readonly value: Big;
  readonly signed: boolean;
  readonly grouped: boolean;
  readonly exponent: boolean;
  readonly decimals: number;
}

function readNumber(text: string, c: Customs): ReadNumber | undefined {
  const [mark, group] = [escape(c.decimal), `[${c.groups}]`];
  const pattern = String.raw`^([+-]?)(\d{1,3}(?:${group}\d{3})+|\d*)(?:${mark}(\d*))?(?:[eE]([+-]?\d{1,4}))?$`;
  const [, sign = "", whole = "", part = "", exponent] = new RegExp(pattern).exec(text) ?? [];
  if (whole === "" && part === "") return undefined;
  if (whole.length + part.length > 255) return undefined;
  const digits = whole.replace(/\D/g, "");
  const value = new Big(`${digits || "0"}.${part || "0"}e${exponent ?? 0}`).prec(15, 0);
  if (value.gte("1e308")) return undefined;
  return {
    value: sign === "-" ? value.neg() : value,
    signed: sign !== "",
    grouped: digits.length < whole.length,
    exponent: exponent !== undefined,
    decimals: part.length,
  };
}

const trimmed = (digits: string): string =>
  digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;

export function general(value: Big, c: Customs): string {
  const size = value.abs();
  if (size.eq(0) || size.lt("1e-307")) return "0";
  if (size.gte("99999999999.5")) return scientific(value, 5, c, trimmed);
  const exact = trimmed(size.toFixed());
  if (size.lt("0.0001") && exact.length > 11) return scientific(value, 5, c, trimmed);
  const before = size.round(0, 0).toFixed(0).length;
  const shown = trimmed(value.round(Math.max(0, 10 - before), 1).toFixed());
  return (shown === "-0" ? "0" : shown).replace(".", c.decimal);
}

function scientific(
  value: Big,
  decimals: number,
  c: Customs,
  trim = (digits: string) => digits,
): string {
  if (value.abs().lt("1e-307")) return trim((0).toFixed(decimals)).replace(".", c.decimal) + "E+00";
  const [digits = "", exponent = ""] = value.toExponential(decimals, 1).split("e");
  const power = Number(exponent);
  const mantissa = trim(digits).replace(".", c.decimal);
  return `${mantissa}E${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}

function fixed(value: Big, decimals: number, c: Customs, group = c.group): string {
  const [whole = "", part = ""] = value.abs().toFixed(decimals, 1).split(".");
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, group);
  const digits = part === "" ? grouped : grouped + c.decimal + part;
  return value.lt(0) && /[1-9]/.test(digits) ? `-${digits}` : digits;
}

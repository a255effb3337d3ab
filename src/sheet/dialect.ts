// The CSV dialect for the program that will open the sheet: plain for pipes and cron jobs, or one that a spreadsheet in
// a given locale opens and saves without damage.
import type { Field } from "../item/field.ts";
import type { Value } from "../item/fields.ts";
import type { GuardLevel } from "./cell.ts";

export interface Dialect {
  /** A byte order mark; without it, Excel reads UTF-8 as the ANSI code page. */
  readonly bom: boolean;
  readonly newline: "\n" | "\r\n" | "\r";
  readonly delimiter: string;
  /** Quotes around every cell, so that no delimiter inside a cell can split it. */
  readonly quoted: boolean;
  readonly guard: GuardLevel;
  /** The decimal mark of costs; absent if the sheet is not for a locale. */
  readonly decimal?: "." | ",";
}

export const plain: Dialect = {
  bom: false,
  newline: "\n",
  delimiter: ",",
  quoted: false,
  guard: "formula",
};

export const programs = ["excel", "libreoffice", "sheets"] as const;
export type Program = (typeof programs)[number];

const nameOf = (type: "language" | "region", code: string): string | undefined =>
  new Intl.DisplayNames(["en"], { type, fallback: "none" }).of(code);

/** Throws a RangeError if the tag is malformed, or its language or country does not exist. */
function knownLocale(tag: string): Intl.Locale {
  const locale = new Intl.Locale(tag);
  const { language, region } = locale;
  // Without its own data, `Intl` would use the locale of this machine.
  const hasData = Intl.NumberFormat.supportedLocalesOf(tag).length > 0;
  if (hasData && nameOf("language", language) !== undefined) {
    if (region === undefined || nameOf("region", region) !== undefined) return locale;
  }
  throw new RangeError(`unknown locale ${tag}`);
}

/**
 * Locales with a decimal point (at least in CLDR) in which Windows separates lists by a semicolon. CLDR has no list
 * separators, so these are from LOCALE_SLIST of Windows 10 and 11, as .NET's TextInfo.ListSeparator shows it.
 */
const semicolons = {
  regions: ["CH", "LI"],
  languages: ["ar"],
  locales: ["es-PE", "en-ZA"],
};

function hasSemicolon({ language, region = "" }: Intl.Locale): boolean {
  return (
    semicolons.regions.includes(region) ||
    semicolons.languages.includes(language) ||
    semicolons.locales.includes(`${language}-${region}`)
  );
}

/** `tag` is a BCP 47 tag such as de-DE; throws a RangeError if it is not. */
export function dialectFor(program: Program, tag: string): Dialect {
  const locale = knownLocale(tag);
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  const decimal = parts.find(({ type }) => type === "decimal")?.value === "," ? "," : ".";
  return {
    bom: true,
    newline: "\r\n",
    // Excel splits cells at the list separator of its locale; LibreOffice and Sheets at any usual delimiter.
    delimiter: program === "excel" && (decimal === "," || hasSemicolon(locale)) ? ";" : ",",
    quoted: true,
    guard: "all",
    decimal,
  };
}

const delimiterNames = new Map([
  ["comma", ","],
  ["semicolon", ";"],
  ["tab", "\t"],
  ["bar", "|"],
  ["\\t", "\t"],
]);

/** True for a delimiter that is found without being named. */
export const isUsualDelimiter = (delimiter: string): boolean =>
  [...delimiterNames.values()].includes(delimiter);

export const wantedDelimiter = "one character, or comma, semicolon, tab or bar";

/** The delimiter of a name such as `semicolon`, or of the character itself; undefined for other texts. */
export function readDelimiter(text: string): string | undefined {
  const delimiter = delimiterNames.get(text) ?? text;
  return /^[^\w"'\r\n]$/.test(delimiter) ? delimiter : undefined;
}

/** Which cells of this field get a guard. Numbers and flags need none: a spreadsheet does not change their meaning. */
export function guardOf({ kind }: Field<Value>, { guard }: Dialect): GuardLevel {
  const isText = kind === "text" || kind === "country";
  return guard === "all" && !isText ? "formula" : guard;
}

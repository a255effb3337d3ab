// How a sheet is written for the program that is to open it: plain for pipes and cron, or so that a spreadsheet of
// somebody's locale shows it right and gives it back unharmed.
import type { Field } from "../item/field.ts";
import type { Value } from "../item/fields.ts";
import type { GuardLevel } from "./cell.ts";

export interface Dialect {
  /** A byte order mark, without which Excel takes UTF-8 for the ANSI code page. */
  readonly bom: boolean;
  readonly newline: "\n" | "\r\n" | "\r";
  readonly delimiter: string;
  /** Quotes around every cell, so that no delimiter inside one can split it. */
  readonly quoted: boolean;
  readonly guard: GuardLevel;
  /** Of costs; absent where the sheet is for no particular locale. */
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

/** Throws a RangeError where the tag has another form, or names a language or a country that does not exist. */
function knownLocale(tag: string): Intl.Locale {
  const locale = new Intl.Locale(tag);
  const { language, region } = locale;
  // Without data of its own the locale would be that of this machine.
  const hasData = Intl.NumberFormat.supportedLocalesOf(tag).length > 0;
  if (hasData && nameOf("language", language) !== undefined) {
    if (region === undefined || nameOf("region", region) !== undefined) return locale;
  }
  throw new RangeError(`unknown locale ${tag}`);
}

/**
 * Where Windows has a semicolon as its list separator although the decimal mark is a point, or is one in CLDR:
 * LOCALE_SLIST of Windows 10 and 11, as .NET's TextInfo.ListSeparator shows it. CLDR knows no list separator.
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

/** `tag` is of BCP 47, such as de-DE; throws a RangeError where it is none. */
export function dialectFor(program: Program, tag: string): Dialect {
  const locale = knownLocale(tag);
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  const decimal = parts.find(({ type }) => type === "decimal")?.value === "," ? "," : ".";
  return {
    bom: true,
    newline: "\r\n",
    // Excel separates by the list separator of its locale; LibreOffice and Sheets by any of them.
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

/** True for a delimiter that the titles of a sheet tell. */
export const isUsualDelimiter = (delimiter: string): boolean =>
  [...delimiterNames.values()].includes(delimiter);

export const wantedDelimiter = "one character, or comma, semicolon, tab or bar";

/** The character that a name such as `semicolon` stands for, or the character itself; undefined where it is neither. */
export function readDelimiter(text: string): string | undefined {
  const delimiter = delimiterNames.get(text) ?? text;
  return /^[^\w"'\r\n]$/.test(delimiter) ? delimiter : undefined;
}

/** How far cells of this field are guarded: numbers and flags mean the same however a spreadsheet writes them. */
export function guardOf({ kind }: Field<Value>, { guard }: Dialect): GuardLevel {
  const isText = kind === "text" || kind === "country";
  return guard === "all" && !isText ? "formula" : guard;
}

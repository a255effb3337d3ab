// HS codes. Only the digits matter: Shopify removes punctuation. Without its leading zero, a code is for other goods.
import { z } from "zod";
import { isCountryCode, readNamedCountry } from "../country/country.ts";
import {
  type Field,
  type Reading,
  type ReadingRules,
  type ReadRule,
  type Unread,
  wireText,
} from "../field.ts";
import { hsDamage } from "./hs-damage.ts";
import { hasSeveral } from "./hs-several.ts";

const punctuation = /[\s.-]/g;
const digitsOf = (code: string): string => code.replace(punctuation, "");

/** Text before a code, as suppliers write it; not `CN`, which may be a country. */
const prefix =
  /^\s*(?:(?:h\.? ?s\.?|htsus|hts|hsn|taric|harmoni[sz]ed(?: system| tariff)?|(?:customs )?tariff|commodity|zolltarif)(?:[\s_-]{0,20}(?:code|number|nummer|num|no|nr)\.?){0,2}|zolltarifnummer)\s{0,20}[:#=.-]?\s{0,20}(?=\d)/i;
const byPrefix: ReadRule = { kind: "hs_prefix", rule: "read without the text before the code" };
const byZero: ReadRule = { kind: "hs_zero", rule: "read with a leading zero added" };

/** Countries whose codes have an odd number of digits, by this number. */
const oddLengths: Readonly<Record<number, readonly string[]>> = { 9: ["JP"], 11: ["TW", "TH"] };

/** True if codes of this country have this odd number of digits. */
export const isOddLengthOf = (country: string, digits: number): boolean =>
  oddLengths[digits]?.includes(country.toUpperCase()) === true;

/** `country` is that of the code, absent for a code of all countries. */
function readCode(text: string, rules: ReadingRules = {}, country?: string): Reading<string> {
  const code = text.replace(prefix, "");
  if (code !== text && isLengthFirst(code)) return { wanted: onlyOne };
  const reading = readBareCode(code, rules, country);
  if (code === text) return reading;
  return "value" in reading ? { ...reading, by: [byPrefix, ...(reading.by ?? [])] } : reading;
}

const onlyOne =
  "one HS code of 6 to 13 digits, and this may be several or a range, or have another number before it; if it is one, write only its digits";

/** True behind `HS` if the name goes on with the number of digits that follow, as in `HS10 08 02 10 00 10`. */
function isLengthFirst(code: string): boolean {
  const [, length, behind = ""] = /^(6|8|10)[\s.-](.*)$/.exec(code) ?? [];
  return digitsOf(behind).length === Number(length);
}

function readBareCode(
  text: string,
  rules: ReadingRules,
  country: string | undefined,
): Reading<string> {
  const damage = hsDamage(text);
  if (damage !== undefined) return meant(damage.wanted, damage.probably);
  if (hasSeveral(text)) return { wanted: onlyOne };
  const digits = digitsOf(text);
  if (!/^\d+$/.test(digits)) {
    const wanted = "an HS code of 6 to 13 digits such as 010121";
    const hasMore = /^\d[\d\s.-]{4,}[^\d\s.-]/.test(text.trim());
    if (!hasMore) return { wanted };
    const [code] = beforeWords.exec(text.trim()) ?? [];
    return meant(`${wanted} and nothing after it`, code && digitsOf(code));
  }
  // 902.10.1000 has lost a zero, even if codes of this country have nine digits.
  const [group = ""] = text.trim().split(punctuation);
  const isOddGroup = group !== digits && group.length % 2 === 1;
  const isOdd = !isOddGroup && (digits.length === 9 || digits.length === 11);
  if (isOdd && country !== undefined && isOddLengthOf(country, digits.length)) {
    return { value: digits };
  }
  // HS codes consist of pairs of digits; a code with an odd number has probably lost its leading 0 in a spreadsheet.
  if ([5, 7, 9, 11].includes(digits.length)) {
    const pairs = "6, 8, 10, 12 or 13 digits; was a";
    // A spreadsheet changes 6109.10 to 6109.1: with a leading zero it would be a code of other goods.
    if (lostItsLastZero(text))
      return meant(`${pairs} zero lost at the end, and ${digits}0 meant`, `${digits}0`);
    if (isOdd && rules.keepHsCodes === true) return { value: digits };
    // No code begins with 00, so this one has another digit too few or too many.
    const hasZero = digits.startsWith("0");
    if (rules.fixHsZeros === true && !hasZero) return { value: `0${digits}`, by: [byZero] };
    const lost = hasZero
      ? `6, 8, 10, 12 or 13 digits; this has ${digits.length}, and its leading zero`
      : `${pairs} leading zero lost, and 0${digits} meant? --fix-hs-zeros puts it back`;
    if (!isOdd) return hasZero ? { wanted: lost } : meant(lost, `0${digits}`);
    const of = digits.length === 9 ? "Japan" : "Taiwan and Thailand";
    return {
      wanted: `${lost}; or is the code complete, like codes of ${of}? --hs-zeros keep takes it as it is`,
    };
  }
  // 0902.1010 read as a number loses a zero at both ends, and the rest looks complete.
  if (isOddGroup) {
    const found = `${group.length} ${group.length === 1 ? "digit" : "digits"} before the first point`;
    return {
      wanted: `an HS code in pairs of digits, and not ${found}; was a leading zero lost, or did a number format separate the thousands of ${digits}? Write only the digits`,
    };
  }
  if (digits.length < 6 || digits.length > 13) return { wanted: "an HS code of 6 to 13 digits" };
  return { value: digits };
}

/** Only a complete code is probable. */
const meant = (wanted: string, code = ""): Unread =>
  completeLengths.includes(code.length) ? { wanted, probably: code } : { wanted };
const completeLengths = [6, 8, 10, 12, 13];

/** A code in its usual form, if only words follow, as in `6109.10 (cotton)`; they may have no second code. */
const beforeWords = /^\d{4}(?:[\s.-]?\d\d){1,4}(?=\s{0,20}[(,;/]\D*$|\s{1,20}\p{L}\D*$)/u;

/** True if the code has punctuation, with an even number of digits before it. */
const lostItsLastZero = (text: string): boolean => {
  const place = text.trim().search(/[\s.-]/);
  return place > 0 && place % 2 === 0;
};

/** True for the form of a code; a shop may have accepted other lengths than we read. */
const isCode = (text: string): boolean => /^\d{4,15}$/.test(digitsOf(text));

export const hsCode: Field<string | null> = {
  writable: true,
  kind: "text",
  holds: "6, 8, 10, 12 or 13 digits; dots, dashes and spaces do not count, leading zeros do",
  cleared: null,
  wire: wireText,
  canKeep: (value) => value !== null && isCode(value),
  read: (text, rules) => readCode(text, rules),
  write: (value) => value ?? "",
  canonical: (value) => (value === null ? null : digitsOf(value)),
};

const ofCountries = new Map(
  Object.values(oddLengths)
    .flat()
    .map((country): [string, Field<string | null>] => [
      country,
      { ...hsCode, read: (text, rules) => readCode(text, rules, country) },
    ]),
);

/** The field of one country's code. */
export const hsCodeOf = (country: string): Field<string | null> =>
  ofCountries.get(country) ?? hsCode;

export interface CountryHsCode {
  readonly country_code: string;
  readonly harmonized_system_code: string;
}

function readCodes(text: string, rules?: ReadingRules): Reading<readonly CountryHsCode[]> {
  const codes = new Map<string, string>();
  const used: ReadRule[] = [];
  for (const part of text.split(";")) {
    if (part.trim() === "") continue;
    const at = part.indexOf(":");
    const [name, digits] = [part.slice(0, at), part.slice(at + 1)];
    if (at < 0 || digits.replace(prefix, "").includes(":")) {
      return { wanted: "country and code, such as CA:1234561111;US:1234562222" };
    }
    const country = readNamedCountry(name);
    if ("wanted" in country) return listMeant(country.wanted, text, rules);
    const code = readCode(digits, rules, country.value);
    if ("wanted" in code) return listMeant(`for ${country.value} ${code.wanted}`, text, rules);
    if (codes.has(country.value)) return { wanted: `one code for ${country.value}, not two` };
    codes.set(country.value, code.value);
    for (const rule of [...(country.by ?? []), ...(code.by ?? [])]) {
      if (!used.includes(rule)) used.push(rule);
    }
  }
  if (codes.size === 0) return { wanted: "country and code, such as CA:1234561111" };
  const value = [...codes].map(([country_code, harmonized_system_code]) => ({
    country_code,
    harmonized_system_code,
  }));
  return used.length === 0 ? { value } : { value, by: used };
}

/** With the whole list that was probably meant: each part has to be readable, or to have one probable meaning. */
function listMeant(wanted: string, text: string, rules?: ReadingRules): Unread {
  const parts: string[] = [];
  for (const part of text.split(";")) {
    if (part.trim() === "") continue;
    const at = part.indexOf(":");
    const country = meaningOf(readNamedCountry(part.slice(0, Math.max(at, 0))));
    const code = country && meaningOf(readCode(part.slice(at + 1), rules, country));
    if (code === undefined) return { wanted };
    parts.push(`${country}:${code}`);
  }
  return { wanted, probably: parts.join(";") };
}

const meaningOf = (reading: Reading<string>): string | undefined =>
  "value" in reading ? reading.value : reading.probably;

/** Most items have no such codes. */
const writeCodes = (value: readonly CountryHsCode[]): string =>
  value.length === 0
    ? ""
    : value
        .map((entry) => `${entry.country_code}:${entry.harmonized_system_code}`)
        .toSorted()
        .join(";");

/** The whole list in one cell, `CA:1234561111;US:1234562222`; it is sent as a whole. */
export const countryHsCodes: Field<readonly CountryHsCode[]> = {
  writable: true,
  kind: "text",
  holds: "CA:6109100010;US:6109100012, the whole list",
  cleared: [],
  wire: z
    .array(
      z.object({
        country_code: z.string(),
        harmonized_system_code: z.union([z.string(), z.number().transform(String)]),
      }),
    )
    .nullish()
    .transform((list) => list ?? []),
  canKeep: (value) =>
    value.every(
      ({ country_code, harmonized_system_code }) =>
        isCountryCode(country_code) && isCode(harmonized_system_code),
    ),
  read: readCodes,
  write: writeCodes,
  canonical: (value) =>
    value.length === 0
      ? null
      : writeCodes(
          value.map((entry) => ({
            country_code: entry.country_code.toUpperCase(),
            harmonized_system_code: digitsOf(entry.harmonized_system_code),
          })),
        ),
};

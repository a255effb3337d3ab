// Country of origin: an ISO 3166-1 alpha-2 code.
import { countryCodes } from "./country-codes.ts";
import { countriesNamed, countryMeant, withoutOrigin } from "./country-names.ts";
import { type Field, type Reading, type ReadRule, wireText } from "../field.ts";

const codes = new Set(countryCodes);

const englishNames = new Intl.DisplayNames(["en"], { type: "region" });
const englishName = (code: string): string => englishNames.of(code) ?? code;

/** The choices of a drop-down list: all countries as `DE - Germany`, in the order of their codes. */
export const countryChoices = (): readonly string[] =>
  countryCodes.toSorted().map((code) => `${code} - ${englishName(code)}`);

/** The code of a choice such as `DE - Germany`, if code and name are of the same country. */
function codeOfChoice(text: string): string | undefined {
  const [, code = "", name = ""] = /^([A-Z]{2})\s+[-\u2013\u2014]\s+(\S.*)$/.exec(text) ?? [];
  if (!codes.has(code)) return undefined;
  const isOwn = name === englishName(code).toUpperCase() || countryMeant(name) === code;
  return isOwn ? code : undefined;
}

const wanted = "a two-letter ISO 3166 country code such as CA";

/** Reads a country code in capitals or small letters. */
export function readCountry(text: string): Reading<string> {
  const code = codeIn(text);
  if (code !== undefined) return { value: code };
  const [named, other] = countriesNamed(text);
  const guess = other === undefined ? (named ?? countryMeant(text)) : undefined;
  if (guess === undefined) return { wanted };
  return { wanted: `${wanted}; did you mean ${guess}`, probably: guess };
}

function codeIn(text: string): string | undefined {
  const code = text.trim().toUpperCase();
  return codes.has(code) ? code : codeOfChoice(code);
}

const byName: ReadRule = { kind: "country_name", rule: "read by country name" };

/** Reads a code, or the name of one country in some language; also inside `CA:1234561111;Germany:1234562222`. */
export function readNamedCountry(text: string): Reading<string> {
  const code = codeIn(text);
  if (code !== undefined) return { value: code };
  const afterOrigin = codeIn(withoutOrigin(text));
  const [first, ...others] = afterOrigin === undefined ? countriesNamed(text) : [afterOrigin];
  if (first === undefined) return readCountry(text);
  if (others.length === 0) return { value: first, by: [byName] };
  const list = [first, ...others.slice(0, -1)].join(", ");
  return { wanted: `${wanted}; this name could be ${list} or ${others.at(-1)}` };
}

/** True for the form of a code; a shop may have countries that this program does not know. */
export const isCountryCode = (text: string): boolean => /^[A-Za-z]{2}$/.test(text);

export const country: Field<string | null> = {
  writable: true,
  kind: "country",
  holds: "ISO 3166, two letters, or the name of one country",
  cleared: null,
  wire: wireText,
  canKeep: (value) => value !== null && isCountryCode(value),
  read: readNamedCountry,
  write: (value) => value ?? "",
  canonical: (value) => value?.toUpperCase() ?? null,
};

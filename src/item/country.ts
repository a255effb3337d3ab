// Country of origin: an ISO 3166-1 alpha-2 code.
import { iso31661 } from "iso-3166/1.js"; // the whole package would take ten times as long to load
import { countryMeant } from "./country-names.ts";
import { type Field, type Reading, wireText } from "./field.ts";

// Shopify's CountryCode has these beyond the assigned codes of ISO: Ascension, Tristan da Cunha, Kosovo.
const codes = new Set([...iso31661.map((entry) => entry.alpha2), "AC", "TA", "XK"]);
const countryCodes: readonly string[] = [...codes].toSorted();

const englishNames = new Intl.DisplayNames(["en"], { type: "region" });
const englishName = (code: string): string => englishNames.of(code) ?? code;

/** What a list offers: all countries as `DE - Germany`, in the order of their codes. */
export const countryChoices = (): readonly string[] =>
  countryCodes.map((code) => `${code} - ${englishName(code)}`);

/** The code of a choice such as `DE - Germany`, whose name has to be that of its code. */
function codeOfChoice(text: string): string | undefined {
  const [, code = "", name = ""] = /^([A-Z]{2})\s+[-\u2013\u2014]\s+(\S.*)$/.exec(text) ?? [];
  if (!codes.has(code)) return undefined;
  const isOwn = name === englishName(code).toUpperCase() || countryMeant(name) === code;
  return isOwn ? code : undefined;
}

/** Reads a country code; also used inside `CA:1234561111;US:1234562222`. */
export function readCountry(text: string): Reading<string> {
  const code = text.trim().toUpperCase();
  if (codes.has(code)) return { value: code };
  const chosen = codeOfChoice(code);
  if (chosen !== undefined) return { value: chosen };
  const guess = countryMeant(code);
  const wanted = "a two-letter ISO 3166 country code such as CA";
  return { wanted: guess === undefined ? wanted : `${wanted}; did you mean ${guess}` };
}

export const country: Field<string | null> = {
  writable: true,
  kind: "country",
  holds: "ISO 3166, two letters",
  cleared: null,
  wire: wireText,
  read: readCountry,
  write: (value) => value ?? "",
  canonical: (value) => value?.toUpperCase() ?? null,
};

// Country of origin: an ISO 3166-1 alpha-2 code.
import { iso31661 } from "iso-3166/1.js"; // the whole package would take ten times as long to load
import { countryMeant } from "./country-names.ts";
import { type Field, type Reading, wireText } from "./field.ts";

// Shopify's CountryCode has these beyond the assigned codes of ISO: Ascension, Tristan da Cunha, Kosovo.
const codes = new Set([...iso31661.map((entry) => entry.alpha2), "AC", "TA", "XK"]);
/** All of them in their order, for a list to choose from. */
export const countryCodes: readonly string[] = [...codes].toSorted();

/** Reads a country code; also used inside `CA:1234561111;US:1234562222`. */
export function readCountry(text: string): Reading<string> {
  const code = text.trim().toUpperCase();
  if (codes.has(code)) return { value: code };
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

// Country of origin: an ISO 3166-1 alpha-2 code.
import { iso31661 } from "iso-3166/1.js"; // the whole package would take ten times as long to load
import { countriesNamed, countryMeant, withoutOrigin } from "./country-names.ts";
import { type Field, type Reading, type ReadRule, wireText } from "./field.ts";

// Shopify's CountryCode has these beyond the assigned codes of ISO: Ascension, Tristan da Cunha, Kosovo.
const codes = new Set([...iso31661.map((entry) => entry.alpha2), "AC", "TA", "XK"]);
/** All of them in their order, for a list to choose from. */
export const countryCodes: readonly string[] = [...codes].toSorted();

const wanted = "a two-letter ISO 3166 country code such as CA";

/** Reads a country code, in small letters too. */
export function readCountry(text: string): Reading<string> {
  const code = codeIn(text);
  if (code !== undefined) return { value: code };
  const [named, other] = countriesNamed(text);
  const guess = other === undefined ? (named ?? countryMeant(text)) : undefined;
  return { wanted: guess === undefined ? wanted : `${wanted}; did you mean ${guess}` };
}

function codeIn(text: string): string | undefined {
  const code = text.trim().toUpperCase();
  return codes.has(code) ? code : undefined;
}

const byName: ReadRule = { kind: "country_name", rule: "read by country name" };

/** Reads a code, or the name of one country in some language; also inside `CA:1234561111;Germany:1234562222`. */
export function readNamedCountry(text: string): Reading<string> {
  const code = codeIn(text);
  if (code !== undefined) return { value: code };
  const made = codeIn(withoutOrigin(text));
  const [first, ...others] = made === undefined ? countriesNamed(text) : [made];
  if (first === undefined) return readCountry(text);
  if (others.length === 0) return { value: first, by: [byName] };
  const list = [first, ...others.slice(0, -1)].join(", ");
  return { wanted: `${wanted}; this name could be ${list} or ${others.at(-1)}` };
}

export const country: Field<string | null> = {
  writable: true,
  kind: "country",
  holds: "ISO 3166, two letters, or the name of one country",
  cleared: null,
  wire: wireText,
  read: readNamedCountry,
  write: (value) => value ?? "",
  canonical: (value) => value?.toUpperCase() ?? null,
};

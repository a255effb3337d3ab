// What an item lacks for customs and accounts, and what of it is suspicious: the doubts that a plan has about new values,
// asked about all values that an item holds.
import { readCountry } from "../item/country.ts";
import { isNothing } from "../item/field.ts";
import { type FieldName, fields, type Item } from "../item/fields.ts";
import { hsCode } from "../item/hs-code.ts";
import type { Changes } from "../plan/decision.ts";
import { doubtsOf, quoted } from "../plan/doubts.ts";

/** What every item should have. */
export const wantedFields = [
  "cost",
  "harmonized_system_code",
  "country_code_of_origin",
] as const satisfies readonly FieldName[];

/** Where goods have a province of origin: the customs of the USA ask for it of those from Canada. */
export const provinceCountry = "CA";

/** Each with its meaning for people. */
export const suspicions = {
  hs_unreadable: "HS codes that are none: not 6 to 13 digits",
  hs_length: "HS codes of an odd number of digits",
  hs_chapter:
    "HS chapters 00 and 77, which have no goods, and 98 and 99, which are no general ones",
  hs_country: "a country's HS code that does not begin with the general one",
  country: "countries that ISO 3166 does not know",
  province: "provinces that their country of origin does not have",
} as const;

export type Suspicion = keyof typeof suspicions;

export interface Findings {
  readonly lacking: readonly FieldName[];
  readonly suspicious: readonly { readonly kind: Suspicion; readonly text: string }[];
}

export function findingsOf(item: Item): Findings {
  return { lacking: lackingOf(item), suspicious: suspicionsOf(item) };
}

/** As in `lacks cost; HS code 0902300: …`. */
export function inWords({ lacking, suspicious }: Findings): string {
  const lacks = lacking.length === 0 ? [] : [`lacks ${lacking.join(", ")}`];
  return [...lacks, ...suspicious.map(({ text }) => text)].join(" · ");
}

/** True where the province of origin counts as wanted. */
export const wantsProvince = (item: Item): boolean =>
  item.country_code_of_origin?.toUpperCase() === provinceCountry;

function lackingOf(item: Item): FieldName[] {
  const wanted: FieldName[] = [...wantedFields];
  if (wantsProvince(item)) wanted.push("province_code_of_origin");
  return wanted.filter((name) => isNothing(fields[name], item[name]));
}

function suspicionsOf(item: Item): Findings["suspicious"] {
  const doubts = doubtsOf(asNew(item), item).flatMap(({ kind, text }) =>
    isSuspicion(kind) ? [{ kind, text }] : [],
  );
  const codes = [
    { name: "", code: item.harmonized_system_code },
    ...item.country_harmonized_system_codes.map((entry) => ({
      name: `${entry.country_code}:`,
      code: entry.harmonized_system_code,
    })),
  ];
  // What has an odd number of digits is doubted already.
  const unreadable = codes.filter(
    ({ code }) =>
      code !== null &&
      "wanted" in hsCode.read(code) &&
      !/^\d(\d\d)*$/.test(hsCode.canonical(code) ?? ""),
  );
  const countries = [
    item.country_code_of_origin,
    ...item.country_harmonized_system_codes.map(({ country_code }) => country_code),
  ].filter((country) => country !== null && "wanted" in readCountry(country));
  return [
    ...doubts,
    ...unreadable.map(({ name, code }) => ({
      kind: "hs_unreadable" as const,
      text: `${quoted(`${name}${code}`)} is no HS code of 6 to 13 digits`,
    })),
    ...countries.map((country) => ({
      kind: "country" as const,
      text: `${quoted(country ?? "")} is no country of ISO 3166`,
    })),
  ];
}

const isSuspicion = (kind: string): kind is Suspicion => Object.hasOwn(suspicions, kind);

/** The values that customs see, as if each had just been set. */
function asNew(item: Item): Changes {
  return {
    harmonized_system_code: { from: null, to: item.harmonized_system_code },
    country_harmonized_system_codes: { from: [], to: item.country_harmonized_system_codes },
    country_code_of_origin: { from: null, to: item.country_code_of_origin },
    province_code_of_origin: { from: null, to: item.province_code_of_origin },
  };
}

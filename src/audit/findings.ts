// What an item lacks for customs and accounting, and which of its values are suspicious: the checks that a plan makes on
// new values, on all values of an item.
import { readCountry } from "../item/country/country.ts";
import { provincesOf } from "../item/country/provinces.ts";
import { isNothing } from "../item/field.ts";
import { type FieldName, fields, type Item } from "../item/fields.ts";
import { hsCode } from "../item/hs/hs-code.ts";
import type { Changes } from "../plan/decision.ts";
import { doubtsOf } from "../plan/decide/doubts.ts";
import { quoted } from "../words.ts";

/** Fields that every item should have. */
export const wantedFields = [
  "cost",
  "harmonized_system_code",
  "country_code_of_origin",
] as const satisfies readonly FieldName[];

/** Goods from this country need a province of origin: US customs ask for it. */
export const provinceCountry = "CA";

/** The kinds, each with its meaning. */
export const suspicions = {
  hs_unreadable: "HS codes that do not have 6 to 13 digits",
  hs_length: "HS codes with an odd number of digits",
  hs_chapter:
    "HS chapters and headings that do not exist, and chapters 98 and 99, which differ by country",
  hs_country: "HS codes of a country that do not begin with the general HS code",
  country: "countries that are not in ISO 3166",
  province: "provinces that are not in their country of origin",
} as const;

export type Suspicion = keyof typeof suspicions;

export interface ItemFindings {
  readonly lacking: readonly FieldName[];
  readonly suspicious: readonly { readonly kind: Suspicion; readonly text: string }[];
}

export function findingsOf(item: Item): ItemFindings {
  return { lacking: lackingOf(item), suspicious: suspicionsOf(item) };
}

/** As in `lacks cost; HS code 0902300: …`. */
export function describeFindings({ lacking, suspicious }: ItemFindings): string {
  const lacks = lacking.length === 0 ? [] : [`lacks ${lacking.join(", ")}`];
  return [...lacks, ...suspicious.map(({ text }) => text)].join(" · ");
}

/** As in `cost, harmonized_system_code`: the columns of the sheet that are to be filled in. */
export const describeLacks = ({ lacking }: ItemFindings): string => lacking.join(", ");

/** Whether the item should have a province of origin. */
export const wantsProvince = (item: Item): boolean =>
  item.country_code_of_origin?.toUpperCase() === provinceCountry;

function lackingOf(item: Item): FieldName[] {
  const wanted: FieldName[] = [...wantedFields];
  if (wantsProvince(item)) wanted.push("province_code_of_origin");
  return wanted.filter((name) => isNothing(fields[name], item[name]));
}

function suspicionsOf(item: Item): ItemFindings["suspicious"] {
  const doubts = doubtsOf(asNew(item), item, provincesOf).flatMap(({ kind, text }) =>
    isSuspicion(kind) ? [{ kind, text }] : [],
  );
  const codes = [
    { name: "", code: item.harmonized_system_code },
    ...item.country_harmonized_system_codes.map((entry) => ({
      name: `${entry.country_code}:`,
      code: entry.harmonized_system_code,
    })),
  ];
  // Codes with an odd number of digits are among the doubts.
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
      text: `${quoted(`${name}${code}`)} is not an HS code of 6 to 13 digits`,
    })),
    ...countries.map((country) => ({
      kind: "country" as const,
      text: `${quoted(country ?? "")} is not a country of ISO 3166`,
    })),
  ];
}

const isSuspicion = (kind: string): kind is Suspicion => Object.hasOwn(suspicions, kind);

/** The values that matter to customs, as changes that set them. */
function asNew(item: Item): Changes {
  return {
    harmonized_system_code: { from: null, to: item.harmonized_system_code },
    country_harmonized_system_codes: { from: [], to: item.country_harmonized_system_codes },
    country_code_of_origin: { from: null, to: item.country_code_of_origin },
    province_code_of_origin: { from: null, to: item.province_code_of_origin },
  };
}

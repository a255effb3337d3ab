// Warnings about values that the shop accepts and customs may not. The values are sent all the same. Only the changes of
// a row are checked, and whether they fit the fields that stay.
import type { FieldName, Item, Value } from "../../item/fields.ts";
import { type CountryHsCode, hsCode, isOddLengthOf } from "../../item/hs/hs-code.ts";
import { headingFault } from "../../item/hs/hs-heading.ts";
import { visible } from "../../visible.ts";
import { listed, quoted } from "../../words.ts";
import type { Changes } from "../decision.ts";
import type { DoubtKind, Warning } from "../warning.ts";

/** The most codes that one warning names. */
const mostCodes = 3;
/** A warning lists the provinces of a country if there are not more than this. */
const mostProvinces = 15;

/** The codes of a country in capitals. */
export type Provinces = (country: string) => readonly string[];

/** Whether the table of provinces is needed to check these changes. */
export const needProvinces = (changes: Changes): boolean =>
  changes.province_code_of_origin !== undefined || changes.country_code_of_origin !== undefined;

/** The values of `live` are not checked; they may break our rules. `provincesOf` is called only if it is needed. */
export function doubtsOf(changes: Changes, live: Item, provincesOf: Provinces): readonly Warning[] {
  return [
    ...skuDoubts(changes),
    ...provinceDoubts(changes, live, provincesOf),
    ...globalCodeDoubts(changes, live),
    ...countryCodeDoubts(changes, live),
  ];
}

function skuDoubts({ sku }: Changes): Warning[] {
  const found = textOf(sku?.to) ?? "";
  const inner = found.trim();
  if (/\p{Cc}/u.test(inner) || visible(inner) !== inner) {
    const text = `${quoted(found)} has characters that nobody sees, or that look like others; a SKU that looks the same is another one`;
    return warning("sku", "sku_unseen", text);
  }
  if (found === inner) return [];
  const text = `${quoted(found)} has a blank at its beginning or end, which the shop keeps; ${quoted(inner)} is another SKU`;
  return warning("sku", "sku_edges", text);
}

function provinceDoubts(changes: Changes, live: Item, provincesOf: Provinces): Warning[] {
  if (!needProvinces(changes)) return [];
  const province = textOf(valueAfter(changes, live, "province_code_of_origin"));
  if (province === undefined) return [];
  const country = textOf(valueAfter(changes, live, "country_code_of_origin"))?.toUpperCase();
  const isEdited = changes.province_code_of_origin !== undefined;
  const column = isEdited ? "province_code_of_origin" : "country_code_of_origin";
  const what = `province ${quoted(province)}`;
  if (country === undefined) {
    const text = `${what} is without a country of origin; customs may refuse it`;
    return warning(column, "province", text);
  }
  const known = provincesOf(country);
  if (known.includes(province)) return [];
  const upper = province.toUpperCase();
  const bare = upper.startsWith(`${country}-`) ? upper.slice(country.length + 1) : upper;
  // Some countries, like Japan, have numbers as codes; Shopify's lists have the country before them: JP-13.
  if (known.includes(bare) && /^\d+$/.test(bare) && province === `${country}-${bare}`) return [];
  const few = known.length > 0 && known.length <= mostProvinces;
  const list = few ? `, which has ${known.join(" ")}` : "";
  const advice = known.includes(bare) ? `; did you mean ${bare}` : `${list}; customs may refuse it`;
  const text = `${what} is not an ISO 3166-2 code of ${unquotedIfPlain(country)}${advice}`;
  return warning(column, "province", text);
}

function globalCodeDoubts(changes: Changes, live: Item): Warning[] {
  const column = "harmonized_system_code";
  const code = digitsOf(changes[column]?.to);
  if (code === undefined) return [];
  const doubts = codeDoubts(column, [{ name: code, digits: code }]);
  // If the list changes too, the warning is on its own column.
  if (changes.country_harmonized_system_codes !== undefined) return doubts;
  const others = outside(codesOf(live.country_harmonized_system_codes), code);
  if (others.length === 0) return doubts;
  const verb = others.length > 1 ? "do" : "does";
  const text = `${namesOf(others)} in country_harmonized_system_codes ${verb} not begin with ${code}; ${mismatchRisk}`;
  return [...doubts, ...warning(column, "hs_country", text)];
}

function countryCodeDoubts(changes: Changes, live: Item): Warning[] {
  const column = "country_harmonized_system_codes";
  const change = changes[column];
  if (change === undefined) return [];
  const had = new Set(codesOf(change.from).map(({ name }) => name));
  const codes = codesOf(change.to);
  const edited = codes.filter(({ name }) => !had.has(name));
  const doubts = codeDoubts(column, edited);
  const code = digitsOf(valueAfter(changes, live, "harmonized_system_code"));
  const moved = changes.harmonized_system_code !== undefined;
  const others = code === undefined ? [] : outside(moved ? codes : edited, code);
  if (others.length === 0) return doubts;
  const verb = others.length > 1 ? "do" : "does";
  const text = `${namesOf(others)} ${verb} not begin with ${code}, the harmonized_system_code; ${mismatchRisk}`;
  return [...doubts, ...warning(column, "hs_country", text)];
}

const mismatchRisk = "the shop may refuse this, or customs may read it as other goods";

type CodeColumn = "harmonized_system_code" | "country_harmonized_system_codes";

/** A code with its name in warnings, as in `CA:6109100010`. */
interface Code {
  readonly name: string;
  readonly digits: string;
}

function codeDoubts(column: CodeColumn, codes: readonly Code[]): Warning[] {
  const isForAllCountries = column === "harmonized_system_code";
  const odd = codes.filter(
    ({ name, digits }) =>
      digits.length % 2 === 1 && !isOddLengthOf(name.slice(0, name.indexOf(":")), digits.length),
  );
  const reasons = [
    ["chapter", "HS chapter 00, which does not exist; customs may refuse it"],
    ["reserved", "HS chapter 77, which is reserved and has no goods; customs may refuse it"],
    [
      "heading",
      "an HS heading (its first four digits) that does not exist; a digit may be missing or extra",
    ],
    [
      "national",
      "HS chapter 98 or 99, which each country defines for itself; customs of other countries may refuse it",
    ],
  ] as const;
  const headings = reasons.flatMap(([fault, reason]) => {
    const found = codes.filter(({ digits }) => headingFault(digits) === fault);
    if (found.length === 0 || (fault === "national" && !isForAllCountries)) return [];
    const text = `${namesOf(found)} ${found.length > 1 ? "are" : "is"} in ${reason}`;
    return warning(column, "hs_chapter", text);
  });
  if (odd.length === 0) return headings;
  const text = `${namesOf(odd)} ${odd.length > 1 ? "have" : "has"} an odd number of digits, and HS codes consist of pairs; a digit may be missing or extra`;
  return [...headings, ...warning(column, "hs_length", text)];
}

/** The codes that do not begin with the global code, as Shopify requires. */
const outside = (codes: readonly Code[], global: string): Code[] =>
  codes.filter(({ digits }) => !digits.startsWith(global));

/** As in `CA:6109100010, US:6109100012 and 2 more`. */
const namesOf = (codes: readonly Code[]): string =>
  listed(
    codes.map(({ name }) => name),
    mostCodes,
  );

/** The value of the item after the change. */
const valueAfter = (changes: Changes, live: Item, name: FieldName): Value => {
  const change = changes[name];
  return change === undefined ? live[name] : change.to;
};

const textOf = (value: Value | undefined): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value : undefined;

/** The digits of an HS code; undefined if it is not one. */
function digitsOf(value: Value | undefined): string | undefined {
  const digits = hsCode.canonical(textOf(value) ?? null);
  return digits !== null && /^\d+$/.test(digits) ? digits : undefined;
}

const codesOf = (value: Value | undefined): Code[] =>
  (Array.isArray(value) ? (value as readonly CountryHsCode[]) : []).flatMap((entry) => {
    const digits = digitsOf(entry.harmonized_system_code);
    if (digits === undefined) return [];
    return [{ name: unquotedIfPlain(`${entry.country_code.toUpperCase()}:${digits}`), digits }];
  });

const unquotedIfPlain = (text: string): string =>
  /^[\w:]{1,40}$/.test(text) ? text : quoted(text);

const warning = (column: FieldName, kind: DoubtKind, text: string): Warning[] => [
  { column, kind, text },
];

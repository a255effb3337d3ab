// Values that the shop takes and that customs, or a second look, may not: told with the plan, and sent all the same.
// Only what a row changes is doubted, and what a change puts at odds with what stays.
import { Big } from "big.js";
import { decimalsOf, usualDecimals } from "../item/currency.ts";
import type { FieldName, Item, Value } from "../item/fields.ts";
import { chapterFault } from "../item/hs-chapter.ts";
import { type CountryHsCode, hsCode } from "../item/hs-code.ts";
import { provincesOf } from "../item/provinces.ts";
import type { Changes } from "./decision.ts";
import type { DoubtKind, Warning } from "./warning.ts";

/** How many codes one warning names. */
const mostCodes = 3;
/** How many provinces a country may have for a warning to name them all. */
const mostProvinces = 15;

/** `currency` is the shop's own, as in `CAD`, where it is known. `live` may break our rules, and is not judged. */
export function doubtsOf(changes: Changes, live: Item, currency?: string): readonly Warning[] {
  return [
    ...costDoubts(changes, currency),
    ...provinceDoubts(changes, live),
    ...globalCodeDoubts(changes, live),
    ...countryCodeDoubts(changes, live),
  ];
}

function costDoubts({ cost }: Changes, currency: string | undefined): Warning[] {
  const found = textOf(cost?.to) ?? "";
  const kept = /^\d+\.(\d*[1-9])0*$/.exec(found)?.[1]?.length ?? 0;
  const decimals = currency === undefined ? usualDecimals : decimalsOf(currency);
  if (kept <= decimals) return [];
  const keeps = currency === undefined ? "most currencies keep" : `${currency} keeps`;
  const rounded = new Big(found).toFixed(decimals);
  const risk = `the shop may round it, to ${rounded} perhaps, and the row would then end as failed`;
  return one(
    "cost",
    "cost_decimals",
    `${found} has ${kept} decimal${kept > 1 ? "s" : ""}, and ${keeps} ${decimals}; ${risk}`,
  );
}

function provinceDoubts(changes: Changes, live: Item): Warning[] {
  const { province_code_of_origin: edited, country_code_of_origin: moved } = changes;
  if (edited === undefined && moved === undefined) return [];
  const province = textOf(after(changes, live, "province_code_of_origin"));
  if (province === undefined) return [];
  const country = textOf(after(changes, live, "country_code_of_origin"))?.toUpperCase();
  const column = edited === undefined ? "country_code_of_origin" : "province_code_of_origin";
  const what = `province ${quoted(province)}${edited === undefined ? " stays, and" : ""}`;
  if (country === undefined) {
    return one(
      column,
      "province",
      `${what} has no country of origin beside it; customs may refuse it`,
    );
  }
  const known = provincesOf(country);
  if (known.includes(province)) return [];
  const upper = province.toUpperCase();
  const bare = upper.startsWith(`${country}-`) ? upper.slice(country.length + 1) : upper;
  // Where ISO numbers them, as in Japan, Shopify's own lists have the country before the number: JP-13.
  if (known.includes(bare) && /^\d+$/.test(bare) && province === `${country}-${bare}`) return [];
  const few = known.length > 0 && known.length <= mostProvinces;
  const list = few ? `, which has ${known.join(" ")}` : "";
  const way = known.includes(bare) ? `; did you mean ${bare}` : `${list}; customs may refuse it`;
  return one(column, "province", `${what} is no ISO 3166-2 code of ${plain(country)}${way}`);
}

function globalCodeDoubts(changes: Changes, live: Item): Warning[] {
  const column = "harmonized_system_code";
  const code = digitsOf(changes[column]?.to);
  if (code === undefined) return [];
  const doubts = codeDoubts(column, [{ name: code, digits: code }], true);
  // Where the list changes too, its own column tells.
  if (changes.country_harmonized_system_codes !== undefined) return doubts;
  const others = beside(codesOf(live.country_harmonized_system_codes), code);
  if (others.length === 0) return doubts;
  const text = `${inWords(others)} of country_harmonized_system_codes ${others.length > 1 ? "do" : "does"} not begin with it; ${strangerRisk}`;
  return [...doubts, ...one(column, "hs_country", `${code}: ${text}`)];
}

function countryCodeDoubts(changes: Changes, live: Item): Warning[] {
  const column = "country_harmonized_system_codes";
  const change = changes[column];
  if (change === undefined) return [];
  const had = new Set(codesOf(change.from).map(({ name }) => name));
  const codes = codesOf(change.to);
  const edited = codes.filter(({ name }) => !had.has(name));
  const doubts = codeDoubts(column, edited, false);
  const code = digitsOf(after(changes, live, "harmonized_system_code"));
  const moved = changes.harmonized_system_code !== undefined;
  const others = code === undefined ? [] : beside(moved ? codes : edited, code);
  if (others.length === 0) return doubts;
  const verb = others.length > 1 ? "do" : "does";
  const text = `${inWords(others)} ${verb} not begin with ${code}, the harmonized_system_code; ${strangerRisk}`;
  return [...doubts, ...one(column, "hs_country", text)];
}

const strangerRisk = "the shop may refuse that, or customs take it for other goods";

/** A code with the name by which a warning calls it, as in `CA:6109100010`. */
interface Code {
  readonly name: string;
  readonly digits: string;
}

/** `everywhere`: the codes are meant for the customs of every country. */
function codeDoubts(column: FieldName, codes: readonly Code[], everywhere: boolean): Warning[] {
  const odd = codes.filter(({ digits }) => digits.length % 2 === 1);
  const reasons = [
    ["none", "HS chapter 00, which does not exist; customs may refuse it"],
    ["reserved", "HS chapter 77, which is reserved and has no goods; customs may refuse it"],
    [
      "national",
      "HS chapter 98 or 99, which each country fills as it likes; elsewhere customs may refuse it",
    ],
  ] as const;
  const chapters = reasons.flatMap(([fault, reason]) => {
    const some = codes.filter(({ digits }) => chapterFault(digits) === fault);
    if (some.length === 0 || (fault === "national" && !everywhere)) return [];
    return one(
      column,
      "hs_chapter",
      `${inWords(some)} ${some.length > 1 ? "are" : "is"} of ${reason}`,
    );
  });
  if (odd.length === 0) return chapters;
  const text = `${inWords(odd)} ${odd.length > 1 ? "have" : "has"} an odd number of digits, and HS codes go in pairs; is one missing, or too many`;
  return [...chapters, ...one(column, "hs_length", text)];
}

/** Those that are not within the global code, as Shopify wants each country's to be. */
const beside = (codes: readonly Code[], global: string): Code[] =>
  codes.filter(({ digits }) => !digits.startsWith(global));

/** As in `CA:6109100010, US:6109100012 and 2 more`. */
function inWords(codes: readonly Code[]): string {
  const names = codes.slice(0, mostCodes).map(({ name }) => name);
  const more = codes.length - names.length;
  return `${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** What the item will hold once the row is carried out. */
const after = (changes: Changes, live: Item, name: FieldName): Value => {
  const change = changes[name];
  return change === undefined ? live[name] : change.to;
};

const textOf = (value: Value | undefined): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value : undefined;

/** The digits of a code; undefined for what is none. */
function digitsOf(value: Value | undefined): string | undefined {
  const digits = hsCode.canonical(textOf(value) ?? null);
  return digits !== null && /^\d+$/.test(digits) ? digits : undefined;
}

const codesOf = (value: Value | undefined): Code[] =>
  (Array.isArray(value) ? (value as readonly CountryHsCode[]) : []).flatMap((entry) => {
    const digits = digitsOf(entry.harmonized_system_code);
    if (digits === undefined) return [];
    return [{ name: plain(`${entry.country_code.toUpperCase()}:${digits}`), digits }];
  });

/** What was found, short enough for a line. */
export const quoted = (text: string): string =>
  JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
const plain = (text: string): string => (/^[\w:]{1,40}$/.test(text) ? text : quoted(text));

const one = (column: FieldName, kind: DoubtKind, text: string): Warning[] => [
  { column, kind, text },
];

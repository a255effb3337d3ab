// Finds the countries that a text may mean if it is not a code of ISO 3166: a name in some language, three letters, or
// a code of another list. The name of exactly one country is read as its code; other texts are only for messages.
import { iso31661 } from "iso-3166/1.js";
import { namesByLanguage } from "./country-languages.ts";
import { nameKey } from "../name-key.ts";

/** Codes of other lists, languages and former countries that mean one country and are not ISO codes. */
const otherCodes = [
  ["GB", "EN"],
  ["GR", "EL"],
  ["ES", "SP"],
  ["JP", "JA"],
  ["SE", "SW"],
  ["DK", "DA"],
  ["CN", "ZH"],
  ["KR", "KO"],
  ["FI", "SF"],
  ["PH", "RP"],
  ["TL", "TP"],
  ["MM", "BU"],
  ["CD", "ZR"],
] as const;

/** Usual names of countries that differ from those of ISO and `Intl`. */
const otherNames = [
  ["US", "United States|USA|U S A|U S|EEUU|EE UU|EUA"],
  ["GB", "United Kingdom|UK|U K|Great Britain|Britain|England|Scotland|Wales|Northern Ireland"],
  ["GB", "Großbritannien|Grande-Bretagne|Gran Bretaña|Gran Bretagna|Grã-Bretanha|Groot-Brittannië"],
  ["GB", "Angleterre|Inglaterra|Inghilterra|Engeland"],
  ["KR", "South Korea|Korea South|ROK"],
  ["KP", "North Korea|Korea North|DPRK"],
  ["CN", "PRC|P R China|PR China|P R C|VR China|Mainland China"],
  ["HK", "Hong Kong|Hong Kong SAR|Hong Kong China|HKSAR"],
  ["MO", "Macau|Macao|Macau SAR|Macao SAR|Macau China"],
  ["TW", "Taiwan|Taiwan ROC|Chinese Taipei"],
  ["RU", "Russia"],
  ["CZ", "Czech Republic|Czechia|Tschechische Republik|République tchèque|República Checa"],
  ["TR", "Turkey|Türkiye|Turkiye"],
  ["NL", "Holland|Hollande|Holanda|Olanda"],
  ["CI", "Ivory Coast"],
  ["CV", "Cape Verde"],
  ["SZ", "Swaziland"],
  ["MK", "Macedonia"],
  ["MM", "Burma"],
  ["VN", "Vietnam|Viet Nam"],
  ["LA", "Laos"],
  ["SY", "Syria"],
  ["BN", "Brunei"],
  ["BA", "Bosnia|Bosnia Herzegovina"],
  ["TT", "Trinidad"],
  ["VA", "Vatican|Vatican City"],
  ["TL", "East Timor"],
  ["CD", "DR Congo|DRC"],
  ["CG", "Republic of the Congo"],
  ["GN", "Guinea Conakry|Republic of Guinea"],
  ["AE", "UAE|U A E|Emirates"],
  ["XK", "Kosovo|XKX"],
] as const;

/** Names that several countries share, and that mean none of them alone. */
const sharedNames = [
  ["Korea", "KP KR"],
  ["Congo", "CD CG"],
  ["Guinea", "GN GQ GW"],
  ["Virgin Islands", "VG VI"],
  ["Saint Martin|St Martin", "MF SX"],
] as const;

interface Known {
  readonly names: ReadonlyMap<string, string>;
  readonly shared: ReadonlyMap<string, readonly string[]>;
  readonly codes: ReadonlyMap<string, string>;
}

let known: Known | undefined;

const load = (): Known => ({
  names: new Map([...isoNames(), ...listed(otherNames, "|")]),
  shared: new Map(
    sharedNames.flatMap(([texts, codes]) =>
      texts.split("|").map((text) => [nameKey(text), codes.split(" ")] as const),
    ),
  ),
  codes: new Map(listed(otherCodes, " ")),
});

const longest = 80;
/** Digits, a question mark or a slash show that the text is more than a name, or not certain. */
const nameOnly = /^[\p{L}\p{M}\p{Pd}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\s.,:'"`´&·・׳״]+$/u;
const origin =
  /^(?:(?:made|manufactured|produced|grown) in|(?:product|produce|country of origin) ?(?:of|:)|hergestellt in|fabriqué (?:en|au|aux)|(?:fabricado|hecho|feito) en?m?|(?:fatto|prodotto) in)\s+(?:the\s+)?(?=\p{L})/iu;

/** The text without words such as `Made in`. */
export const withoutOrigin = (text: string): string =>
  text.length > longest ? text : text.trim().replace(origin, "");

/** The codes of all countries that the text may name; empty if it names none. */
export function countriesNamed(text: string): readonly string[] {
  if (text.length > longest) return [];
  const name = withoutOrigin(text).trim();
  if (!nameOnly.test(name)) return [];
  const codes = codesOf(name);
  if (codes.length > 0) return codes;
  return withCode(name);
}

function codesOf(name: string): readonly string[] {
  known ??= load();
  const key = nameKey(name);
  const shared = known.shared.get(key);
  if (shared !== undefined) return shared;
  const own = known.names.get(key);
  if (own !== undefined) return [own];
  // Two Latin letters are meant as a code, even if they are a name in some language.
  if (/^[a-z]{0,2}$/.test(key)) return [];
  return namesByLanguage().get(key) ?? [];
}

const codeBefore = /^([A-Z]{2})[\s,(–—-]{1,80}(.{1,80}?)\)?$/;
const codeBehind = /^(.{1,80}?)[\s,(–—-]{1,80}([A-Z]{2})\)?$/;

/** Reads `DE - Germany` and `Germany (DE)`, if code and name are of the same country. */
function withCode(text: string): readonly string[] {
  const [, before = "", name = ""] = codeBefore.exec(text) ?? [];
  if (name !== "" && codesOf(name).includes(before)) return [before];
  const [, other = "", behind = ""] = codeBehind.exec(text) ?? [];
  return other !== "" && codesOf(other).includes(behind) ? [behind] : [];
}

/** The code of the country that a code of another list may mean, or undefined. */
export function countryMeant(text: string): string | undefined {
  if (text.length > longest) return undefined;
  known ??= load();
  return known.codes.get(nameKey(text));
}

/** Forms of names such as `Korea, Republic of`: complete, in natural order, and `Korea` alone if it is unique. */
function isoNames(): (readonly [string, string])[] {
  const short = iso31661.map(({ name }) => nameKey(name.split(/[,(]/, 1)[0] ?? ""));
  return iso31661.flatMap(({ name, alpha2, alpha3 }, at) => {
    const [first = "", rest = ""] = name.split(", ");
    const alone = short[at] ?? "";
    const isShared = short.indexOf(alone) !== short.lastIndexOf(alone);
    return [alpha3, name, `${rest} ${first}`, ...(isShared ? [] : [alone])].map(
      (text) => [nameKey(text), alpha2] as const,
    );
  });
}

const listed = (
  list: readonly (readonly [string, string])[],
  separator: string,
): (readonly [string, string])[] =>
  list.flatMap(([code, texts]) =>
    texts.split(separator).map((text) => [nameKey(text), code] as const),
  );

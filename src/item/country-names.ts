// Which country is meant by what is no code of ISO 3166: a name, three letters, or a code of some other list. Only for
// a suggestion: nothing is ever read by it.
import { iso31661 } from "iso-3166/1.js";

/** Codes of other lists, of languages and of countries that are no more, where they mean one country and ISO has none. */
const otherCodes = [
  ["GB", "UK EN"],
  ["GR", "EL"],
  ["ES", "SP"],
  ["JP", "JA"],
  ["SE", "SW"],
  ["DK", "DA"],
  ["CN", "ZH PRC"],
  ["KR", "KO ROK"],
  ["FI", "SF"],
  ["PH", "RP"],
  ["TL", "TP"],
  ["MM", "BU"],
  ["CD", "ZR"],
  ["AE", "UAE"],
  ["XK", "XKX"],
] as const;

/** What people call a country, where ISO calls it something else. */
const otherNames = [
  ["US", "United States|America|U S A|U S"],
  ["GB", "United Kingdom|U K|Great Britain|Britain|England|Scotland|Wales|Northern Ireland"],
  ["KR", "South Korea|Korea"],
  ["KP", "North Korea"],
  ["RU", "Russia"],
  ["CZ", "Czech Republic"],
  ["TR", "Turkey"],
  ["NL", "Holland"],
  ["CI", "Ivory Coast"],
  ["CV", "Cape Verde"],
  ["SZ", "Swaziland"],
  ["MK", "Macedonia"],
  ["MM", "Burma"],
  ["MO", "Macau"],
  ["VN", "Vietnam"],
  ["LA", "Laos"],
  ["SY", "Syria"],
  ["BN", "Brunei"],
  ["VA", "Vatican|Vatican City"],
  ["TL", "East Timor"],
  ["CD", "DR Congo"],
  ["XK", "Kosovo"],
] as const;

let known: ReadonlyMap<string, string> | undefined;

/** The code of the country that a text may mean, or undefined. */
export function countryMeant(text: string): string | undefined {
  if (text.length > 80) return undefined;
  known ??= new Map([...isoNames(), ...listed(otherNames, "|"), ...listed(otherCodes, " ")]);
  return known.get(plain(text));
}

/** As in `Korea, Republic of`: whole, turned round, and alone where no other country shares it. */
function isoNames(): (readonly [string, string])[] {
  const short = iso31661.map(({ name }) => plain(name.replace(/[,(].*$/, "")));
  return iso31661.flatMap(({ name, alpha2, alpha3 }, at) => {
    const [first = "", rest = ""] = name.split(", ");
    const alone = short[at] ?? "";
    const shared = short.indexOf(alone) !== short.lastIndexOf(alone);
    return [alpha3, name, `${rest} ${first}`, ...(shared ? [] : [alone])].map(
      (text) => [plain(text), alpha2] as const,
    );
  });
}

const listed = (
  list: readonly (readonly [string, string])[],
  separator: string,
): (readonly [string, string])[] =>
  list.flatMap(([code, texts]) =>
    texts.split(separator).map((text) => [plain(text), code] as const),
  );

/** Small letters and single spaces, without accents, marks and articles. */
const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/&/g, " and ")
    .replace(/[^\p{L}]+/gu, " ")
    .trim()
    .replace(/^the /, "");

import { iso31661, iso31661Reserved } from "iso-3166";
import { expect, test } from "vitest";
import { readCountry, readNamedCountry } from "../../src/item/country/country.ts";
import { countriesNamed, countryMeant } from "../../src/item/country/country-names.ts";
import { isPlaceholder } from "../../src/item/placeholder.ts";

test.each([
  ["China", "CN"],
  ["Germany", "DE"],
  ["Deutschland", "DE"],
  ["Allemagne", "DE"],
  ["alemania", "DE"],
  [" Canada\u00a0", "CA"],
  ["United States", "US"],
  ["United States of America", "US"],
  ["the United States", "US"],
  ["U.S.A.", "US"],
  ["usa", "US"],
  ["États-Unis", "US"],
  ["Vereinigte Staaten", "US"],
  ["США", "US"],
  ["UK", "GB"],
  ["U.K.", "GB"],
  ["England", "GB"],
  ["Großbritannien", "GB"],
  ["DEU", "DE"],
  ["Netherlands", "NL"],
  ["The Netherlands", "NL"],
  ["Holland", "NL"],
  ["Pays-Bas", "NL"],
  ["Côte d'Ivoire", "CI"],
  ["Cote d’Ivoire", "CI"],
  ["Türkiye", "TR"],
  ["Turkey", "TR"],
  ["Turquie", "TR"],
  ["Iran", "IR"],
  ["Taiwan", "TW"],
  ["台灣", "TW"],
  ["Viet Nam", "VN"],
  ["VIETNAM", "VN"],
  ["Việt Nam", "VN"],
  ["Czechia", "CZ"],
  ["Czech Republic", "CZ"],
  ["Tschechien", "CZ"],
  ["Česko", "CZ"],
  ["Hong Kong", "HK"],
  ["Hong Kong SAR", "HK"],
  ["Macao SAR", "MO"],
  ["P.R. China", "CN"],
  ["中国", "CN"],
  ["Cina", "CN"],
  ["日本", "JP"],
  ["Россия", "RU"],
  ["South Korea", "KR"],
  ["Südkorea", "KR"],
  ["Corée du Sud", "KR"],
  ["Republic of Korea", "KR"],
  ["Korea (Republic of)", "KR"],
  ["Democratic Republic of the Congo", "CD"],
  ["Guinea-Bissau", "GW"],
  ["Equatorial Guinea", "GQ"],
  ["Papua New Guinea", "PG"],
  ["Bosnia & Herzegovina", "BA"],
  ["Trinidad and Tobago", "TT"],
  ["Sudan", "SD"],
  ["Samoa", "WS"],
  ["Niger", "NE"],
  ["Dominica", "DM"],
  ["Made in Italy", "IT"],
  ["MADE IN P.R.C.", "CN"],
  ["Made in the USA", "US"],
  ["Product of Spain", "ES"],
  ["Hergestellt in Deutschland", "DE"],
  ["Fabriqué en France", "FR"],
  ["Country of origin: Portugal", "PT"],
  ["Germany (DE)", "DE"],
  ["Korea, KR", "KR"],
  ["Made in VN", "VN"],
])("%s is read as %s", (text, code) => {
  expect(readNamedCountry(text)).toEqual({
    value: code,
    by: [{ kind: "country_name", rule: "read by country name" }],
  });
});

test.each(["DE - Germany", "de - germany", "DE – GERMANY"])(
  "%s is a choice of the workbook's list: its code, and nothing to count",
  (text) => {
    expect(readNamedCountry(text)).toEqual({ value: "DE" });
  },
);

test.each([
  ["Korea", ["KP", "KR"]],
  ["Corea", ["KP", "KR"]],
  ["Corée", ["KP", "KR"]],
  ["Корея", ["KP", "KR"]],
  ["Congo", ["CD", "CG"]],
  ["Kongo", ["CD", "CG"]],
  ["Guinea", ["GN", "GQ", "GW"]],
  ["Guinée", ["GN", "GQ", "GW"]],
  ["Made in Korea", ["KP", "KR"]],
  ["Virgin Islands", ["VG", "VI"]],
  ["Saint Martin", ["MF", "SX"]],
])("%s is refused with all that it may be, %j", (text, codes) => {
  expect(countriesNamed(text)).toEqual(codes);
  const list = `${codes.slice(0, -1).join(", ")} or ${codes.at(-1)}`;
  expect(readNamedCountry(text)).toEqual({
    wanted: `a two-letter ISO 3166 country code such as CA; this name could be ${list}`,
  });
});

test.each([
  "Narnia",
  "EU",
  "Made in EU",
  "ZZ",
  "Åo",
  "-",
  "toString",
  "Germany?",
  "Germany 2",
  "China / Vietnam",
  "Germany or France",
  "DE - France",
  "New Mexico",
  "Islands",
  "Republic",
  "x".repeat(100_000),
])("%s names no country", (text) => {
  expect(countriesNamed(text)).toEqual([]);
  expect(readNamedCountry(text)).toHaveProperty("wanted");
});

test.each("CA ca us NA no".split(" "))("the code %s is not read as a name", (text) => {
  expect(readNamedCountry(text)).toEqual({ value: text.toUpperCase() });
});

test("every country's own name, and its three letters, lead to it", () => {
  for (const { name, alpha2, alpha3 } of iso31661) {
    const isShared = name === "Congo" || name === "Guinea";
    const found = [name, alpha3].map(countriesNamed);
    expect([name, ...found]).toEqual([
      name,
      isShared || name.startsWith("Saint Martin") ? expect.arrayContaining([alpha2]) : [alpha2],
      [alpha2],
    ]);
  }
});

test.each("en de fr es it nl pl cs sv tr ru ja zh ko ar he".split(" "))(
  "the names of the language %s are read, or have several readings",
  (language) => {
    const names = new Intl.DisplayNames(language, { type: "region" });
    const shared: string[] = [];
    for (const { alpha2 } of iso31661) {
      const codes = countriesNamed(names.of(alpha2) ?? "");
      expect([alpha2, codes]).toEqual([alpha2, expect.arrayContaining([alpha2])]);
      if (codes.length > 1) shared.push(alpha2);
    }
    expect(shared.length).toBeLessThan(5);
  },
);

test("no text that stands for no value is a country", () => {
  const words = "nan none null nil undefined unknown tbd tbc tba n.a. n/a k.a. nat ? - …".split(
    " ",
  );
  expect(words.filter((word) => !isPlaceholder(word) || countriesNamed(word).length > 0)).toEqual(
    [],
  );
});

test("codes of other lists are suggested, and not read", () => {
  for (const [text, code] of [
    ["EN", "GB"],
    ["el", "GR"],
    ["SP", "ES"],
    ["JA", "JP"],
  ] as const) {
    expect(readNamedCountry(text)).toEqual({
      wanted: `a two-letter ISO 3166 country code such as CA; did you mean ${code}`,
      probably: code,
    });
  }
  expect(readNamedCountry("XX")).toEqual({
    wanted: "a two-letter ISO 3166 country code such as CA",
  });
});

test("whatever is suggested is a code that would be taken", () => {
  const letters = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  const pairs = letters.flatMap((one) => letters.map((other) => one + other));
  let suggested = 0;
  for (const text of [...pairs, ...iso31661Reserved.map(({ name }) => name)]) {
    const code = countryMeant(text);
    if (code === undefined) continue;
    suggested += 1;
    expect(readCountry(code)).toEqual({ value: code });
  }
  expect(suggested).toBeGreaterThan(10);
});

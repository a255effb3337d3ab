import { iso31661, iso31661Reserved } from "iso-3166";
import { expect, test } from "vitest";
import { readCountry } from "../src/item/country.ts";
import { countryMeant } from "../src/item/country-names.ts";

test.each([
  ["Germany", "DE"],
  ["canada", "CA"],
  [" United States ", "US"],
  ["United States of America", "US"],
  ["the United States", "US"],
  ["U.S.A.", "US"],
  ["USA", "US"],
  ["UK", "GB"],
  ["U.K.", "GB"],
  ["England", "GB"],
  ["el", "GR"],
  ["EN", "GB"],
  ["SP", "ES"],
  ["JA", "JP"],
  ["SW", "SE"],
  ["DEU", "DE"],
  ["Netherlands", "NL"],
  ["The Netherlands", "NL"],
  ["Côte d'Ivoire", "CI"],
  ["Cote d’Ivoire", "CI"],
  ["Türkiye", "TR"],
  ["Turkey", "TR"],
  ["Iran", "IR"],
  ["Taiwan", "TW"],
  ["Viet Nam", "VN"],
  ["VIETNAM", "VN"],
  ["South Korea", "KR"],
  ["Republic of Korea", "KR"],
  ["Democratic Republic of the Congo", "CD"],
  ["Congo", "CG"],
  ["Bosnia & Herzegovina", "BA"],
  ["Trinidad and Tobago", "TT"],
  ["Virgin Islands", ""],
  ["Saint Martin", "MF"],
  ["Narnia", ""],
  ["ZZ", ""],
  ["", ""],
  ["-", ""],
  ["toString", ""],
  ["x".repeat(100_000), ""],
])("%s is taken for %j", (text, code) => {
  expect(countryMeant(text) ?? "").toBe(code);
});

test("every country's own name, and its three letters, lead to it", () => {
  for (const { name, alpha2, alpha3 } of iso31661) {
    expect([name, countryMeant(name), countryMeant(alpha3)]).toEqual([name, alpha2, alpha2]);
  }
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

test("a name is refused, and the code suggested", () => {
  expect(readCountry("Germany")).toEqual({
    wanted: "a two-letter ISO 3166 country code such as CA; did you mean DE",
  });
  expect(readCountry("XX")).toEqual({ wanted: "a two-letter ISO 3166 country code such as CA" });
});

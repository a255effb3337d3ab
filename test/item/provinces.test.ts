import { iso31662 } from "iso-3166/2.js";
import { expect, test } from "vitest";
import { isPlaceholderProvince } from "../../src/item/country/placeholder-provinces.ts";
import { provincesOf } from "../../src/item/country/provinces.ts";
import { isPlaceholder } from "../../src/item/placeholder.ts";

test("a country's provinces are the codes after the dash", () => {
  expect(provincesOf("CA").toSorted()).toEqual([
    "AB",
    "BC",
    "MB",
    "NB",
    "NL",
    "NS",
    "NT",
    "NU",
    "ON",
    "PE",
    "QC",
    "SK",
    "YT",
  ]);
  expect(provincesOf("JP")).toContain("13");
  expect(provincesOf("US")).toContain("DC");
});

test.each(["", " ", "ca", "C", "ZZ", "XK", "CAN", "\nCA", "AB BC", "01"])(
  "%j is no country with provinces",
  (country) => {
    expect(provincesOf(country)).toEqual([]);
  },
);

test("the provinces that look like a placeholder are those of the table", () => {
  const provinces = iso31662.map(({ code }) => code.split("-"));
  const alike = provinces.filter(([, province = ""]) => isPlaceholder(province));
  expect(alike).toContainEqual(["IT", "NA"]);
  expect(
    provinces.filter(([country = "", province = ""]) => isPlaceholderProvince(country, province)),
  ).toEqual(alike);
});

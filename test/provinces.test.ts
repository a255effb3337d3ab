import { expect, test } from "vitest";
import { provincesOf } from "../src/item/country/provinces.ts";

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

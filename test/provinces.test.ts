import { iso31661 } from "iso-3166/1.js";
import { iso31662 } from "iso-3166/2.js";
import { expect, test } from "vitest";
import { provincesOf } from "../src/item/provinces.ts";

test("the provinces of every country are those of the package iso-3166", () => {
  const listed = new Map(iso31661.map(({ alpha2 }) => [alpha2, [] as string[]]));
  for (const { code } of iso31662) listed.get(code.slice(0, 2))?.push(code.slice(3));
  expect([...listed.values()].flat()).toHaveLength(iso31662.length);
  for (const [country, codes] of listed) {
    expect([country, ...provincesOf(country)]).toEqual([country, ...codes.toSorted()]);
  }
});

test.each(["", " ", "ca", "C", "ZZ", "XK", "CAN", "\nCA", "AB BC", "01"])(
  "%j is no country with provinces",
  (country) => {
    expect(provincesOf(country)).toEqual([]);
  },
);

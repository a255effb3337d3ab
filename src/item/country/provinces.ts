// The subdivisions of ISO 3166-2. The table takes some 20 ms to load, which only what doubts a change should pay for.
import { iso31662 } from "iso-3166/2.js";

const provinces = new Map<string, string[]>();

/** The codes of a country in capitals, the part after the dash; empty where ISO lists nothing, or knows no such country. */
export function provincesOf(country: string): readonly string[] {
  if (provinces.size === 0) {
    for (const { code } of iso31662) {
      const [of = "", province = ""] = code.split("-");
      const codes = provinces.get(of);
      if (codes === undefined) provinces.set(of, [province]);
      else codes.push(province);
    }
  }
  return provinces.get(country) ?? [];
}

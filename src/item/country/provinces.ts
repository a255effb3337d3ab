// The subdivisions of ISO 3166-2. The table takes some 20 ms to load, so only checks of a change should load it.
import { iso31662 } from "iso-3166/2.js";

const provinces = new Map<string, string[]>();

/** The codes for a country in capitals, without the country and the dash; empty if ISO lists none. */
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

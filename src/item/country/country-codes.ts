// The codes of all countries that Shopify knows.
import { iso31661 } from "iso-3166/1.js"; // the whole package would take ten times as long to load

/** Shopify's CountryCode has some beyond the assigned codes of ISO: Ascension, Tristan da Cunha, Kosovo. */
export const countryCodes: readonly string[] = [
  ...iso31661.map(({ alpha2 }) => alpha2),
  "AC",
  "TA",
  "XK",
];

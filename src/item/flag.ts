// Fields with true or false, which are never empty. Spreadsheets write TRUE, or the word in their language.
import { z } from "zod";
import type { Field } from "./field.ts";

const words = new Map<string, boolean>([
  ...["true", "yes", "y", "1", "wahr", "ja", "vrai", "oui"].map((w) => [w, true] as const),
  ...["false", "no", "n", "0", "falsch", "nein", "faux", "non"].map((w) => [w, false] as const),
]);

export const flag: Field<boolean> = {
  writable: true,
  kind: "flag",
  holds: "true or false; also yes and no, 1 and 0, and what German and French spreadsheets write",
  wire: z.boolean(),
  read(text) {
    // Programs write a column with gaps as numbers with decimals: 1.0 or 0,00.
    const word = text.trim().replace(/^([01])[.,]0{1,3}$/, "$1");
    const value = words.get(word.toLowerCase());
    return value === undefined ? { wanted: "true or false" } : { value };
  },
  write: String,
  canonical: String,
};

/** The program that tracks the stock, as a column in Shopify's product sheets. */
export const tracker: Field<boolean> = {
  ...flag,
  read: (text) =>
    text.trim().toLowerCase() === "shopify"
      ? { value: true }
      : { wanted: "shopify, or an empty cell, which leaves tracking as it is" },
};

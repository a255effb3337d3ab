// Fields with true or false, which are never empty. Spreadsheets write TRUE, or the word in their language.
import { z } from "zod";
import type { Field } from "./field.ts";

const meanings = (yes: string, no: string): ReadonlyMap<string, boolean> =>
  new Map([
    ...yes.split(" ").map((word) => [word, true] as const),
    ...no.split(" ").map((word) => [word, false] as const),
  ]);

const words = meanings("true yes y 1 wahr ja vrai oui", "false no n 0 falsch nein faux non");

/** Words that are not read, because they are no usual form of a flag, but that leave no doubt. */
const probableWords = meanings(
  "t on enabled checked ✓ ✔ ☑ verdadero sí si vero sì verdadeiro sim waar sant sand prawda tak tosi",
  "f off disabled unchecked ✗ ✘ ☐ falso não nao onwaar nee falskt falsk nej fałsz nie epätosi",
);

export const flag: Field<boolean> = {
  writable: true,
  kind: "flag",
  holds: "true or false; also yes and no, 1 and 0, and what German and French spreadsheets write",
  wire: z.boolean(),
  read(text) {
    // Programs write a column with gaps as numbers with decimals: 1.0 or 0,00.
    const word = text.trim().replace(/^([01])[.,]0{1,3}$/, "$1");
    const value = words.get(word.toLowerCase());
    if (value !== undefined) return { value };
    const bare = word.toLowerCase().replace(/^["'([{]|["')\]}.!;]$/g, "");
    const meant = words.get(bare) ?? probableWords.get(bare);
    const wanted = "true or false";
    return meant === undefined ? { wanted } : { wanted, probably: String(meant) };
  },
  write: String,
  canonical: String,
};

const isYes = (text: string): boolean => {
  const reading = flag.read(text);
  return ("value" in reading ? String(reading.value) : reading.probably) === "true";
};

/** The program that tracks the stock, as a column in Shopify's product sheets. */
export const tracker: Field<boolean> = {
  ...flag,
  read: (text) =>
    text.trim().toLowerCase() === "shopify"
      ? { value: true }
      : {
          wanted: "shopify, or an empty cell, which leaves tracking as it is",
          ...(isYes(text) && { probably: "shopify" }),
        },
};

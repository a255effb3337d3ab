// What it takes to be a field of an item. The kinds of field stand beside this file, the table of all of them in fields.ts.
import { z } from "zod";

/** What a cell came to: a value to send, or a phrase that says what would have been wanted. */
export type Reading<V> =
  | { readonly value: V; readonly by?: readonly ReadRule[] }
  | { readonly wanted: string };

/** A rule that made a value of a cell that is not written as its field is; the plan counts such cells. */
export interface ReadRule {
  readonly kind: "country_name" | "currency_sign" | "hs_prefix" | "rounded";
  /** What was done to the cell, as in `read by country name`. */
  readonly rule: string;
}

/** What was said about the whole sheet, since no single cell can tell. */
export interface ReadingRules {
  /** The mark before the decimals; the other one then groups thousands and does nothing else. */
  readonly decimal?: "." | ",";
  /** The program that wrote the sheet puts a point before decimals, so that `1.234` has one reading. */
  readonly writesPoint?: boolean;
  /** Puts the leading zero back that an HS code of an odd length has lost. */
  readonly fixHsZeros?: boolean;
  /** HS codes of 9 and 11 digits are whole. */
  readonly keepHsCodes?: boolean;
  /** The shop's, as in `CAD`, where it is known. */
  readonly currency?: string;
}

// Methods, not properties: a table of fields with different V is then one type to walk over.
export interface Field<V> {
  readonly writable: boolean;
  /** What it is to a spreadsheet; `kept` is text that none converts. */
  readonly kind: "text" | "number" | "flag" | "country" | "kept";
  /** What its cell may hold, for people. */
  readonly holds: string;
  /** What `[clear]` sets; absent where the shop does not allow "none". */
  readonly cleared?: V;
  /** Checks what the API answers and brings it to V. */
  readonly wire: z.ZodType<V>;
  /** Whether a shop can have kept the value, which is not nothing; absent: any. */
  canKeep?(value: V): boolean;
  /** Reads the text of a cell that is neither blank nor `[clear]`. */
  read(text: string, how?: ReadingRules): Reading<V>;
  /** What the shop can keep of a value that `read` gave and that is not the old one; absent: all of it. */
  round?(value: V, how: ReadingRules): Reading<V>;
  /** The text of the cell that stands for a value; `read` gives the same value back. */
  write(value: V): string;
  /** Equal exactly when two values mean the same to the shop. */
  canonical(value: V): string | null;
}

export function same<V>(field: Field<V>, a: V, b: V): boolean {
  return a === b || field.canonical(a) === field.canonical(b);
}

/** True for null, and for a list with nothing in it. */
export function isNothing<V>(field: Field<V>, value: V): boolean {
  return field.canonical(value) === null;
}

/** `""` and null are one thing to Shopify; an absent key is read as null. */
export const wireText = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .transform((text) => (text === undefined || text === "" ? null : text));

/** A column that is exported and never sent. */
export const readOnlyText: Field<string | null> = {
  writable: false,
  kind: "kept",
  holds: "as exported",
  wire: wireText,
  read: (text) => ({ value: text }),
  write: (value) => value ?? "",
  canonical: (value) => value,
};

// The interface of a field of an item. The fields themselves are in files next to this one; fields.ts has the table of
// all.
import { z } from "zod";

/** The result of reading a cell: a value to send, or what is wrong with it. */
export type Reading<V> = { readonly value: V; readonly by?: readonly ReadRule[] } | Unread;

export interface Unread {
  /** A phrase that says what is wanted instead. */
  readonly wanted: string;
  /** The text that was probably meant, if there is only one. It is shown to people and never sent. */
  readonly probably?: string;
  /** The amount that has the sign of another currency: no edit if it is the old value, and never sent. */
  readonly amount?: string;
}

/** A rule for reading a cell that is not in the form of its field; the plan counts such cells. */
export interface ReadRule {
  readonly kind: "country_name" | "currency_sign" | "hs_prefix" | "hs_zero" | "rounded";
  /** What was done to the cell, as in `read by country name`. */
  readonly rule: string;
}

/** Facts about the whole sheet that a single cell does not show. */
export interface ReadingRules {
  /** The decimal mark; the other mark then only groups thousands. */
  readonly decimal?: "." | ",";
  /** The program that wrote the sheet uses a decimal point, so `1.234` is certain. */
  readonly writesPoint?: boolean;
  /** Adds a leading zero to HS codes of an odd length. */
  readonly fixHsZeros?: boolean;
  /** HS codes of 9 and 11 digits are complete. */
  readonly keepHsCodes?: boolean;
  /** The currency of the shop, as in `CAD`, if known. */
  readonly currency?: string;
}

// Methods, not properties: the compiler then accepts fields with different V in one table.
export interface Field<V> {
  readonly writable: boolean;
  /** How spreadsheets treat the column; `kept` is text that they do not convert. */
  readonly kind: "text" | "number" | "flag" | "country" | "kept";
  /** The allowed content of a cell, for people. */
  readonly holds: string;
  /** The value that `[clear]` sets; absent if the shop does not allow an empty field. */
  readonly cleared?: V;
  /** Checks a value from the API and converts it to V. */
  readonly wire: z.ZodType<V>;
  /** Whether a shop can have stored this value, which is not empty; absent: any value. */
  canKeep?(value: V): boolean;
  /** Reads the text of a cell that is neither blank nor `[clear]`. */
  read(text: string, rules?: ReadingRules): Reading<V>;
  /** Rounds a new value to one that the shop can store; absent: it can store any. */
  round?(value: V, rules: ReadingRules): Reading<V>;
  /** The cell for a value; `read` returns the same value for it. */
  write(value: V): string;
  /** Equal for two values that mean the same to the shop, different for others. */
  canonical(value: V): string | null;
}

export function same<V>(field: Field<V>, a: V, b: V): boolean {
  return a === b || field.canonical(a) === field.canonical(b);
}

/** True for null and for an empty list. */
export function isNothing<V>(field: Field<V>, value: V): boolean {
  return field.canonical(value) === null;
}

/** `""` and null mean the same to Shopify; an absent key is read as null. */
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

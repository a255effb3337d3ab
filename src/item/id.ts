// The id of an inventory item: it has 64 bits, so it is always a string of digits and never a number.
import { z } from "zod";
import type { Field } from "./field.ts";

const pattern = /^[1-9]\d{0,18}$/;

/** True for an id that may be part of a URL, unlike `../products/1`. */
export function isId(text: string): boolean {
  return pattern.test(text);
}

export const wantedId = "an id of 1 to 19 digits without a leading zero";

/** An id in a file. */
export const idText = z.string().regex(pattern, { error: `wanted ${wantedId}` });

export const id: Field<string> = {
  writable: false,
  kind: "text",
  holds: "1 to 19 digits; this column, sku or admin_graphql_api_id must be there",
  wire: z
    .union([z.string(), z.int().transform(String)])
    .refine(isId, { error: `wanted ${wantedId}` }),
  read: (text) => (isId(text.trim()) ? { value: text.trim() } : { wanted: wantedId }),
  write: (value) => value,
  canonical: (value) => value,
};

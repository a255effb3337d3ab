// The errors that a mutation reports of its values, in the words of REST: the field's name, and what the shop said.
import type { FieldName, Patch } from "../../../item/fields.ts";
import { excerpt } from "../../answer.ts";
import { Flaw } from "../client.ts";
import { fieldOfInput, isNode } from "../wire.ts";

export interface UserError {
  /** Where in the input, as in `["variants", "1", "inventoryItem", "cost"]`; empty if the shop does not say. */
  readonly path: readonly string[];
  readonly message: string;
}

export function userErrorsOf(payload: unknown): readonly UserError[] {
  const list = isNode(payload) ? payload.userErrors : undefined;
  if (!Array.isArray(list) || !list.every(isNode)) throw new Flaw("a result without userErrors");
  return list.map(({ field, message }) => ({
    path: Array.isArray(field) ? field.map(String) : [],
    message: typeof message === "string" ? message : "",
  }));
}

/** As in `answered: cost must be greater than or equal to 0`. */
export function refusalOf(errors: readonly UserError[]): string {
  const named = errors.filter(({ path }) => fieldOf(path) !== undefined);
  // A variant with a wrong value has a second error, which does not name the field.
  const words = (named.length > 0 ? named : errors).map(wordsOf);
  return `answered: ${excerpt([...new Set(words)].join("; "))}`;
}

function wordsOf({ path, message }: UserError): string {
  const field = fieldOf(path);
  if (field === undefined) return message;
  // An update of variants calls the cost so.
  const spoken = ["cost per item", field.replaceAll("_", " ")];
  const start = spoken.find((words) => message.toLowerCase().startsWith(`${words} `));
  return start === undefined ? `${field}: ${message}` : `${field}${message.slice(start.length)}`;
}

/** The first part of a path that is a field; what follows may be the HS code of a country. */
function fieldOf(path: readonly string[]): FieldName | undefined {
  return path.map((key) => fieldOfInput.get(key)).find((name) => name !== undefined);
}

/** Whether one of the errors is about a value of the patch. */
export const areAbout = (patch: Patch, errors: readonly UserError[]): boolean =>
  errors.some(({ path }) => {
    const field = fieldOf(path);
    return field !== undefined && patch[field] !== undefined;
  });

/** Which variant of a list an error is about; undefined if it does not say. */
export function variantIn({ path: [root, at] }: UserError): number | undefined {
  return root === "variants" && at !== undefined && /^\d+$/.test(at) ? Number(at) : undefined;
}

// Checks values that were stored in a run or a base: a value is valid if the wire schema of its field would not change
// it.
import { z } from "zod";
import { isNothing, type ReadingRules, same, wireText } from "./field.ts";
import { type FieldName, fields, isFieldName, type Value } from "./fields.ts";

/** The name of a field that is sent to the shop. */
export const isWritableName = (name: string): name is FieldName =>
  isFieldName(name) && fields[name].writable;

/** Whether this is a value of the field, in the same form as in an item. */
export function isValueOf(name: FieldName, value: unknown): value is Value {
  return valueCheckOf(name)(value);
}

/** The same for many values of a field: a base can have a million rows. */
export function valueCheckOf(name: FieldName): (value: unknown) => boolean {
  const { wire, cleared } = fields[name];
  // The same result as by the schema, but faster.
  if (wire === wireText) return (value) => value === null || typeof value === "string";
  if (wire instanceof z.ZodBoolean) return (value) => typeof value === "boolean";
  return (value) => {
    if (Array.isArray(value) && value.length === 0) return Array.isArray(cleared);
    const { success, data } = wire.safeParse(value);
    if (!success || value === undefined) return false;
    return (
      data === value || (Array.isArray(value) && JSON.stringify(data) === JSON.stringify(value))
    );
  };
}

/** The most characters of a text in Shopify. */
const longestText = 255;

/** The rules that accept the most cells. */
const asWritten: ReadingRules = { decimal: ".", writesPoint: true, keepHsCodes: true };

/** Whether a cell of a sheet can have had this value. */
export function canBeAsked(name: FieldName, value: Value): boolean {
  const field = fields[name];
  if (isNothing(field, value)) return field.cleared !== undefined;
  // Entries of other countries come from the shop, which has its own rules.
  if (Array.isArray(value)) return canBeRestored(name, value);
  const reading = field.read(field.write(value), asWritten);
  return "value" in reading && same(field, reading.value, value);
}

/** Whether an undo may restore this value: a shop can have had it. */
export function canBeRestored(name: FieldName, value: Value): boolean {
  const field = fields[name];
  if (isNothing(field, value)) return true;
  if (field.canKeep !== undefined) return field.canKeep(value);
  return field.write(value).length <= longestText;
}

// The changes of a row as texts, field by field.
import { type FieldName, fields } from "../item/fields.ts";
import type { Changes } from "../plan/decision.ts";
import { visible } from "../visible.ts";
import { orEmpty } from "../words.ts";

export interface WrittenChange {
  readonly field: FieldName;
  /** The text of a cell; empty if there is no value. */
  readonly before: string;
  readonly after: string;
}

export function fieldChanges(changes: Changes | undefined): WrittenChange[] {
  return Object.entries(changes ?? {}).map(([key, { from, to }]) => {
    const field = key as FieldName;
    return { field, before: fields[field].write(from), after: fields[field].write(to) };
  });
}

/** As in `12.00 → 12.50` or `12.00 → (empty)`; what nobody sees is an escape. */
export function beforeAndAfter({ before, after }: WrittenChange): string {
  return visible(`${orEmpty(before)} → ${orEmpty(after)}`);
}

/** As in `cost: 12.00 → 12.50; tracked: true → false`. */
export function describeChanges(changes: Changes | undefined): string {
  if (changes === undefined) return "";
  return fieldChanges(changes)
    .map((change) => `${change.field}: ${beforeAndAfter(change)}`)
    .join("; ");
}

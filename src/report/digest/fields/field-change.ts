// The changes of a row one by one, for all that counts them.
import type { FieldName, Value } from "../../../item/fields.ts";
import type { Changes } from "../../../plan/decision.ts";

export interface FieldChange {
  readonly name: FieldName;
  readonly from: Value;
  readonly to: Value;
}

export function changesIn(changes: Changes): readonly FieldChange[] {
  const all: FieldChange[] = [];
  for (const key of Object.keys(changes)) {
    const name = key as FieldName;
    const change = changes[name];
    if (change !== undefined) all.push({ name, from: change.from, to: change.to });
  }
  return all;
}

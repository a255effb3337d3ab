// Changes in words, for people.
import { type FieldName, fields } from "../item/fields.ts";
import type { Changes } from "../plan/decision.ts";

export interface ChangeWords {
  readonly field: FieldName;
  /** As a cell would show it; empty where there is nothing. */
  readonly before: string;
  readonly after: string;
}

export function changesOf(changes: Changes | undefined): ChangeWords[] {
  return Object.entries(changes ?? {}).map(([key, { from, to }]) => {
    const field = key as FieldName;
    return { field, before: fields[field].write(from), after: fields[field].write(to) };
  });
}

/** As in `12.00 → 12.50`, or `12.00 → nothing`. */
export function arrow({ before, after }: ChangeWords): string {
  return `${before || "nothing"} → ${after || "nothing"}`;
}

/** As in `cost: 12.00 → 12.50; tracked: true → false`. */
export function changesInWords(changes: Changes | undefined): string {
  return changesOf(changes)
    .map((change) => `${change.field}: ${arrow(change)}`)
    .join("; ");
}

// What it takes to undo a change: put back what was there, unless somebody has changed it since.
import { type FieldName, fields, type Item, type Value } from "../item/fields.ts";
import { same } from "../item/field.ts";
import type { Change, Changes, Decision } from "./decision.ts";
import type { Question } from "./make-plan.ts";

/**
 * The way back of those fields of a change that a run has changed, as a row of a plan. `left` is what the shop made of
 * those that it did not take as they were sent.
 */
export function reversalOf(
  change: Change,
  changed: readonly FieldName[],
  left: Readonly<Partial<Record<FieldName, Value>>>,
  line: number,
): Question {
  const back: Changes = Object.fromEntries(
    Object.entries(change.changes)
      .filter(([name]) => changed.includes(name as FieldName))
      .map(([name, { from, to }]) => [
        name,
        { from: name in left ? (left[name as FieldName] ?? null) : to, to: from },
      ]),
  );
  return { id: change.id, decide: (live) => decideBack(line, change.id, back, live) };
}

function decideBack(line: number, id: string, back: Changes, live: Item | undefined): Decision {
  if (live === undefined) {
    return { line, id, decision: "not_found", message: "the shop no longer has this item" };
  }
  const { sku } = live;
  const changes: Partial<Record<FieldName, { from: Value; to: Value }>> = {};
  const moved: string[] = [];
  for (const [key, { from, to }] of Object.entries(back)) {
    const name = key as FieldName;
    const field = fields[name];
    const held = live[name];
    if (same(field, held, to)) continue;
    changes[name] = { from: held, to };
    if (same(field, held, from)) continue;
    const [set, now, then] = [from, held, to].map((value) => field.write(value) || "nothing");
    moved.push(`${name} was to become ${set}, is ${now} by now, and was ${then} before`);
  }
  if (moved.length > 0) {
    const message = `changed in the shop since that run, and left as it is: ${moved.join("; ")}`;
    return { line, id, sku, decision: "conflict", message, changes };
  }
  if (Object.keys(changes).length === 0) return { line, id, sku, decision: "unchanged" };
  return { line, id, sku, decision: "change", changes };
}

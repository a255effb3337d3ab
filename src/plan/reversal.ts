// The undo of a change: restores the old values, unless they were changed again later.
import { type FieldName, fields, type Item, type Value } from "../item/fields.ts";
import { same } from "../item/field.ts";
import { orEmpty } from "../words.ts";
import type { Change, Changes, Decision } from "./decision.ts";
import type { Question } from "./make-plan.ts";

/**
 * Restores those fields of a change that a run has changed, as a row of a plan. `left` has the values of fields that
 * the shop changed to something else than was sent.
 */
export function reversalOf(
  change: Change,
  changed: readonly FieldName[],
  left: Readonly<Partial<Record<FieldName, Value>>>,
  line: number,
): Question {
  const reverse: Changes = Object.fromEntries(
    Object.entries(change.changes)
      .filter(([name]) => changed.includes(name as FieldName))
      .map(([name, { from, to }]) => [
        name,
        { from: name in left ? (left[name as FieldName] ?? null) : to, to: from },
      ]),
  );
  const { id, product, variant } = change;
  const names = {
    ...(product !== undefined && { product }),
    ...(variant !== undefined && { variant }),
  };
  const decide = (live: Item | undefined): Decision => {
    const decision = decideReversal(line, id, reverse, live);
    return decision.decision === "unchanged" ? decision : { ...decision, ...names };
  };
  return { id, decide };
}

function decideReversal(
  line: number,
  id: string,
  reverse: Changes,
  live: Item | undefined,
): Decision {
  if (live === undefined) {
    return { line, id, decision: "not_found", message: "the shop no longer has this item" };
  }
  const { sku } = live;
  const changes: Partial<Record<FieldName, { from: Value; to: Value }>> = {};
  const moved: string[] = [];
  for (const [key, { from, to }] of Object.entries(reverse)) {
    const name = key as FieldName;
    const field = fields[name];
    const current = live[name];
    if (same(field, current, to)) continue;
    changes[name] = { from: current, to };
    if (same(field, current, from)) continue;
    const [set, now, before] = [from, current, to].map((value) => orEmpty(field.write(value)));
    moved.push(`${name}: the run set ${set} (was ${before}); now it is ${now}`);
  }
  if (moved.length > 0) {
    const message = `changed in the shop since that run; left as it is: ${moved.join("; ")}`;
    return { line, id, sku, decision: "conflict", message, changes };
  }
  if (Object.keys(changes).length === 0) return { line, id, sku, decision: "unchanged" };
  return { line, id, sku, decision: "change", changes };
}

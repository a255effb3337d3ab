// A change and an item of the shop side by side: what still has to be sent, what has moved, what the shop did not keep,
// and what a run has changed.
import { type FieldName, fields, type Item, type Patch, type Value } from "../item/fields.ts";
import { same } from "../item/field.ts";
import type { Change } from "../plan/decision.ts";
import { orEmpty } from "../words.ts";
import { changedFields, type Outcome } from "./outcome.ts";

/** The fields that still have to be sent; `moved` if a field has neither the old nor the new value. */
export function compare(change: Change, live: Item): { patch: Patch; moved?: string } {
  const patch: Partial<Record<FieldName, Value>> = {};
  const other = otherSku(change, live);
  const moved = other === undefined ? [] : [other];
  for (const [key, { from, to }] of Object.entries(change.changes)) {
    const name = key as FieldName;
    const field = fields[name];
    if (same(field, live[name], to)) continue;
    if (same(field, live[name], from)) patch[name] = to;
    else
      moved.push(
        `${name}: planned ${show(name, from)} → ${show(name, to)}; now it is ${show(name, live[name])}`,
      );
  }
  if (moved.length === 0) return { patch };
  return { patch, moved: `changed in the shop since the plan: ${moved.join("; ")}` };
}

/** Set if the item no longer has the SKU by which its row was matched. */
export function otherSku({ by_sku, sku = null }: Change, live: Item): string | undefined {
  if (by_sku !== true || live.sku === sku) return undefined;
  return `sku: the row was matched by ${show("sku", sku)}; now it is ${show("sku", live.sku)}`;
}

/** The SKU of `otherSku`, seen in the answer to an update. */
export const lateConflict = (other: string): string =>
  `${other}; this was noticed only after the change was sent, and the shop has kept the change`;

export function notKept(patch: Patch, item: Item): string | undefined {
  const notTaken = Object.entries(patch).flatMap(([key, sent]) => {
    const name = key as FieldName;
    const current = item[name];
    if (same(fields[name], current, sent)) return [];
    return [`${name}: sent ${show(name, sent)}; the shop has ${show(name, current)}`];
  });
  return notTaken.length === 0 ? undefined : `accepted but not kept: ${notTaken.join("; ")}`;
}

export const show = (name: FieldName, value: Value): string => orEmpty(fields[name].write(value));

/** Why there is nothing to send; `doubtful` if this run may have sent it before, with no outcome to show it. */
export const alreadyThere = (doubtful: boolean): string =>
  doubtful
    ? "the shop already has these values: the interrupted run has sent them, or somebody else"
    : "the shop already had these values";

interface RowFacts {
  /** Requests for the row. */
  readonly attempts: number;
  /** The fields that were sent, with their values before. */
  readonly sent: ReadonlyMap<string, Value>;
  /** The item now; undefined if the shop does not know it. */
  readonly live: Item | undefined;
  readonly message?: string | undefined;
  readonly requestId?: string | undefined;
}

/** The outcome of a change, with what an undo has to know. */
export function outcomeOf(
  change: Change,
  outcome: Outcome["outcome"],
  { attempts, sent, live, message, requestId }: RowFacts,
): Outcome {
  return {
    line: change.line,
    id: change.id,
    outcome,
    attempts,
    ...(outcome === "unknown" ? {} : changedByRun(change, sent, outcome, live)),
    ...(message === undefined ? {} : { message }),
    ...(requestId === undefined ? {} : { request_id: requestId }),
  };
}

/** For an undo: the fields that this run has changed, and the values that the shop made of them. */
function changedByRun(
  change: Change,
  sent: ReadonlyMap<string, Value>,
  outcome: Outcome["outcome"],
  live: Item | undefined,
): Pick<Outcome, "changed" | "left"> {
  const all = Object.entries(change.changes) as [FieldName, { from: Value; to: Value }][];
  const left: Partial<Record<FieldName, Value>> = {};
  const changed = all.flatMap(([name, { to }]) => {
    if (live === undefined || !sent.has(name)) return [];
    if (same(fields[name], live[name], to)) return [name];
    // Another value is our change only if the answer to our PUT shows it; otherwise somebody else has set it.
    if (outcome !== "failed" || same(fields[name], live[name], sent.get(name) ?? null)) return [];
    left[name] = live[name];
    return [name];
  });
  const names = all.map(([name]) => name);
  return {
    ...(changed.length === changedFields({ outcome }, names).length ? {} : { changed }),
    ...(Object.keys(left).length === 0 ? {} : { left }),
  };
}

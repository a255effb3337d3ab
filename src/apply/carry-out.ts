// Applies one change: compares it with the live item, sends a PUT with the fields that still differ, and trusts only the
// shop's answer.
import { type FieldName, fields, type Item, type Patch, type Value } from "../item/fields.ts";
import { same } from "../item/field.ts";
import type { Change } from "../plan/decision.ts";
import { ShopError } from "../shop/shop-error.ts";
import type { Shop } from "../shop/shop.ts";
import { stopwatch } from "../shop/stopwatch.ts";
import { changedFields, type Outcome } from "./outcome.ts";

/** The most PUTs for one row. After each failed one the item is read, and shows that nothing was changed. */
const mostPuts = 5;

export interface LiveItem {
  /** Undefined if the shop does not know it any more. */
  readonly item: Item | undefined;
  /** Whether it was read recently enough to send a PUT. */
  readonly isFresh: () => boolean;
}

interface EarlierAttempts {
  /** PUTs of earlier attempts. */
  readonly earlier: number;
  /** Whether this run may already have changed the item, with no outcome to show it. */
  readonly doubtful: boolean;
}

/** Milliseconds. An item that was read longer ago, or twice the time for a hundred rows ago, is read again. */
const greatestAge = 180_000;
const readTogether = 100;

/** Starts with the request for the items; the result tells whether their values are recent enough. */
export function freshness(shop: Shop): () => boolean {
  const age = stopwatch();
  const most = Math.max(greatestAge, 2000 * shop.forecast({ updates: readTogether }).seconds);
  return () => age() < most;
}

/** `stop` is an error that ends the whole run; its message is also in the outcome. */
export async function carryOut(
  change: Change,
  { item, isFresh }: LiveItem,
  shop: Shop,
  { earlier, doubtful }: EarlierAttempts,
): Promise<{ outcome: Outcome; stop?: ShopError }> {
  let live = item;
  let mayLeave = isFresh;
  let attempts = earlier;
  let puts = 0;
  /** Of the last PUT, whose effect is not known until the item is read. */
  let lastError: ShopError | undefined;
  /** The fields that were sent, with their values before. */
  const sent = new Map<string, Value>();
  const all = Object.keys(change.changes) as FieldName[];
  if (doubtful) for (const name of all) sent.set(name, change.changes[name]?.from ?? null);

  const resultOf = (
    outcome: Outcome["outcome"],
    message?: string,
    requestId?: string,
  ): { outcome: Outcome } => ({
    outcome: {
      line: change.line,
      id: change.id,
      outcome,
      attempts,
      ...(outcome === "unknown" ? {} : changedByRun(change, sent, outcome, live)),
      ...(message === undefined ? {} : { message }),
      ...(requestId === undefined ? {} : { request_id: requestId }),
    },
  });
  /** Reads the item again; returns a result if that failed. */
  const readAgain = async (): Promise<{ outcome: Outcome; stop?: ShopError } | undefined> => {
    const isRecent = freshness(shop);
    try {
      live = await shop.item(change.id);
      mayLeave = isRecent;
      return undefined;
    } catch (error) {
      if (!(error instanceof ShopError)) throw error;
      const { message, requestId } = error;
      if (lastError === undefined)
        return { ...resultOf("not_attempted", message, requestId), ...stopAfter(error) };
      const both = `${lastError.message}; reading the item back also failed: ${message}`;
      return { ...resultOf("unknown", both, lastError.requestId), ...stopAfter(error) };
    }
  };

  // Only this request is sure: a list may omit an existing item, and `failed` is final.
  if (live === undefined) {
    const failed = await readAgain();
    if (failed !== undefined) return failed;
  }
  for (;;) {
    const refused = lastError?.kind === "refused";
    if (live === undefined) {
      const gone = refused ? lastError?.message : "the shop no longer has this item";
      return resultOf("failed", gone, lastError?.requestId);
    }
    const { patch, moved } = compare(change, live);
    if (moved !== undefined) return resultOf("conflict", moved);
    if (Object.keys(patch).length === 0)
      return resultOf("updated", updatedMessage(lastError, doubtful), lastError?.requestId);
    if (lastError !== undefined && (refused || puts === mostPuts))
      return resultOf("failed", lastError.message, lastError.requestId);
    const before = live;
    const recordSent = (): void => {
      for (const name of Object.keys(patch) as FieldName[]) sent.set(name, before[name]);
    };
    try {
      const update = await shop.update(change.id, patch, () => mayLeave());
      attempts += update.attempts;
      live = update.item;
      recordSent();
      const dropped = notKept(patch, live);
      if (dropped !== undefined) return resultOf("failed", dropped, update.requestId);
      const other = otherSku(change, live);
      if (other === undefined) return resultOf("updated", undefined, update.requestId);
      const late = `${other}; this was noticed only after the change was sent, and the shop has kept the change`;
      return resultOf("conflict", late, update.requestId);
    } catch (error) {
      if (!(error instanceof ShopError)) throw error;
      attempts += error.attempts;
      const { kind, message, requestId } = error;
      if (kind === "fault" || kind === "refused") {
        lastError = error;
        puts += 1;
        recordSent();
      } else if (kind !== "stale") {
        // The item is unchanged, and a later attempt may succeed.
        return { ...resultOf("not_attempted", message, requestId), ...stopAfter(error) };
      }
    }
    // Read even after a refusal, since `failed` is final.
    if (lastError?.kind === "fault") await shop.backOff(puts).catch(() => undefined);
    const failed = await readAgain();
    if (failed !== undefined) return failed;
  }
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

/** Why a change counts as done although no answer to a PUT shows it. */
function updatedMessage(lost: ShopError | undefined, doubtful: boolean): string {
  if (lost?.kind === "refused")
    return "the shop refused the request, but the item has the new values";
  if (lost !== undefined) return "the answer was lost, but the item has the new values";
  if (!doubtful) return "the shop already had these values";
  return "the shop already has these values: the interrupted run has sent them, or somebody else";
}

/** The error if it ends the whole run. */
const stopAfter = (error: ShopError): { stop?: ShopError } =>
  error.kind === "stop" || error.kind === "unsent" ? { stop: error } : {};

/** The fields that still have to be sent; `moved` if a field has neither the old nor the new value. */
function compare(change: Change, live: Item): { patch: Patch; moved?: string } {
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
function otherSku({ by_sku, sku = null }: Change, live: Item): string | undefined {
  if (by_sku !== true || live.sku === sku) return undefined;
  return `sku: the row was matched by ${show("sku", sku)}; now it is ${show("sku", live.sku)}`;
}

function notKept(patch: Patch, item: Item): string | undefined {
  const notTaken = Object.entries(patch).flatMap(([key, sent]) => {
    const name = key as FieldName;
    const current = item[name];
    if (same(fields[name], current, sent)) return [];
    return [`${name}: sent ${show(name, sent)}; the shop has ${show(name, current)}`];
  });
  return notTaken.length === 0 ? undefined : `accepted but not kept: ${notTaken.join("; ")}`;
}

const show = (name: FieldName, value: Value): string => fields[name].write(value) || "(empty)";

// One change carried out: compare with the live item, PUT what still differs, and believe only the shop's answer.
import { type FieldName, fields, type Item, type Patch, type Value } from "../item/fields.ts";
import { same } from "../item/field.ts";
import type { Change } from "../plan/decision.ts";
import { ShopError } from "../shop/shop-error.ts";
import { idsPerList, type Shop } from "../shop/shop.ts";
import { stopwatch } from "../shop/stopwatch.ts";
import { changedFields, type Outcome } from "./outcome.ts";

/** PUTs for one row whose answers were lost, each followed by a reading that shows nothing was changed. */
const mostPuts = 5;

/** The item as it was read; undefined: the shop does not know it any more. */
export interface Reading {
  readonly item: Item | undefined;
  /** Whether a PUT may still leave by it. */
  readonly isFresh: () => boolean;
}

interface Before {
  /** PUTs of earlier tries. */
  readonly earlier: number;
  /** Whether this run may have changed the item without an outcome of it. */
  readonly doubtful: boolean;
}

/** Milliseconds: no PUT leaves by a reading that is older than this, or than twice what a hundred rows take. */
const oldest = 180_000;

/** For a reading that is asked for now, of a hundred rows at most. */
export function freshness(shop: Shop): () => boolean {
  const age = stopwatch();
  const most = Math.max(oldest, 2000 * shop.secondsFor(idsPerList));
  return () => age() < most;
}

/** What becomes of the change. What ends the run is in the outcome's message and in `stop`. */
export async function carryOut(
  change: Change,
  reading: Reading,
  shop: Shop,
  { earlier, doubtful }: Before,
): Promise<{ outcome: Outcome; stop?: ShopError }> {
  let { item: live, isFresh } = reading;
  let attempts = earlier;
  let puts = 0;
  /** Why it is not known, or not believed, what the last PUT came to. */
  let lost: ShopError | undefined;
  /** What each field that was sent held before. */
  const sent = new Map<string, Value>();
  const all = Object.keys(change.changes) as FieldName[];
  if (doubtful) for (const name of all) sent.set(name, change.changes[name]?.from ?? null);

  const end = (
    outcome: Outcome["outcome"],
    message?: string,
    requestId?: string,
  ): { outcome: Outcome } => ({
    outcome: {
      line: change.line,
      id: change.id,
      outcome,
      attempts,
      ...(outcome === "unknown" ? {} : marks(change, sent, outcome, live)),
      ...(message === undefined ? {} : { message }),
      ...(requestId === undefined ? {} : { request_id: requestId }),
    },
  });
  /** Reads the item once more; what ends the row where that fails. */
  const readAgain = async (): Promise<{ outcome: Outcome; stop?: ShopError } | undefined> => {
    const fresh = freshness(shop);
    try {
      live = await shop.item(change.id);
      isFresh = fresh;
      return undefined;
    } catch (error) {
      if (!(error instanceof ShopError)) throw error;
      const { message, requestId } = error;
      if (lost === undefined)
        return { ...end("not_attempted", message, requestId), ...ending(error) };
      const both = `${lost.message}; reading it back: ${message}`;
      return { ...end("unknown", both, lost.requestId), ...ending(error) };
    }
  };

  // A list may leave out an item that is there, and `failed` is final.
  if (live === undefined) {
    const over = await readAgain();
    if (over !== undefined) return over;
  }
  for (;;) {
    const refused = lost?.kind === "refused";
    if (live === undefined) {
      const gone = refused ? lost?.message : "the shop no longer has this item";
      return end("failed", gone, lost?.requestId);
    }
    const { patch, moved } = compare(change, live);
    if (moved !== undefined) return end("conflict", moved);
    if (Object.keys(patch).length === 0)
      return end("updated", how(lost, doubtful), lost?.requestId);
    if (lost !== undefined && (refused || puts === mostPuts))
      return end("failed", lost.message, lost.requestId);
    const before = live;
    const note = (): void => {
      for (const name of Object.keys(patch) as FieldName[]) sent.set(name, before[name]);
    };
    try {
      const update = await shop.update(change.id, patch, () => isFresh());
      attempts += update.attempts;
      live = update.item;
      note();
      const dropped = notKept(patch, live);
      if (dropped !== undefined) return end("failed", dropped, update.requestId);
      const other = otherSku(change, live);
      if (other === undefined) return end("updated", undefined, update.requestId);
      const late = `${other}; the change was sent before that was seen, and the shop holds it`;
      return end("conflict", late, update.requestId);
    } catch (error) {
      if (!(error instanceof ShopError)) throw error;
      attempts += error.attempts;
      const { kind, message, requestId } = error;
      if (kind === "fault" || kind === "refused") {
        lost = error;
        puts += 1;
        note();
      } else if (kind !== "stale") {
        // Nobody has touched the item, and another time it may work.
        return { ...end("not_attempted", message, requestId), ...ending(error) };
      }
    }
    // `failed` is final, so that a refusal is not taken at its word either.
    if (lost?.kind === "fault") await shop.backOff(puts).catch(() => undefined);
    const over = await readAgain();
    if (over !== undefined) return over;
  }
}

/** What of the change is this run's doing, for an undo: as the item now shows what was sent, or something else. */
function marks(
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
    // Somebody else's doing where the item was only read; ours where the answer to our PUT shows it.
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

/** How a change can be done without an answer that shows it. */
function how(lost: ShopError | undefined, doubtful: boolean): string {
  if (lost?.kind === "refused") return "the answer was a refusal; seen by reading the item back";
  if (lost !== undefined) return "the answer was lost; seen by reading the item back";
  if (!doubtful) return "the shop held this already";
  return "the shop holds this; sent before the run was cut short, or by somebody else";
}

/** The error where no other row can fare better after it. */
const ending = (error: ShopError): { stop?: ShopError } =>
  error.kind === "stop" || error.kind === "unsent" ? { stop: error } : {};

/** What of the change is still to be sent; `moved` where a field is neither as planned nor as wanted. */
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
        `${name} was ${show(name, from)} and is ${show(name, live[name])}, not ${show(name, to)}`,
      );
  }
  if (moved.length === 0) return { patch };
  return { patch, moved: `changed in the shop since the plan: ${moved.join("; ")}` };
}

/** What tells that the item is not any more the one that the row's SKU meant. */
function otherSku({ by_sku, sku = null }: Change, live: Item): string | undefined {
  if (by_sku !== true || live.sku === sku) return undefined;
  return `sku was ${show("sku", sku)}, by which the row was matched, and is ${show("sku", live.sku)}`;
}

function notKept(patch: Patch, item: Item): string | undefined {
  const lost = Object.entries(patch).flatMap(([key, sent]) => {
    const name = key as FieldName;
    const held = item[name];
    if (same(fields[name], held, sent)) return [];
    return [`${name} was sent as ${show(name, sent)}, and the shop holds ${show(name, held)}`];
  });
  return lost.length === 0 ? undefined : `accepted but not kept: ${lost.join("; ")}`;
}

const show = (name: FieldName, value: Value): string => fields[name].write(value) || "nothing";

// One change carried out: compare with the live item, PUT what still differs, and believe only the shop's answer.
import { type FieldName, fields, type Item, type Patch, type Value } from "../item/fields.ts";
import { same } from "../item/field.ts";
import type { Change } from "../plan/decision.ts";
import { ShopError } from "../shop/shop-error.ts";
import type { Shop } from "../shop/shop.ts";
import { changedFields, type Outcome } from "./outcome.ts";

/** PUTs for one row whose answers were lost, each followed by a reading that shows nothing was changed. */
const mostPuts = 5;

interface Before {
  /** PUTs of earlier tries. */
  readonly earlier: number;
  /** Whether this run may have changed the item without an outcome of it. */
  readonly doubtful: boolean;
}

/**
 * What becomes of the change, given the item as it was just read; undefined: the shop does not know it any more.
 * What ends the run is in the outcome's message and in `stop`.
 */
export async function carryOut(
  change: Change,
  read: Item | undefined,
  shop: Shop,
  { earlier, doubtful }: Before,
): Promise<{ outcome: Outcome; stop?: ShopError }> {
  let live = read;
  let attempts = earlier;
  const all = Object.keys(change.changes) as FieldName[];
  const sent = new Set<FieldName>(doubtful ? all : []);
  const end = (
    outcome: Outcome["outcome"],
    message?: string,
    requestId?: string,
  ): { outcome: Outcome } => {
    const ours = all.filter((name) => sent.has(name) && isAsWanted(change, name, live));
    const changed = outcome === "unknown" ? all : ours;
    const told = changedFields({ outcome }, all);
    return {
      outcome: {
        line: change.line,
        id: change.id,
        outcome,
        attempts,
        ...(changed.length === told.length ? {} : { changed }),
        ...(message === undefined ? {} : { message }),
        ...(requestId === undefined ? {} : { request_id: requestId }),
      },
    };
  };

  if (live === undefined) {
    // A list may leave out an item that is there, and `failed` is final.
    try {
      live = await shop.item(change.id);
    } catch (error) {
      if (!(error instanceof ShopError)) throw error;
      return { ...end("not_attempted", error.message, error.requestId), ...ending(error) };
    }
  }
  let lost: ShopError | undefined;
  for (let puts = 0; ; puts += 1) {
    const refusal = lost?.kind === "refused" ? lost : undefined;
    if (live === undefined) {
      const gone = "the shop no longer has this item";
      return end("failed", refusal?.message ?? gone, lost?.requestId);
    }
    const { patch, moved } = compare(change, live);
    if (moved !== undefined) return end("conflict", moved);
    if (Object.keys(patch).length === 0) {
      return end("updated", how(lost, attempts, doubtful), lost?.requestId);
    }
    if (lost !== undefined && (refusal !== undefined || puts === mostPuts))
      return end("failed", lost.message, lost.requestId);
    try {
      const update = await shop.update(change.id, patch);
      attempts += update.attempts;
      live = update.item;
      for (const name of Object.keys(patch)) sent.add(name as FieldName);
      const dropped = notKept(patch, live);
      return end(dropped === undefined ? "updated" : "failed", dropped, update.requestId);
    } catch (error) {
      if (!(error instanceof ShopError)) throw error;
      attempts += error.attempts;
      const { kind, message, requestId } = error;
      // Nobody has touched the item, and another time it may work.
      if (kind !== "fault" && kind !== "refused")
        return { ...end("not_attempted", message, requestId), ...ending(error) };
      lost = error;
      for (const name of Object.keys(patch)) sent.add(name as FieldName);
    }
    try {
      // `failed` is final, so that a refusal is not taken at its word either.
      if (lost.kind !== "refused") await shop.backOff(puts + 1);
      live = await shop.item(change.id);
    } catch (error) {
      if (!(error instanceof ShopError)) throw error;
      const message = `${lost.message}; reading it back: ${error.message}`;
      return { ...end("unknown", message, lost.requestId), ...ending(error) };
    }
  }
}

/** How a change can be done without an answer that shows it. */
function how(lost: ShopError | undefined, attempts: number, doubtful: boolean): string {
  if (lost?.kind === "refused") return "the answer was a refusal; seen by reading the item back";
  if (attempts > 0) return "the answer was lost; seen by reading the item back";
  if (!doubtful) return "the shop held this already";
  return "the shop holds this; sent before the run was cut short, or by somebody else";
}

const isAsWanted = (change: Change, name: FieldName, live: Item | undefined): boolean =>
  live !== undefined && same(fields[name], live[name], change.changes[name]?.to ?? null);

/** The error where no other row can fare better after it. */
const ending = (error: ShopError): { stop?: ShopError } =>
  error.kind === "stop" || error.kind === "unsent" ? { stop: error } : {};

/** What of the change is still to be sent; `moved` where a field is neither as planned nor as wanted. */
function compare(change: Change, live: Item): { patch: Patch; moved?: string } {
  const patch: Partial<Record<FieldName, Value>> = {};
  const moved: string[] = [];
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

// One change carried out: compare with the live item, PUT what still differs, and believe only the shop's answer.
import { type FieldName, fields, type Item, type Patch, type Value } from "../item/fields.ts";
import { same } from "../item/field.ts";
import type { Change } from "../plan/decision.ts";
import { ShopError } from "../shop/shop-error.ts";
import type { Shop } from "../shop/shop.ts";
import type { Outcome } from "./outcome.ts";

/** PUTs for one row whose answers were lost, each followed by a reading that shows nothing was changed. */
const mostPuts = 5;

/**
 * What becomes of the change, given the item as it was just read; undefined: the shop does not know it any more.
 * `attempts` are the PUTs of earlier tries. What ends the run is in the outcome's message and in `stop`.
 */
export async function carryOut(
  change: Change,
  read: Item | undefined,
  shop: Shop,
  earlier: number,
): Promise<{ outcome: Outcome; stop?: ShopError }> {
  let live = read;
  let attempts = earlier;
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
      ...(message === undefined ? {} : { message }),
      ...(requestId === undefined ? {} : { request_id: requestId }),
    },
  });

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
      const what = refusal === undefined ? "the answer was lost" : "the answer was a refusal";
      const how =
        attempts === 0 ? "the shop held this already" : `${what}; seen by reading the item back`;
      return end("updated", how, lost?.requestId);
    }
    if (lost !== undefined && (refusal !== undefined || puts === mostPuts))
      return end("failed", lost.message, lost.requestId);
    try {
      const update = await shop.update(change.id, patch);
      attempts += update.attempts;
      const dropped = notKept(patch, update.item);
      return end(dropped === undefined ? "updated" : "failed", dropped, update.requestId);
    } catch (error) {
      if (!(error instanceof ShopError)) throw error;
      attempts += error.attempts;
      const { kind, message, requestId } = error;
      // Nobody has touched the item, and another time it may work.
      if (kind !== "fault" && kind !== "refused")
        return { ...end("not_attempted", message, requestId), ...ending(error) };
      lost = error;
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

// Applies one change: compares it with the live item, sends a PUT with the fields that still differ, and trusts only the
// shop's answer.
import type { FieldName, Item, Value } from "../item/fields.ts";
import type { Change } from "../plan/decision.ts";
import { ShopError } from "../shop/shop-error.ts";
import type { Shop } from "../shop/shop.ts";
import { stopwatch } from "../shop/stopwatch.ts";
import { alreadyThere, compare, lateConflict, notKept, otherSku, outcomeOf } from "./compare.ts";
import type { Outcome } from "./outcome.ts";

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
  /** Why the change must not be sent: the item is only read, to find out whether it was sent before. */
  readonly onlyRead?: string | undefined;
}

/** Rows that are read together, just before they are sent. */
export const readTogether = 100;
/** Milliseconds. An item that was read longer ago, or twice the time for so many rows ago, is read again. */
const greatestAge = 180_000;

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
  { earlier, doubtful, onlyRead }: EarlierAttempts,
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
    outcome: outcomeOf(change, outcome, { attempts, sent, live, message, requestId }),
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
    if (onlyRead !== undefined && !(live !== undefined && isThere(change, live)))
      return resultOf("not_attempted", onlyRead);
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
      return resultOf("conflict", lateConflict(other), update.requestId);
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

function isThere(change: Change, live: Item): boolean {
  const { patch, moved } = compare(change, live);
  return moved === undefined && Object.keys(patch).length === 0;
}

/** Why a change counts as done although no answer to a PUT shows it. */
function updatedMessage(lost: ShopError | undefined, doubtful: boolean): string {
  if (lost?.kind === "refused")
    return "the shop refused the request, but the item has the new values";
  if (lost !== undefined) return "the answer was lost, but the item has the new values";
  return alreadyThere(doubtful);
}

/** The error if it ends the whole run. */
const stopAfter = (error: ShopError): { stop?: ShopError } =>
  error.kind === "stop" || error.kind === "unsent" ? { stop: error } : {};

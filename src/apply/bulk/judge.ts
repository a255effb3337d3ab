// What became of a row that was submitted: from what the shop reports of it, and from the item as it is after the shop's
// work has ended. Only a row that is found unchanged may be sent again.
import { same } from "../../item/field.ts";
import { type FieldName, fields, type Item, type Value } from "../../item/fields.ts";
import type { Change } from "../../plan/decision.ts";
import { ShopError } from "../../shop/shop-error.ts";
import { compare, lateConflict, notKept, otherSku, outcomeOf, show } from "../compare.ts";
import type { Outcome } from "../outcome.ts";
import { type Answer, patchOf } from "./answers.ts";
import type { SentRow } from "./submission-file.ts";

/** The shop's work that a row was a part of, when it has ended. */
interface EndedWork {
  readonly attempts: number;
  /** The id of the shop's work. */
  readonly work: string;
  /** How it ended, as in `bulk operation 720918 was canceled`. */
  readonly ended: string;
  /** Whether fields that were not sent now may have been sent before. */
  readonly doubtful: boolean;
}

export function judge(
  row: SentRow,
  answer: Answer | undefined,
  live: Item | undefined,
  { attempts, work, ended, doubtful }: EndedWork,
): Outcome {
  const { change } = row;
  const names = doubtful ? (Object.keys(change.changes) as FieldName[]) : row.sent;
  const sent = new Map(
    names.map((name): [string, Value] => [name, change.changes[name]?.from ?? null]),
  );
  const result = (outcome: Outcome["outcome"], message?: string, item = live): Outcome =>
    outcomeOf(change, outcome, { attempts, sent, live: item, message, requestId: work });

  const why = reasonFor(answer);
  // A list may omit an item; whether it is gone is asked for it alone.
  if (live === undefined) return result("unknown", `${why ?? ended}; the item was not found`);
  const { patch, moved } = compare(change, live);
  const isDone = moved === undefined && Object.keys(patch).length === 0;

  if (why === undefined) {
    const item = answer === "as sent" ? undefined : (answer as Item);
    const dropped = item && notKept(patchOf(row), item);
    if (dropped !== undefined && !isDone) return result("failed", dropped, item);
    const other = item && otherSku(change, item);
    if (other !== undefined) return result("conflict", lateConflict(other));
    return isDone ? result("updated") : result("conflict", changedAfter(change, live));
  }
  if (moved !== undefined) return result("conflict", moved);
  const isRefused = answer instanceof ShopError && answer.kind === "refused";
  if (isDone) {
    const reason = isRefused ? "the shop refused the request" : why;
    return result("updated", `${reason}, but the item has the new values`);
  }
  if (isRefused) return result("failed", why);
  return result("not_attempted", `${why}, and the item is unchanged (${ended})`);
}

/** Why the shop's report does not settle a row; undefined if it shows the item. */
function reasonFor(answer: Answer | undefined): string | undefined {
  if (answer === undefined) return "the shop reported no result for this row";
  if (answer === "twice") return "the shop reported more than one result for this row";
  return answer instanceof ShopError ? answer.message : undefined;
}

/** The values that somebody has set since the shop had those of the change. */
function changedAfter(change: Change, live: Item): string {
  const other = otherSku(change, live);
  const moved = Object.entries(change.changes).flatMap(([key, { to }]) => {
    const name = key as FieldName;
    if (same(fields[name], live[name], to)) return [];
    return [`${name}: the run set ${show(name, to)}; now it is ${show(name, live[name])}`];
  });
  const all = [...(other === undefined ? [] : [other]), ...moved];
  return `changed in the shop while it worked through the file: ${all.join("; ")}`;
}

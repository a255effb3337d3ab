// The decision for the edits of a whole row: a change, held, in conflict with the shop, or invalid.
import { same } from "../../item/field.ts";
import type { FieldName, Item, Value } from "../../item/fields.ts";
import { fieldOf } from "../../sheet/column.ts";
import { type BaseValues, type Changes, complaintSeparator } from "../decision.ts";
import { changesOf, type Edit, threeSides, twoColumns } from "./edit.ts";
import { reasonToHold } from "../held.ts";
import { cellText } from "./judge-cell.ts";
import type { Findings } from "./judge-row.ts";
import { type Origin, staleness } from "./origin.ts";
import type { Rules } from "../rules.ts";
import type { Complaint, Warning } from "../warning.ts";

type Settled =
  | { readonly decision: "change"; readonly changes: Changes }
  | { readonly decision: "unchanged" }
  | { readonly decision: "held"; readonly message: string; readonly changes: Changes }
  | Conflict
  | Invalid;

interface Conflict {
  readonly decision: "conflict";
  readonly message: string;
  readonly changes: Changes;
  readonly base?: BaseValues;
}

interface Invalid {
  readonly decision: "invalid";
  readonly message: string;
  readonly complaints: readonly Complaint[];
}

/** Adds a warning to the findings for each edit that is dropped in favour of the value in the shop. */
export function settle(
  { edits, complaints, warnings }: Findings,
  origin: Origin,
  live: Item,
  rules: Rules,
): Settled {
  if (edits.length === 0 && complaints.length === 0) return { decision: "unchanged" };
  complaints.push(...twoColumns(edits));
  const stale = edits.some(isUnbacked) ? staleness(origin, live) : undefined;
  if (stale?.kind === "unreadable" && rules.onConflict !== "mine")
    complaints.push({ column: "updated_at", ...stale, cell: cellText(origin.updatedAt) });
  if (complaints.length > 0) return invalid(complaints);
  const opposed = edits.filter((edit) => (isUnbacked(edit) ? stale !== undefined : isMoved(edit)));
  if (opposed.length > 0 && rules.onConflict === "skip") {
    const sides = opposed.filter((edit) => !isUnbacked(edit)).map(threeSides);
    const message = [...(stale === undefined ? [] : [stale.text]), ...sides];
    const changes = changesOf(edits, live);
    const base = exportedValues(opposed, origin);
    return {
      decision: "conflict",
      message: message.join(complaintSeparator),
      changes,
      ...(base && { base }),
    };
  }
  const theirs = rules.onConflict === "theirs" ? opposed : [];
  warnings.push(...theirs.map(leftToTheShop));
  const wanted = edits.filter((edit) => !theirs.includes(edit));
  if (wanted.length === 0) return { decision: "unchanged" };
  const changes = changesOf(wanted, live);
  const message = reasonToHold(changes, rules);
  if (message !== undefined) return { decision: "held", message, changes };
  return { decision: "change", changes };
}

/** The values at export of fields that have changed on both sides; undefined if none of them is known. */
function exportedValues(edits: readonly Edit[], { base }: Origin): BaseValues | undefined {
  const values: Partial<Record<FieldName, Value>> = {};
  for (const edit of edits) {
    const { name } = edit.column;
    const value = base?.[name];
    if (!isUnbacked(edit) && value !== undefined) values[name] = value;
  }
  return Object.keys(values).length === 0 ? undefined : values;
}

/** True if the exported value is unknown. */
const isUnbacked = ({ base }: Edit): boolean => base === undefined;

/** True if the value in the shop has changed too. */
const isMoved = ({ column, base, live }: Edit): boolean =>
  base !== undefined && !same(fieldOf(column), base, live);

const leftToTheShop = (edit: Edit): Warning => ({
  column: edit.column.title,
  kind: "theirs",
  text: `${threeSides(edit)}; left as the shop has it`,
});

export const invalid = (complaints: readonly Complaint[]): Invalid => ({
  decision: "invalid",
  message: complaints
    .map(({ column, text }) => `column "${column}": ${text}`)
    .join(complaintSeparator),
  complaints,
});

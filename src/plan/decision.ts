// What is to become of each row of a sheet: one decision a row. Plain data, written to the plan as it stands.
import type { FieldName, Value } from "../item/fields.ts";
import type { Mistake } from "./mistake.ts";
import type { Complaint, Warning } from "./warning.ts";

export const decisions = [
  "change",
  "unchanged",
  "invalid",
  "duplicate",
  "not_found",
  "conflict",
  "held",
] as const;

/** Between the complaints about several cells of one row, in one message. */
export const complaintSeparator = " · ";

/** Field to what the shop held when the plan was made and what the sheet wants. */
export type Changes = Readonly<
  Partial<Record<FieldName, { readonly from: Value; readonly to: Value }>>
>;

interface Decided {
  /** Line of the row in the sheet. */
  readonly line: number;
  /** The text of the id cell, which need not be an id where the row is `invalid`; "" where its SKU is no one item's. */
  readonly id: string;
  /** The live SKU, for people, or the one that was looked for; absent where nothing was read. */
  readonly sku?: string | null;
  /** The row was matched by that SKU, so that its item must have it still when the change is sent. */
  readonly by_sku?: true;
  /** Columns that ask for something else than the shop holds, and that `--only` left out. */
  readonly left_out?: readonly FieldName[];
  /** Fields that are cleared because their cell is empty and had a value at export, as only the base says. */
  readonly cleared_by_base?: readonly FieldName[];
  /** Columns that are never sent, in which somebody has edited the row. */
  readonly never_sent?: readonly string[];
  /** What a person should know of it; nothing is done or left undone for it. */
  readonly warnings?: readonly Warning[];
}

export interface Change extends Decided {
  readonly decision: "change";
  readonly changes: Changes;
}

interface NoChange extends Decided {
  readonly decision: Exclude<(typeof decisions)[number], "change">;
  /** Why, and what to do about it. */
  readonly message?: string;
  /** Of a `duplicate`: the line that asks for the same, so that nothing is lost. */
  readonly same_as?: number;
  /** Of an `invalid`: the complaints about its cells, which `message` tells in one. */
  readonly complaints?: readonly Complaint[];
  /** Of a `held` where its whole column shows the reason; `message` has them too. */
  readonly mistakes?: readonly Mistake[];
  /** Of a `conflict` or a `held`: what the sheet would have changed. */
  readonly changes?: Changes;
}

export type Decision = Change | NoChange;

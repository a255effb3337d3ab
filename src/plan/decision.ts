// The decision for each row of a sheet, as plain data that is written to the plan.
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

/** Separates the complaints about several cells of a row in one message. */
export const complaintSeparator = " · ";

/** The most characters of a product's or a variant's name in a plan. */
export const longestName = 255;

/** For each field, the value in the shop when the plan was made, and the new value. */
export type Changes = Readonly<
  Partial<Record<FieldName, { readonly from: Value; readonly to: Value }>>
>;

/** Values of fields at export. */
export type BaseValues = Readonly<Partial<Record<FieldName, Value>>>;

interface Decided {
  /** Line of the row in the sheet. */
  readonly line: number;
  /** The id; in an `invalid` row the text of its cell; "" if not exactly one item has the SKU. */
  readonly id: string;
  /** The SKU in the shop, or the SKU that was searched; absent if the item was not looked up. */
  readonly sku?: string | null;
  /** Names for people, from the sheet, else from the shop; absent where neither shows them. */
  readonly product?: string;
  readonly variant?: string;
  /** The row was matched by that SKU: the item must still have it when the change is sent. */
  readonly by_sku?: true;
  /** Fields with an edit that `--only` or `--only-empty` left out. */
  readonly left_out?: readonly FieldName[];
  /** Fields that are cleared because their cell is empty and had a value at export, according to the base. */
  readonly cleared_by_base?: readonly FieldName[];
  /** Columns with an edit that are never sent. */
  readonly never_sent?: readonly string[];
  /** Facts that people should know; they do not change the decision. */
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
  /** Of a `duplicate`: the line with the same changes, so that nothing is lost. */
  readonly same_as?: number;
  /** Of an `invalid`: the complaints about its cells; `message` has them as one text. */
  readonly complaints?: readonly Complaint[];
  /** Of a `held`: the reasons that only the whole column shows; `message` has them too. */
  readonly mistakes?: readonly Mistake[];
  /** Of a `conflict` or a `held`: the changes that are not sent. */
  readonly changes?: Changes;
  /** Of a `conflict`: the values at export of the fields that have changed on both sides, where a base has them. */
  readonly base?: BaseValues;
}

export type Decision = Change | NoChange;

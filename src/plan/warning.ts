// What a person should know of a cell: a warning, which never stops a row, or a complaint, which makes it invalid. Both
// have a kind, so that thousands of one kind can be told as one.
import type { ReadRule } from "../item/field.ts";
import type { Echo } from "../sheet/echo/echo.ts";

export const doubtKinds = [
  "hs_chapter",
  "hs_length",
  "hs_country",
  "province",
  "sku_edges",
] as const;

/** Values that the shop takes and that customs, or a second look, may not. */
export type DoubtKind = (typeof doubtKinds)[number];

/**
 * Besides doubts: echoes of the old value, what became of an id or a SKU, an edit that gave way to the shop's, a time
 * that cannot be read, an empty cell that the base says nothing of, a rule by which a cell was read.
 */
type WarningKind =
  | DoubtKind
  | Echo
  | "emptied"
  | "id_rescued"
  | "sku_like"
  | "sku_blanks"
  | ReadRule["kind"]
  | "theirs"
  | "time_unread"
  | "empty_left";

export interface Warning {
  /** The sheet's name of the column whose cell brought it about. */
  readonly column: string;
  readonly kind: WarningKind;
  /** What was found, why it is doubtful and what may come of it. */
  readonly text: string;
  /** What was done to the cell, where it was read by a rule: as in `read by country name`. */
  readonly rule?: string;
}

type ComplaintKind =
  | "id"
  | "id_lost"
  | "id_and_gid"
  | "sku"
  | "sku_and_id"
  | "ruined"
  | "unreadable"
  | "placeholder"
  | "date"
  | "not_clearable"
  | "two_columns";

export interface Complaint {
  readonly column: string;
  readonly kind: ComplaintKind;
  /** What was found and what is wanted. */
  readonly text: string;
}

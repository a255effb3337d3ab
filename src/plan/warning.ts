// Messages about cells: a warning never stops a row, a complaint makes it invalid. Both have a kind, so that thousands
// of one kind can be reported together.
import type { ReadRule } from "../item/field.ts";
import type { Echo } from "../sheet/echo/echo.ts";

export const doubtKinds = [
  "hs_chapter",
  "hs_length",
  "hs_country",
  "province",
  "sku_edges",
  "sku_unseen",
] as const;

/** Values that the shop accepts, but that customs or a person may not. */
export type DoubtKind = (typeof doubtKinds)[number];

/**
 * Besides doubts: echoes of the old value, damage to an id or SKU, an edit that was dropped in favour of the shop's
 * value, a time that cannot be read, an empty cell whose exported value is unknown, a rule for reading a cell.
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
  /** The title of the column in the sheet. */
  readonly column: string;
  readonly kind: WarningKind;
  /** What was found, why it is doubtful and what may follow. */
  readonly text: string;
  /** What was done to the cell, if it was read by a rule: as in `read by country name`. */
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
  /** The text of the cell. */
  readonly cell?: string;
  /** What was probably meant, as a text that the column accepts; absent if nothing is probable. */
  readonly probably?: string;
}

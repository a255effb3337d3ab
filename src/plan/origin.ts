// What a row was made from, as far as that is known: the values at export by the base, or a time by its `updated_at`.
import type { BaseRow } from "../base/base.ts";
import type { Item } from "../item/fields.ts";
import { fromCell } from "../sheet/cell.ts";
import type { Header } from "../sheet/header.ts";
import type { Row } from "../sheet/records.ts";

export interface Origin {
  /** The values that the row had when it was exported; absent where the base is of another export than the row. */
  readonly base?: BaseRow;
  /** When the shop had last changed the item, as the sheet or the base says; empty where neither does. */
  readonly updatedAt: string;
}

/** A time with its offset; `Date.parse` would also take `1` or a local time, and guess. */
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

const timeOf = (text: string): number => (instant.test(text) ? Date.parse(text) : Number.NaN);

/** A base of a later export than the row would take what others did in between for the row's own edits. */
export function originOf({ cells }: Row, header: Header, base: BaseRow | undefined): Origin {
  const { updatedAt: at } = header;
  const updatedAt = at === undefined ? "" : fromCell(cells[at] ?? "").trim();
  if (base === undefined) return { updatedAt };
  const exported = base.updated_at ?? "";
  if (updatedAt === "" || updatedAt === exported || timeOf(updatedAt) === timeOf(exported)) {
    return { base, updatedAt: exported };
  }
  return { updatedAt };
}

/** Why a change that no base backs must not be sent: the shop has moved since the sheet was made, or may have. */
export function staleness(
  { updatedAt }: Origin,
  live: Item,
):
  | { readonly kind: "unreadable"; readonly text: string }
  | { readonly kind: "stale"; readonly text: string }
  | undefined {
  const liveAt = Date.parse(live.updated_at ?? "");
  if (updatedAt === "" || Number.isNaN(liveAt)) return undefined;
  const sheetAt = timeOf(updatedAt);
  if (Number.isNaN(sheetAt)) {
    const found = JSON.stringify(updatedAt.slice(0, 60));
    const text = `found ${found}; wanted the time as it was exported, or no such column`;
    return { kind: "unreadable", text };
  }
  if (sheetAt >= liveAt) return undefined;
  const text =
    `changed in the shop at ${live.updated_at}, after this sheet was made; ` +
    `export it again, or delete the column "updated_at" to let the sheet win`;
  return { kind: "stale", text };
}

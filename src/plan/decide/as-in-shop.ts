// The quick decision for rows whose cells are all what the shop has: nearly all rows of most sheets. Whatever they had at
// export, nothing is to be sent, so their base is not read.
import type { Item } from "../../item/fields.ts";
import { type Column, fieldOf, isAdded, valueIn } from "../../sheet/column.ts";
import type { Row } from "../../sheet/row.ts";
import type { Header } from "../../sheet/titles/header.ts";
import type { Decision } from "../decision.ts";
import type { NeverSentColumn } from "./never-sent.ts";

/** Whether a row is decided here; false for all others, also for rows of sheets that need the base in any case. */
export function comparerOf(
  { writable, leftOut, updatedAt }: Header,
  neverSent: readonly NeverSentColumn[],
): (row: Row, live: Item) => boolean {
  const columns = [...writable, ...leftOut];
  // Only the base has the texts of columns that are for people.
  if (!columns.every(isPlain) || neverSent.some(({ needsBase }) => needsBase)) return () => false;
  const fields = columns.map((column) => ({ column, field: fieldOf(column) }));
  return (row, live) => {
    const { key } = row;
    if (key.sku !== undefined || key.rescued !== undefined) return false;
    if (updatedAt !== undefined && row.cell(updatedAt) !== live.updated_at) return false;
    for (const { column, field } of fields) {
      const cell = row.cell(column.index);
      const first = cell.charCodeAt(0);
      // A cell that begins with a guard, a mark or a blank is read.
      if (first === 0x27 || first === 0x5b || first <= 0x20) return false;
      if (cell !== field.write(valueIn(live, column) ?? null)) return false;
    }
    return true;
  };
}

const isPlain = (column: Column): boolean => !isAdded(column) && column.fallback === undefined;

export const unchanged = ({ line, key: { id } }: Row, { sku }: Item): Decision => ({
  line,
  id,
  sku,
  decision: "unchanged",
});

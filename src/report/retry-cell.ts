// A cell of the retry sheet in a CSV file. A spreadsheet must not change it, and its meaning must stay the same: a new
// guard around a damaged cell would turn the damage into an edit.
import type { Decision } from "../plan/decision.ts";
import { doubtKinds } from "../plan/warning.ts";
import { type Cell, clearCell, fromCell, isClear, keepCell, toCell } from "../sheet/cell.ts";
import { type Column, fieldOf } from "../sheet/column.ts";
import { unquoted } from "../sheet/echo/formula.ts";

/** Facts about the cells of a row when the retry sheet is written. */
export interface Judged {
  /** The cells were compared with the item. */
  readonly compared: boolean;
  /** Columns whose cells are, or may be, the old value as a spreadsheet changed it. */
  readonly damaged: ReadonlySet<string>;
}

/** Not of damage. A code without its leading zero needs its guard: 101.2100 would lose more digits. */
const harmless = [...doubtKinds, "hs_zero"] as const;

export function judgedBy(decision: Decision): Judged {
  const warnings = decision.warnings ?? [];
  const damaged = warnings.filter(({ kind }) => !harmless.some((known) => known === kind));
  return {
    compared: isCompared(decision),
    damaged: new Set(damaged.map(({ column }) => column)),
  };
}

const keyKinds = ["id", "id_lost", "id_and_gid", "sku", "sku_and_id"] as const;

/** A row whose item is not certain was not compared with an item. */
function isCompared(decision: Decision): boolean {
  if (decision.decision === "change" || decision.decision === "unchanged") return true;
  if (decision.decision !== "invalid") return decision.changes !== undefined;
  const { complaints = [] } = decision;
  return decision.id !== "" && !complaints.some(({ kind }) => keyKinds.some((key) => key === kind));
}

export function retryCell(cell: string, column: Column | undefined, judged: Judged): Cell {
  if (isClear(cell)) return clearCell;
  // An id of 14 digits stays unchanged, and the gid in the same row replaces a longer one.
  if (column === undefined || column.name === "id") return keepCell(cell);
  const text = unquoted(cell) ?? cell;
  // It already has a guard or a mark.
  if (fromCell(text) !== text) return keepCell(cell);
  return needsGuard(text, column, judged) ? toCell(text, "all") : keepCell(cell);
}

function needsGuard(text: string, column: Column, { compared, damaged }: Judged): boolean {
  if (damaged.has(column.title)) return false;
  const field = fieldOf(column);
  switch (field.kind) {
    case "text":
    case "country":
      return compared || isNoEcho(text, column);
    case "number":
      // A spreadsheet may write 12.50 in another form with the same meaning; but 1.234 becomes 1234.
      return "wanted" in field.read(text);
    default:
      return false;
  }
}

/** True for codes that cannot be damage: spreadsheets add no leading zeros and no dots of an HS code. */
function isNoEcho(text: string, { name }: Column): boolean {
  if (/^0\d+$/.test(text)) return true;
  const isHsCode = name === "harmonized_system_code" || name === "country_harmonized_system_codes";
  return isHsCode && /^\d{4}\.\d\d(?:\.\d\d)*$/.test(text);
}

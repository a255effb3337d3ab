// A cell of the retry sheet in a CSV file. A spreadsheet must show it and give it back as it is, and it must ask for the
// same as before: a guard where there was none turns the damage that a spreadsheet did into an edit.
import type { Decision } from "../plan/decision.ts";
import { doubtKinds } from "../plan/warning.ts";
import { type Cell, clearCell, fromCell, isClear, keepCell, toCell } from "../sheet/cell.ts";
import { type Column, fieldOf } from "../sheet/column.ts";
import { unquoted } from "../sheet/echo/formula.ts";

/** What is known of the cells of a row when the retry sheet is written. */
export interface Judged {
  /** The cells were compared with the item. */
  readonly compared: boolean;
  /** Columns whose cells are, or may be, what a spreadsheet made of the old value. */
  readonly damaged: ReadonlySet<string>;
}

export function judgedBy(decision: Decision): Judged {
  const warnings = decision.warnings ?? [];
  const damaged = warnings.filter(({ kind }) => !doubtKinds.some((doubt) => doubt === kind));
  return {
    compared: isCompared(decision),
    damaged: new Set(damaged.map(({ column }) => column)),
  };
}

const keyKinds = ["id", "id_lost", "id_and_gid", "sku", "sku_and_id"] as const;

/** A row whose item is not known for sure has been compared with nothing. */
function isCompared(decision: Decision): boolean {
  if (decision.decision === "change" || decision.decision === "unchanged") return true;
  if (decision.decision !== "invalid") return decision.changes !== undefined;
  const { complaints = [] } = decision;
  return decision.id !== "" && !complaints.some(({ kind }) => keyKinds.some((key) => key === kind));
}

export function retryCell(cell: string, column: Column | undefined, judged: Judged): Cell {
  if (isClear(cell)) return clearCell;
  // An id of 14 digits survives as it is, and the gid beside a longer one rescues it.
  if (column === undefined || column.name === "id") return keepCell(cell);
  const text = unquoted(cell) ?? cell;
  // It has a guard or a mark already.
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
      // 12.50 means the same however a spreadsheet writes it; 1.234 becomes 1234.
      return "wanted" in field.read(text);
    default:
      return false;
  }
}

/** True for codes that no spreadsheet makes of another text: it adds no leading zeros, and no dots of a HS code. */
function isNoEcho(text: string, { name }: Column): boolean {
  if (/^0\d+$/.test(text)) return true;
  const isHsCode = name === "harmonized_system_code" || name === "country_harmonized_system_codes";
  return isHsCode && /^\d{4}\.\d\d(?:\.\d\d)*$/.test(text);
}

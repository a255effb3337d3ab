// Watches one column while the rows are decided, and finds its mistakes after the last row. Memory does not grow with
// the sheet.
import type { Value } from "../../item/fields.ts";
import { type Column, fieldOf } from "../../sheet/column.ts";
import { CountingCells } from "./counting-cells.ts";
import type { Finding, MistakeKind } from "../mistake.ts";
import { MovedValues } from "./moved-values.ts";
import { type Shift, ShiftedCells } from "./shifted-cells.ts";
import { type CellValues, WatchedCell } from "./watched-cell.ts";

/** Fewer rows may be switched off on purpose. */
const leastSwitchedOff = 10;
/** If all rows that were on are switched off, this share of all rows is enough: the column was filled with "false". */
const shareOfAll = 0.1;

export class ColumnWatch {
  readonly column: Column;
  readonly #moved: MovedValues;
  readonly #shifted = new ShiftedCells();
  readonly #counting: CountingCells;
  #changes = 0;
  #rows = 0;
  #on = 0;
  #off = 0;

  constructor(column: Column) {
    const field = fieldOf(column);
    this.column = column;
    this.#moved = new MovedValues(field.kind === "number");
    this.#counting = new CountingCells(field, column.name === "sku");
  }

  /**
   * True while no change is near: then rows without a change can be skipped, except the last few before the next one.
   */
  get isIdle(): boolean {
    return this.#shifted.isIdle && this.#counting.isIdle;
  }

  /** Counts a row; call it once for each. */
  count(old: Value | undefined): void {
    if (typeof old !== "boolean") return;
    this.#rows += 1;
    if (old) this.#on += 1;
  }

  add(line: number, values: CellValues): void {
    const cell = new WatchedCell(line, fieldOf(this.column), values);
    if (cell.isChanged) this.#changes += 1;
    this.#shifted.add(cell);
    if (typeof values.old === "boolean") {
      if (values.old && values.next === false && values.isChanged) this.#off += 1;
      return;
    }
    this.#counting.add(cell);
    this.#moved.add(cell);
  }

  /** The mistakes; call it once, after the last row. */
  findings(): Finding[] {
    if (this.#changes === 0) return [];
    const found: Finding[] = [];
    const shift = this.#shifted.end();
    const isSorted = this.#moved.isMistake();
    if (isSorted) {
      // If nearly all values are moved, the whole column cannot be trusted.
      const isShift = shift !== undefined && shift.cells * 2 >= this.#changes;
      found.push(isShift ? this.#shift(shift, () => true) : this.#finding("sorted_alone", sorted));
    } else if (shift !== undefined) found.push(this.#shift(shift, shift.covers));
    const counting = this.#counting.end();
    if (counting.cells > 0 && !isSorted) {
      found.push(this.#finding("filled_down", filled, (line) => counting.has(line)));
    }
    const most = this.#off === this.#on ? this.#rows * shareOfAll : this.#rows / 2;
    if (this.#off >= leastSwitchedOff && this.#off > most) {
      found.push(this.#finding("switched_off", "false, as in most rows (was it meant for all?)"));
    }
    return found;
  }

  #shift({ rows }: Shift, covers: (line: number) => boolean): Finding {
    const side = rows > 0 ? "above" : "below";
    const row = Math.abs(rows) === 1 ? "the row" : `the row ${Math.abs(rows)} rows`;
    const done = rows > 0 ? "inserted" : "deleted";
    const text = `the value of ${row} ${side} (was a cell ${done} in this column?)`;
    return this.#finding("shifted", text, covers);
  }

  #finding(kind: MistakeKind, text: string, covers = (_line: number): boolean => true): Finding {
    return { column: this.column.title, kind, text, covers };
  }
}

const sorted = "the value of another row (was this column sorted without the others?)";
const filled = "the number that follows that of the row above (was a cell dragged down?)";

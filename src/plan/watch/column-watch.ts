// Watches one column while the rows are decided, and finds its mistakes after the last row. Memory does not grow with
// the sheet.
import type { Value } from "../../item/fields.ts";
import { type Column, fieldOf } from "../../sheet/column.ts";
import { CountingCells } from "./counting-cells.ts";
import { FilledBlanks } from "./filled-blanks.ts";
import type { Finding, MistakeKind } from "../mistake.ts";
import { MovedValues } from "./moved-values.ts";
import { isRounded, RoundedCosts } from "./rounded-costs.ts";
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
  readonly #rounded = new RoundedCosts();
  readonly #filled: FilledBlanks;
  #changes = 0;
  #rows = 0;
  #on = 0;
  #off = 0;

  constructor(column: Column) {
    const field = fieldOf(column);
    this.column = column;
    this.#moved = new MovedValues(field.kind === "number");
    this.#counting = new CountingCells(field, column.name === "sku");
    this.#filled = new FilledBlanks(column.name);
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
    if (this.column.name === "cost") this.#rounded.add(cell);
    this.#filled.add(values);
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
      found.push(this.#finding("filled_down", draggedDown, (line) => counting.has(line)));
    }
    if (this.#rounded.isMistake && !isSorted) {
      const field = fieldOf(this.column);
      const covers: Finding["covers"] = (_line, { from, to }) =>
        isRounded(field.canonical(from) ?? undefined, field.canonical(to) ?? undefined);
      found.push(this.#finding("rounded_off", rounded, covers));
    }
    const filled = this.#filled.mistake;
    if (filled !== undefined) {
      const covers: Finding["covers"] = (_line, { from, to }) =>
        from === null && filled.isFilled(to);
      found.push(this.#finding(filled.kind, filled.text, covers));
    }
    const most = this.#off === this.#on ? this.#rows * shareOfAll : this.#rows / 2;
    if (this.#off >= leastSwitchedOff && this.#off > most) {
      const text = "false, as in most rows (was it meant for all?)";
      found.push(this.#finding("switched_off", text, (_line, { to }) => to === false));
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

  #finding(kind: MistakeKind, text: string, covers: Finding["covers"] = () => true): Finding {
    return { column: this.column.title, kind, text, covers };
  }
}

const sorted = "the value of another row (was this column sorted without the others?)";
const rounded = "its old value with fewer decimals (was a number format set for the whole column?)";
const draggedDown = "the number that follows that of the row above (was a cell dragged down?)";

// Watches a sheet while its rows are decided, for mistakes that only a whole column shows. They are known after the
// last row, so the affected rows are held when the decisions are read again.
import type { BaseRow } from "../../base/base.ts";
import type { FieldName, Item, Value } from "../../item/fields.ts";
import { isNothing, same } from "../../item/field.ts";
import { type Column, fieldOf, valueIn } from "../../sheet/column.ts";
import type { Row } from "../../sheet/row.ts";
import { ColumnWatch } from "./column-watch.ts";
import type { Decision } from "../decision.ts";
import { holdFor } from "../held.ts";
import type { Finding, Mistake } from "../mistake.ts";
import { RepeatedSkus } from "./repeated-skus.ts";
import { mostRows } from "./shifted-cells.ts";
import type { CellValues } from "./watched-cell.ts";

export type Decisions = AsyncIterable<readonly Decision[]>;
/** Returns the decision that replaces the given one. */
export type Revision = (decision: Decision) => Decision;

/** `row` and `live` are undefined if they were not needed or not found, `base` if the exported values are unknown. */
export interface SeenRow {
  readonly decision: Decision;
  readonly row: Row | undefined;
  readonly base: BaseRow | undefined;
  readonly live: Item | undefined;
}

export class SheetWatch {
  readonly #columns: readonly ColumnWatch[];
  readonly #skus: RepeatedSkus | undefined;
  /** The last rows that were skipped. Most sheets have no change in thousands of rows. */
  readonly #skipped: SeenRow[] = [];

  constructor(columns: readonly Column[]) {
    this.#columns = columns.map((column) => new ColumnWatch(column));
    const sku = columns.find(({ name }) => name === "sku");
    this.#skus = sku && new RepeatedSkus(sku.title);
  }

  /** Takes the next row of the sheet. */
  add(seen: SeenRow): void {
    let isQuiet = true;
    for (const watch of this.#columns) {
      isQuiet &&= watch.isIdle && isAsItWas(watch.column, seen);
      watch.count(oldIn(watch.column, seen));
    }
    this.#skus?.add(seen.decision);
    if (isQuiet) {
      this.#skipped.push(seen);
      if (this.#skipped.length > mostRows) this.#skipped.shift();
      return;
    }
    for (const row of [...this.#skipped.splice(0), seen]) {
      for (const watch of this.#columns) {
        watch.add(row.decision.line, valuesOf(watch.column, row));
      }
    }
  }

  /** Undefined if no row must be held; `read` reads the decisions from the beginning. */
  async revision(read: () => Decisions): Promise<Revision | undefined> {
    const findings = this.#columns.flatMap((watch) => {
      const found = watch.findings();
      return found.map((finding) => ({ ...finding, of: watch.column }));
    });
    const skus = await this.#skus?.repeated(read);
    if (findings.length === 0 && skus === undefined) return undefined;
    return (decision) => {
      const reasons: Mistake[] = findings
        .filter((finding) => isCovered(decision, finding))
        .map(({ column, kind, text }) => ({ column, kind, text }));
      const isSku = reasons.some(({ column }) => column === skus?.column);
      if (skus !== undefined && !isSku && skus.concerns(decision)) reasons.push(skus.reason);
      return reasons.length === 0 ? decision : holdFor(decision, reasons);
    };
  }
}

type FindingOf = Finding & { readonly of: Column };

function isCovered({ line, changes }: Decision, { of: column, covers }: FindingOf): boolean {
  const change = changes?.[column.name];
  if (change === undefined || !covers(line, change)) return false;
  return column.country === undefined || !isSameIn(column, change.from, change.to);
}

const inField = (name: FieldName, value: Value): Partial<Record<FieldName, Value>> => ({
  [name]: value,
});

/** Whether two values of the field are the same in the column, which may be the part of one country. */
function isSameIn(column: Column, from: Value, to: Value): boolean {
  const [before, after] = [from, to].map((value) => valueIn(inField(column.name, value), column));
  return same(fieldOf(column), before ?? null, after ?? null);
}

/** The value at export, or the live one; undefined if there is no item. */
function oldIn(column: Column, { base, live }: SeenRow): Value | undefined {
  if (live === undefined) return undefined;
  const was = base === undefined || column.as ? undefined : valueIn(base, column);
  return was ?? valueIn(live, column) ?? null;
}

/** A quick check for unchanged cells: most cells of most sheets. */
const isAsItWas = (column: Column, seen: SeenRow): boolean =>
  seen.decision.decision === "unchanged" &&
  seen.row !== undefined &&
  (seen.row.cell(column.index) !== "" || isNothing(fieldOf(column), oldIn(column, seen) ?? null));

function valuesOf(column: Column, seen: SeenRow): CellValues {
  const { decision, row } = seen;
  const old = oldIn(column, seen);
  if (row === undefined || old === undefined || decision.decision === "invalid") {
    return { old, next: undefined, isChanged: false };
  }
  const change = decision.changes?.[column.name];
  if (change !== undefined && !isSameIn(column, change.from, change.to)) {
    return { old, next: valueIn(inField(column.name, change.to), column), isChanged: true };
  }
  const { cleared = old } = fieldOf(column);
  return { old, next: row.isBlank(column.index) ? cleared : old, isChanged: false };
}

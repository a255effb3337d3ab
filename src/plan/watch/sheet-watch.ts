// Looks at a sheet while its rows are decided, for mistakes that only a whole column shows. What it finds is known after
// the last row, so that the rows concerned are held in a second reading of the decisions, where there is anything to hold.
import type { BaseRow } from "../../base/base.ts";
import type { FieldName, Item, Value } from "../../item/fields.ts";
import { same } from "../../item/field.ts";
import { fromCell } from "../../sheet/cell.ts";
import { type Column, fieldOf, valueIn } from "../../sheet/column.ts";
import { ColumnWatch } from "./column-watch.ts";
import type { Decision } from "../decision.ts";
import { holdFor } from "../held.ts";
import type { Finding, Mistake } from "../mistake.ts";
import { RepeatedSkus } from "./repeated-skus.ts";
import type { CellValues } from "./watched-cell.ts";

/** A row of the sheet, and its values at export where they are known. */
export interface SeenRow {
  readonly cells: readonly string[];
  readonly base?: BaseRow | undefined;
}

export type Decisions = AsyncIterable<readonly Decision[]>;
/** The decision that takes the place of another one. */
export type Revision = (decision: Decision) => Decision;

export class SheetWatch {
  readonly #columns: readonly ColumnWatch[];
  readonly #skus: RepeatedSkus | undefined;

  constructor(columns: readonly Column[]) {
    this.#columns = columns.map((column) => new ColumnWatch(column));
    const sku = columns.find(({ name }) => name === "sku");
    this.#skus = sku && new RepeatedSkus(sku.title);
  }

  /** The next row of the sheet; `row` and `live` are absent where they were not needed, or not found. */
  add(decision: Decision, row: SeenRow | undefined, live: Item | undefined): void {
    for (const watch of this.#columns) {
      watch.add(decision.line, valuesOf(watch.column, decision, row, live));
    }
    this.#skus?.add(decision);
  }

  /** Undefined where no row is to be held; `read` begins the decisions anew. */
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

function isCovered({ line, changes }: Decision, { kind, of: column, covers }: FindingOf): boolean {
  const change = changes?.[column.name];
  if (change === undefined || !covers(line)) return false;
  if (kind === "switched_off") return change.to === false;
  return column.country === undefined || !isSameIn(column, change.from, change.to);
}

const inField = (name: FieldName, value: Value): Partial<Record<FieldName, Value>> => ({
  [name]: value,
});

/** Whether two values of the whole field have the same in the column, which may be one country's part of it. */
function isSameIn(column: Column, from: Value, to: Value): boolean {
  const [before, after] = [from, to].map((value) => valueIn(inField(column.name, value), column));
  return same(fieldOf(column), before ?? null, after ?? null);
}

function valuesOf(
  column: Column,
  { decision, changes }: Decision,
  row: SeenRow | undefined,
  live: Item | undefined,
): CellValues {
  if (row === undefined || live === undefined) {
    return { old: undefined, next: undefined, isChanged: false };
  }
  const base = row.base === undefined || column.as ? undefined : valueIn(row.base, column);
  const old = base ?? valueIn(live, column) ?? null;
  if (decision === "invalid") return { old, next: undefined, isChanged: false };
  const change = changes?.[column.name];
  if (change !== undefined && !isSameIn(column, change.from, change.to)) {
    return { old, next: valueIn(inField(column.name, change.to), column), isChanged: true };
  }
  const isBlank = fromCell(row.cells[column.index] ?? "").trim() === "";
  const { cleared = old } = fieldOf(column);
  return { old, next: isBlank ? cleared : old, isChanged: false };
}

// `changes.csv`: one line for every field that a row changes. Its columns are always the same.
import type { Decision } from "../plan/decision.ts";
import type { Cell } from "../sheet/cell.ts";
import { cells } from "./results.ts";
import type { Status } from "./status.ts";
import { fieldChanges } from "./field-changes.ts";

export const changesHeader = cells(
  "line",
  "id",
  "sku",
  "product",
  "variant",
  "field",
  "before",
  "after",
  "status",
);

export function changeRows(decision: Decision, status: Status): Cell[][] {
  const { line, id, sku, product = "", variant = "", changes } = decision;
  return fieldChanges(changes).map(({ field, before, after }) =>
    cells(line, id, sku ?? "", product, variant, field, before, after, status),
  );
}

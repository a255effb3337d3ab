// `changes.csv`: one line for every field that a row changes.
import type { Decision } from "../plan/decision.ts";
import type { Cell } from "../sheet/cell.ts";
import { cells } from "./results.ts";
import type { Status } from "./status.ts";
import { fieldChanges } from "./field-changes.ts";

export const changesHeader = cells("line", "id", "sku", "field", "before", "after", "status");

export function changeRows({ line, id, sku, changes }: Decision, status: Status): Cell[][] {
  return fieldChanges(changes).map(({ field, before, after }) =>
    cells(line, id, sku ?? "", field, before, after, status),
  );
}

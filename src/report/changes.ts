// `changes.csv`: a line for every field that was to change.
import type { Decision } from "../plan/decision.ts";
import type { Cell } from "../sheet/cell.ts";
import { cells } from "./results.ts";
import type { Status } from "./status.ts";
import { changesOf } from "./words.ts";

export const changesHeader = cells("line", "id", "sku", "field", "before", "after", "status");

export function changeRows({ line, id, sku, changes }: Decision, status: Status): Cell[][] {
  return changesOf(changes).map(({ field, before, after }) =>
    cells(line, id, sku ?? "", field, before, after, status),
  );
}

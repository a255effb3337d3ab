// A list of ids for export: one id a line, or any sheet with a column `id`.
import { isId, wantedId } from "../item/id.ts";
import { IdSet } from "../item/id-set.ts";
import { fromCell } from "./cell.ts";
import { bytesOf, sourceOf } from "./input.ts";
import { records, type Row } from "./records.ts";
import { type Fault, SheetError } from "./sheet-error.ts";

/** Reads all ids of a file, or of standard input for `-`; throws a SheetError that names every line without one. */
export async function readIds(path: string): Promise<IdSet> {
  const source = sourceOf(path);
  const faults: Fault[] = [];
  const ids = new IdSet();
  let column: number | undefined;
  const onFault = (fault: Fault): void => void faults.push(fault);
  const read = ({ line, cells }: Row): void => {
    if (column === undefined) {
      const header = cells.findIndex((cell) => cell.trim() === "id");
      column = Math.max(header, 0);
      if (header >= 0) return;
      if (cells.length > 1) onFault({ line, what: 'several columns, and none is named "id"' });
    }
    const id = fromCell(cells[column] ?? "").trim();
    if (isId(id)) ids.add(id);
    else onFault({ line, what: `found ${JSON.stringify(id.slice(0, 60))}; wanted ${wantedId}` });
  };
  for await (const rows of records(bytesOf(path), source, onFault)) rows.forEach(read);
  if (ids.size === 0 && faults.length === 0) faults.push({ what: "there is no id in it" });
  if (faults.length > 0) throw new SheetError(source, faults);
  return ids;
}

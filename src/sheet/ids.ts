// A list of ids, for --ids: one id a line, or any sheet with a column of ids.
import type { Host } from "../host/host.ts";
import { isId, wantedId } from "../item/id.ts";
import { IdSet } from "../item/id-set.ts";
import type { Profile } from "../item/profiles.ts";
import { fromCell } from "./cell.ts";
import { bytesOf, sourceOf } from "./input.ts";
import { records, type Row } from "./records.ts";
import { type Fault, SheetError } from "./sheet-error.ts";
import { titlesIn, titlesOf } from "./titles.ts";

/** Reads all ids of a file, or of standard input for `-`; throws a SheetError that names every line without one. */
export async function readIds(path: string, host: Host): Promise<IdSet> {
  const source = sourceOf(path);
  const faults: Fault[] = [];
  const ids = new IdSet();
  let column: number | undefined;
  let profile: Profile | undefined;
  const onFault = (fault: Fault): void => void faults.push(fault);
  const read = ({ line, cells }: Row): void => {
    if (column === undefined) {
      const names = titlesIn(cells);
      const titles = titlesOf(names);
      ({ profile } = titles);
      const header = names.findIndex((title) => titles.columnOf(title, 0)?.name === "id");
      column = Math.max(header, 0);
      if (header >= 0) return;
      if (profile !== undefined) {
        column = -1;
        const what = `this is ${profile.name}, which has no column of ids; wanted a column "id"`;
        return onFault({ line, what });
      }
      if (cells.length > 1) onFault({ line, what: 'several columns, and none is named "id"' });
    }
    if (column < 0) return;
    const id = fromCell(cells[column] ?? "").trim();
    if (isId(id)) ids.add(id);
    else if (id === "" && profile !== undefined) return; // a further image of a product
    else onFault({ line, what: `found ${JSON.stringify(id.slice(0, 60))}; wanted ${wantedId}` });
  };
  for await (const rows of records(bytesOf(path, host), source, onFault)) rows.forEach(read);
  if (ids.size === 0 && faults.length === 0) faults.push({ what: "there is no id in it" });
  if (faults.length > 0) throw new SheetError(source, faults);
  return ids;
}

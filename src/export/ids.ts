// A list of ids, for --ids: one id or gid a line, or any sheet or workbook with a column of them.
import type { Host } from "../host/host.ts";
import { isId, wantedId } from "../item/id.ts";
import { IdSet } from "../item/id-set.ts";
import type { Profile } from "../item/profiles.ts";
import { fromCell } from "../sheet/cell.ts";
import { idInGid, namesNoItem, namesNothing } from "../sheet/key.ts";
import { sourceOf } from "../sheet/file/input.ts";
import { records } from "../sheet/file/records.ts";
import type { RawRow } from "../sheet/row.ts";
import { type Fault, Faults, SheetError } from "../sheet/sheet-error.ts";
import { titlesIn, titlesOf } from "../sheet/titles/titles.ts";
import { readSheetBytes } from "../workbook/sheet-bytes.ts";
import { quoted } from "../words.ts";

/** Where the ids are, in the order in which they are looked for. */
interface Columns {
  readonly indexes: readonly number[];
  /** False where the first line is an id itself. */
  readonly isTitled: boolean;
  readonly profile: Profile | undefined;
}

/** Reads all ids of a file, or of standard input for `-`; throws a SheetError that names every line without one. */
export async function readIds(path: string, host: Host): Promise<IdSet> {
  const source = sourceOf(path);
  const faults = new Faults();
  const ids = new IdSet();
  let columns: Columns | undefined;
  const onFault = (fault: Fault): void => faults.add(fault);
  const read = (row: RawRow): void => {
    if (columns === undefined) {
      columns = columnsOf(row, onFault);
      if (columns.isTitled) return;
    }
    const { indexes, profile } = columns;
    if (indexes.length === 0) return;
    const texts = indexes.map((index) => fromCell(row.cells[index] ?? "").trim());
    const id = texts.map(idIn).find((found) => found !== undefined);
    if (id !== undefined) ids.add(id);
    else if (profile === undefined || texts.some((text) => text !== "")) {
      onFault({ line: row.line, what: noId(texts.find((text) => text !== "") ?? "") });
    } // else a further image of a product
  };
  const { csv, isWorkbook } = await readSheetBytes(path, {}, host);
  for await (const rows of records(csv, source, onFault)) {
    rows.forEach(read);
    if (faults.isFull) break;
  }
  if (ids.size === 0 && faults.count === 0) faults.add({ what: "there is no id in it" });
  if (faults.count > 0) throw new SheetError(source, faults, isWorkbook ? "row" : "line");
  return ids;
}

function columnsOf({ line, cells }: RawRow, onFault: (fault: Fault) => void): Columns {
  const names = titlesIn(cells);
  const { profile, columnOf } = titlesOf(names);
  const columns = names.map((title) => columnOf(title, 0));
  // Ids for one shop, as in id@acme, are not looked for: the list is read before the shop is known.
  const meant = columns.map((column) => (column?.shop === undefined ? column?.name : undefined));
  const indexes = (["id", "admin_graphql_api_id"] as const)
    .map((name) => meant.indexOf(name))
    .filter((index) => index >= 0);
  if (indexes.length > 0) return { indexes, isTitled: true, profile };
  if (profile !== undefined) {
    const what = `this is ${profile.name}, which has no column of ids; wanted a column "id"`;
    onFault({ line, what });
    return { indexes: [], isTitled: true, profile };
  }
  if (cells.length > 1) onFault({ line, what: 'several columns, and none is named "id"' });
  return { indexes: [0], isTitled: false, profile };
}

const idIn = (text: string): string | undefined => (isId(text) ? text : idInGid(text));

const noId = (text: string): string =>
  text !== "" && namesNothing(text)
    ? namesNoItem(text)
    : `found ${quoted(text)}; wanted ${wantedId}, or a gid such as gid://shopify/InventoryItem/123`;

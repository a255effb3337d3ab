// The bytes of a sheet as CSV, whatever somebody proposes: a text as it stands, or a workbook's cells.
import type { Host } from "../host/host.ts";
import type { ReadingRules } from "../item/field.ts";
import { type Cell, dateCell, keepCell } from "../sheet/cell.ts";
import { fieldOf } from "../sheet/column.ts";
import { bytesOf, sourceOf } from "../sheet/input.ts";
import { SheetError } from "../sheet/sheet-error.ts";
import { type TitleMap, titlesOf } from "../sheet/titles.ts";
import { csv } from "../sheet/write.ts";
import { workbookKind } from "./workbook-kind.ts";
import type { WorkbookRow } from "./worksheet.ts";

/** A million rows take some 60 MB. */
const largestWorkbook = 200 * 1024 * 1024;

interface BytesReading extends ReadingRules {
  readonly map?: TitleMap | undefined;
}

/** What was found while the bytes were read. */
export interface Found {
  workbook: boolean;
  /** All of a workbook, which may have its base inside. */
  bytes?: Buffer;
}

export async function* sheetBytes(
  path: string,
  found: Found,
  how: BytesReading,
  host: Host,
): AsyncGenerator<Uint8Array> {
  const source = sourceOf(path);
  let head: Buffer | undefined = Buffer.alloc(0);
  const gathered: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytesOf(path, host)) {
    if (head !== undefined) {
      head = Buffer.concat([head, chunk]);
      if (head.length < 8) continue;
      found.workbook = workbookKind(head) !== undefined;
      if (found.workbook) gathered.push(head);
      else yield head;
      size = head.length;
      head = undefined;
    } else if (found.workbook) {
      size += chunk.length;
      if (size > largestWorkbook) {
        throw new SheetError(source, [
          { what: `a workbook of over 200 MB; save it as "CSV UTF-8"` },
        ]);
      }
      gathered.push(chunk);
    } else yield chunk;
  }
  if (head !== undefined) yield head;
  if (!found.workbook) return;
  found.bytes = Buffer.concat(gathered);
  yield* rowsOf(found.bytes, source, how);
}

/** Row n of the worksheet is line n. */
async function* rowsOf(bytes: Buffer, source: string, how: BytesReading): AsyncGenerator<Buffer> {
  const { readWorkbook } = await import("./read-workbook.ts"); // most sheets do without
  let next = 1;
  let kinds: readonly ColumnKind[] | undefined;
  for await (const rows of readWorkbook(bytes, source)) {
    let text = "";
    for (const row of rows) {
      const cells = kinds === undefined ? row.cells.map(keepCell) : cellsOf(row, kinds, how);
      kinds ??= kindsOf(row.cells, how.map);
      text += "\n".repeat(row.line - next) + csv([cells]);
      next = row.line + 1;
    }
    yield Buffer.from(text);
  }
}

/** What a column's cells are sent as, where that tells how they are read. */
type ColumnKind = "text" | "number" | undefined;

function kindsOf(header: readonly string[], map: TitleMap | undefined): readonly ColumnKind[] {
  const names = header.map((title) => title.trim());
  const { columnOf } = titlesOf(names, map);
  return names.map((title) => {
    const column = columnOf(title, 0);
    const field = column === undefined ? undefined : fieldOf(column);
    return field?.kind === "text" || field?.kind === "number" ? field.kind : undefined;
  });
}

const cellsOf = (row: WorkbookRow, kinds: readonly ColumnKind[], how: ReadingRules): Cell[] =>
  row.cells.map((cell, at) => {
    const kind = kinds[at];
    if (kind !== undefined && row.dates?.has(at) === true) return dateCell(cell);
    if (kind === "text") return keepCell(row.shown?.get(at) ?? cell);
    return keepCell(kind === "number" && row.numbers?.has(at) === true ? asCost(cell, how) : cell);
  });

/** A number as a cost that can be read in one way only, as no text of three decimals can. */
const asCost = (number: string, { decimal }: ReadingRules): string =>
  decimal === "," ? number.replace(".", ",") : number.replace(/^\d{1,3}\.\d{3}$/, "$&0");

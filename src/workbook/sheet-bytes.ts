// The bytes of a sheet as CSV: a text file unchanged, or the cells of a workbook.
import type { Host } from "../host/host.ts";
import type { ReadingRules } from "../item/field.ts";
import { type Cell, dateCell, keepCell } from "../sheet/cell.ts";
import { fieldOf, isAdded } from "../sheet/column.ts";
import { emptyFormula, unclearFormat } from "../sheet/echo/ruined.ts";
import { checkedText } from "../sheet/text/checked-text.ts";
import { bytesOf, sourceOf } from "../sheet/file/input.ts";
import { SheetError } from "../sheet/sheet-error.ts";
import { type TitleMap, titlesOf } from "../sheet/titles/titles.ts";
import { csv } from "../sheet/write.ts";
import { workbookKind } from "./workbook-kind.ts";
import type { WorkbookRow } from "./read/worksheet.ts";

/** Megabytes. A million rows take some 60. */
const largestWorkbook = 200;

const charactersPerPiece = 262_144;

interface BytesReading extends ReadingRules {
  readonly map?: TitleMap | undefined;
  readonly encoding?: string | undefined;
  readonly onHiddenRow?: () => void;
}

/** The bytes of a sheet as CSV. */
export interface SheetBytes {
  readonly csv: AsyncIterable<Uint8Array>;
  readonly isWorkbook: boolean;
  /** All of a workbook, which may have its base inside. */
  readonly workbook?: Buffer;
  /** Once all was read, the rows of the worksheet that are hidden. */
  readonly hiddenRows?: () => number;
}

/** `bytes` are given if the sheet is not a file of this machine. */
export async function readSheetBytes(
  path: string,
  reading: BytesReading,
  host: Host,
  bytes = bytesOf(path, host),
): Promise<SheetBytes> {
  const source = sourceOf(path);
  const { head, isWorkbook } = await headOf(bytes);
  if (!isWorkbook) {
    return { csv: checkedText(joined(head, bytes), source, reading.encoding), isWorkbook };
  }
  const workbook = await whole(head, bytes, source);
  let hidden = 0;
  const noting = { ...reading, onHiddenRow: () => void (hidden += 1) };
  const csv = workbookAsCsv(workbook, source, noting, host.signal);
  return { csv, isWorkbook, workbook, hiddenRows: () => hidden };
}

/** The first bytes, enough to show the kind of the file. */
async function headOf(
  bytes: AsyncGenerator<Uint8Array>,
): Promise<{ head: Buffer; isWorkbook: boolean }> {
  let head = Buffer.alloc(0);
  while (head.length < 8) {
    const next = await bytes.next();
    if (next.done === true) return { head, isWorkbook: false };
    head = Buffer.concat([head, next.value]);
  }
  return { head, isWorkbook: workbookKind(head) !== undefined };
}

async function* joined(head: Buffer, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield head;
  yield* rest;
}

async function whole(
  head: Buffer,
  rest: AsyncIterable<Uint8Array>,
  source: string,
): Promise<Buffer> {
  const pieces: Uint8Array[] = [head];
  let size = head.length;
  for await (const piece of rest) {
    size += piece.length;
    if (size > largestWorkbook * 1_000_000) {
      throw new SheetError(source, [
        { what: `a workbook of over ${largestWorkbook} MB; save it as "CSV UTF-8"` },
      ]);
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** The cells of a workbook as CSV; row n of the worksheet is line n. */
export async function* workbookAsCsv(
  bytes: Buffer,
  source: string,
  reading: BytesReading,
  signal?: AbortSignal,
): AsyncGenerator<Buffer> {
  const { readWorkbook } = await import("./read/read-workbook.ts"); // most sheets do without
  let next = 1;
  let readers: readonly (Reader | undefined)[] | undefined;
  for await (const rows of readWorkbook(bytes, source, reading.map, signal)) {
    let text = "";
    for (const row of rows) {
      const cells =
        readers === undefined ? row.cells.map(keepCell) : cellsOf(row, readers, reading);
      if (row.isHidden === true && readers !== undefined) reading.onHiddenRow?.();
      readers ??= readersOf(row.cells, reading.map);
      text += "\n".repeat(row.line - next) + csv([cells]);
      next = row.line + 1;
      // Rows that share a long text need much more memory than their XML.
      if (text.length < charactersPerPiece) continue;
      yield Buffer.from(text);
      text = "";
    }
    yield Buffer.from(text);
  }
}

/** How the cells of a column are read. */
interface Reader {
  readonly kind: "text" | "number" | "other";
  /** True if an empty cell may clear the value. */
  readonly clears: boolean;
}

function readersOf(
  header: readonly string[],
  map: TitleMap | undefined,
): readonly (Reader | undefined)[] {
  const names = header.map((title) => title.trim());
  const { columnOf, profile } = titlesOf(names, map);
  const columns = names.map((title) => columnOf(title, 0));
  const hasIds = columns.some((column) => column?.name === "id" || column?.name === gidName);
  return columns.map((column) => {
    if (column === undefined) return undefined;
    const { kind, writable } = fieldOf(column);
    // The sheets of programs have no base, and without ids a SKU names the item.
    const clears =
      writable && profile === undefined && !isAdded(column) && (hasIds || column.name !== "sku");
    return { kind: kind === "text" || kind === "number" ? kind : "other", clears };
  });
}

const gidName = "admin_graphql_api_id";

const cellsOf = (
  row: WorkbookRow,
  readers: readonly (Reader | undefined)[],
  reading: ReadingRules,
): Cell[] =>
  row.cells.map((cell, at) => {
    const { kind, clears } = readers[at] ?? {};
    if (clears === true && row.emptyFormulas?.has(at) === true) return keepCell(emptyFormula);
    if ((kind === "text" || kind === "number") && row.dates?.has(at) === true) {
      return dateCell(cell);
    }
    if (kind === "text") return keepCell(row.shown?.get(at) ?? cell);
    if (kind !== "number" || row.numbers?.has(at) !== true) return keepCell(cell);
    const cost = asCost(cell, reading);
    const beside = row.beside?.get(at);
    if (beside === "unclear") return keepCell(unclearFormat);
    return keepCell(beside === undefined ? cost : beside.before + cost + beside.behind);
  });

/** A number as a cost with only one reading: 1.234 gets a fourth decimal, because it could also be 1234. */
const asCost = (number: string, { decimal }: ReadingRules): string =>
  decimal === "," ? number.replace(".", ",") : number.replace(/^\d{1,3}\.\d{3}$/, "$&0");

// Opens a sheet. It is read twice: first completely, to find all faults of its structure before the first request, then
// row by row. Between the two, only its ids or SKUs are in memory.
import { readBytes } from "../disk/read.ts";
import { type DuplicatesById, duplicatesAmong } from "./duplicates.ts";
import { records } from "./file/records.ts";
import { readFirst, type SheetFile, type SheetReader, type SheetReading } from "./first-reading.ts";
import { matchedKey } from "./key.ts";
import { headerOf, type RawRow, readRow, Row } from "./row.ts";
import { type Fault, SheetError } from "./sheet-error.ts";
import type { Skus } from "./skus.ts";
import type { Header } from "./titles/header.ts";

export interface Sheet {
  /** Its name in messages. */
  readonly source: string;
  readonly header: Header;
  readonly delimiter: string;
  /** The number of rows. */
  readonly rows: number;
  /** Whether a cost has a decimal comma for certain; only known of sheets of other programs. */
  readonly hasComma: boolean;
  /** The SKUs of the rows that are matched by SKU, if there are any. The items of the shop are added later. */
  readonly skus: Skus | undefined;
  /** The rows in their order, some hundreds at a time. */
  read(): AsyncGenerator<readonly Row[]>;
  /** The items in more than one row. Rows by SKU must have been matched before. */
  findDuplicates(): Promise<DuplicatesById>;
}

/** Reads the whole file; throws a SheetError with all faults of its structure. */
export async function openSheet(
  path: string,
  source: string,
  reading: SheetReading = {},
  reader?: SheetReader,
): Promise<Sheet> {
  const file = { path, source, reading };
  const { header, delimiter, rows, ids, skus, hasComma } = await readFirst(file, reader);
  const isBySku = header.matchedBy === "sku" || skus.size > 0;
  const rowOf = (raw: RawRow): Row => {
    const row = readRow(raw, header);
    return isBySku ? matched(row, header, skus) : row;
  };
  const read = (): AsyncGenerator<readonly Row[]> => readAgain(file, rowOf);
  const findDuplicates = async (): Promise<DuplicatesById> => {
    if (isBySku) {
      for await (const some of read()) {
        for (const row of some) if (row.key.sku !== undefined) ids.note(row);
      }
    }
    return duplicatesAmong(read, header, ids.end(), reading.blankAsks === true);
  };
  const ownSkus = isBySku ? skus : undefined;
  return { source, header, delimiter, rows, hasComma, skus: ownSkus, read, findDuplicates };
}

/** A row by SKU with the id of its item, if the shop has one item with that SKU. */
function matched(row: Row, header: Header, skus: Skus): Row {
  const { line, cells, key, filled } = row;
  if (key.sku === undefined) return row;
  return new Row(line, cells, matchedKey(cells, key.sku, headerOf(row, header), skus), filled);
}

async function* readAgain(
  { path, source, reading }: SheetFile,
  rowOf: (raw: RawRow) => Row,
): AsyncGenerator<readonly Row[]> {
  // The file was changed after the first reading.
  const refuse = (fault: Fault): never => {
    throw new SheetError(source, [fault], reading.lineWord);
  };
  let isFirst = true;
  for await (const batch of records(readBytes(path), source, refuse, reading)) {
    reading.signal?.throwIfAborted();
    const rows = isFirst ? batch.slice(1) : batch;
    if (batch.length > 0) isFirst = false;
    yield rows.map(rowOf);
  }
}

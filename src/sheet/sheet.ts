// Opens a sheet. It is read twice: first completely, to find all faults of its structure before the first request, then
// row by row. Between the two, only its ids or SKUs are in memory.
import { readBytes } from "../disk/read.ts";
import { isId } from "../item/id.ts";
import { IdSet } from "../item/id-set.ts";
import { type Duplicates, duplicatesAmong } from "./duplicates.ts";
import { matchedKey } from "./key.ts";
import { type Header, headerNeedsCurrency, readHeader } from "./titles/header.ts";
import type { HeaderReading } from "./titles/header-parts.ts";
import type { ReadFor } from "./titles/columns-for-shop.ts";
import { NamelessColumns } from "./titles/nameless-columns.ts";
import { type Format, records } from "./file/records.ts";
import { headerOf, readRow, Row } from "./row.ts";
import { type Fault, Faults, SheetError } from "./sheet-error.ts";
import { Skus } from "./skus.ts";
import type { LineWord } from "../words.ts";

export interface Sheet {
  /** Its name in messages. */
  readonly source: string;
  readonly header: Header;
  readonly delimiter: string;
  /** The number of rows. */
  readonly rows: number;
  /** The SKUs of the rows that are matched by SKU, if there are any. The items of the shop are added later. */
  readonly skus: Skus | undefined;
  /** The rows in their order, some hundreds at a time. */
  read(): AsyncGenerator<readonly Row[]>;
  /** The items in more than one row. Rows by SKU must have been matched before. */
  findDuplicates(): Promise<Duplicates>;
}

/** How to read a sheet. */
export type SheetReading = Format &
  HeaderReading & {
    /** True if an empty cell may clear a value, as with a base. */
    readonly blankAsks?: boolean;
    /** Stops the reading when it aborts; its reason is thrown. */
    readonly signal?: AbortSignal;
  };

/** Whom a sheet is read for. */
export interface SheetReader {
  /** Its currency is asked only if a column has one. */
  readonly shop: { readonly name: string; currency(): Promise<string | undefined> };
  /** The name of the shop that the sheet is an export of, if that is known. */
  readonly exportOf?: string | undefined;
}

/** Reads the whole file; throws a SheetError with all faults of its structure. */
export async function openSheet(
  path: string,
  source: string,
  reading: SheetReading = {},
  reader?: SheetReader,
): Promise<Sheet> {
  const faults = new Faults();
  const onFault = (fault: Fault): void => faults.add(fault);
  const skus = new Skus();
  let ids: IdSet | undefined = new IdSet();
  const repeated = new Set<string>();
  const note = ({ key }: Row): void => {
    if (isId(key.id) && ids?.add(key.id) === false) repeated.add(key.id);
  };
  const readForOf = async (cells: readonly string[]): Promise<ReadFor | undefined> => {
    if (reader === undefined) return undefined;
    const { shop, exportOf = shop.name } = reader;
    const isAsked = headerNeedsCurrency(cells, reading, shop.name);
    const currency = isAsked ? ((await shop.currency()) ?? null) : undefined;
    return { shop: shop.name, currency, isOthers: exportOf !== shop.name };
  };
  let header: Header | undefined;
  let nameless: NamelessColumns | undefined;
  let count = 0;
  let delimiter = ",";
  const onDelimiter = (mark: string): void => void (delimiter = mark);
  for await (const batch of records(readBytes(path), source, onFault, {
    ...reading,
    onDelimiter,
  })) {
    reading.signal?.throwIfAborted();
    if (faults.isFull) break;
    const [first] = batch;
    if (first === undefined) continue;
    let rows = batch;
    if (header === undefined) {
      // After a fault above it, this row is not the header, and the other rows cannot be checked.
      const above = faults.above(first.line);
      if (above.length > 0) throw new SheetError(source, above, reading.lineWord);
      const onHeaderFault = (what: string): void => onFault({ line: first.line, what });
      header = readHeader(first.cells, onHeaderFault, reading, await readForOf(first.cells));
      nameless = new NamelessColumns(header);
      rows = batch.slice(1);
    }
    for (const raw of rows) {
      nameless?.check(raw, onFault);
      const row = readRow(raw, header);
      note(row);
      if (row.key.sku !== undefined) skus.want(row.key.sku);
    }
    count += rows.length;
  }
  if (header === undefined && faults.count === 0) {
    const { lineWord = "line" } = reading;
    faults.add({
      what: `the file is empty; wanted a header ${lineWord} with the column "id" or "sku"`,
    });
  }
  if (header === undefined || faults.count > 0)
    throw new SheetError(source, faults, reading.lineWord);
  const found = header;
  const isBySku = found.matchedBy === "sku" || skus.size > 0;
  const matched = (row: Row): Row => {
    const { line, cells, key, filled } = row;
    if (key.sku === undefined) return row;
    return new Row(line, cells, matchedKey(cells, key.sku, headerOf(row, found), skus), filled);
  };
  async function* read(): AsyncGenerator<readonly Row[]> {
    let isFirst = true;
    for await (const batch of records(
      readBytes(path),
      source,
      refuse(source, reading.lineWord),
      reading,
    )) {
      reading.signal?.throwIfAborted();
      const rows = isFirst ? batch.slice(1) : batch;
      if (batch.length > 0) isFirst = false;
      yield rows.map((raw) => {
        const row = readRow(raw, found);
        return isBySku ? matched(row) : row;
      });
    }
  }
  const findDuplicates = async (): Promise<Duplicates> => {
    if (isBySku) {
      for await (const rows of read()) {
        for (const row of rows) if (row.key.sku !== undefined) note(row);
      }
    }
    ids = undefined; // it is large, and the sheet is still read for a long time
    return duplicatesAmong(read, found, repeated, reading.blankAsks);
  };
  return {
    source,
    header,
    delimiter,
    rows: count,
    skus: isBySku ? skus : undefined,
    read,
    findDuplicates,
  };
}

/** A fault in the second reading: the file was changed after the first one. */
const refuse =
  (source: string, lineWord?: LineWord) =>
  (fault: Fault): never => {
    throw new SheetError(source, [fault], lineWord);
  };

// A sheet is read twice: once whole, to find every fault of its structure before the first request, and once row by
// row. Only its ids, or its SKUs, stay in memory between the two; the rows are kept on disk in a form that is quick to read.
import { basename, dirname, join } from "node:path";
import { readBytes } from "../disk/read.ts";
import { Spool } from "../disk/spool.ts";
import { isId } from "../item/id.ts";
import { IdSet } from "../item/id-set.ts";
import { type Duplicates, duplicatesAmong } from "./duplicates.ts";
import { type Header, type HeaderReading, readHeader } from "./titles/header.ts";
import { headerFor, idOf } from "./identity.ts";
import { NamelessColumns } from "./titles/nameless-columns.ts";
import { type Format, records } from "./file/records.ts";
import type { Row } from "./row.ts";
import { type Fault, Faults, SheetError } from "./sheet-error.ts";
import { idBySku, skuOf, Skus } from "./skus.ts";

export interface Sheet {
  /** The name that people know it by. */
  readonly source: string;
  readonly header: Header;
  /** What stands between its cells. */
  readonly delimiter: string;
  /** How many rows it has. */
  readonly rows: number;
  /** The SKUs by which rows are matched, if any are. They know no item before they are shown those of the store. */
  readonly skus: Skus | undefined;
  /** The rows in their order, some hundreds at a time. */
  read(): AsyncGenerator<readonly Row[]>;
  /** The items that are in more than one row; for rows that are matched by SKU, once those are matched. */
  findDuplicates(): Promise<Duplicates>;
  close(): Promise<void>;
}

/** How a sheet is to be read. */
export type SheetReading = Format &
  HeaderReading & {
    /** True where an empty cell may clear a value, as with a base. */
    readonly blankAsks?: boolean;
    /** Ends the reading when it aborts, by throwing its reason. */
    readonly signal?: AbortSignal;
  };

/**
 * Reads the file whole; throws a SheetError that names every fault of its structure. A file beside it keeps the rows
 * until the sheet is closed. A row that is matched by SKU has its item's id as one more cell.
 */
export async function openSheet(
  path: string,
  source: string,
  reading: SheetReading = {},
): Promise<Sheet> {
  const faults = new Faults();
  const onFault = (fault: Fault): void => faults.add(fault);
  const skus = new Skus();
  const ids = new IdSet();
  const repeated = new Set<string>();
  const note = (cells: readonly string[], header: Header): void => {
    const id = idOf(cells, header);
    if (isId(id) && !ids.add(id)) repeated.add(id);
  };
  let header: Header | undefined;
  let nameless: NamelessColumns | undefined;
  let delimiter = ",";
  const onDelimiter = (mark: string): void => void (delimiter = mark);
  const format = { ...reading, onDelimiter };
  const kept = await Spool.begin<Row>(join(dirname(path), `.${basename(path)}.rows`));
  try {
    for await (const some of records(readBytes(path), source, onFault, format)) {
      reading.signal?.throwIfAborted();
      if (faults.isFull) break;
      const [first] = some;
      if (first === undefined) continue;
      let rows = some;
      if (header === undefined) {
        // Where a fault stands above it, the header is lost: this is some row, and says nothing of the others.
        const above = faults.above(first.line);
        if (above.length > 0) throw new SheetError(source, above, reading.lineWord);
        header = readHeader(first.cells, (what) => onFault({ line: first.line, what }), reading);
        nameless = new NamelessColumns(header);
        rows = some.slice(1);
      }
      for (const row of rows) {
        nameless?.check(row, onFault);
        const how = headerFor(row.cells, header);
        if (how.bySku === undefined) note(row.cells, how);
        else skus.want(skuOf(row.cells, how.bySku.index));
      }
      await kept.add(rows);
    }
    if (header === undefined && faults.count === 0) {
      faults.add({ what: 'the file is empty; wanted a header line with the column "id"' });
    }
    if (header === undefined || faults.count > 0)
      throw new SheetError(source, faults, reading.lineWord);
    await kept.end();
    const found = header;
    const isBySku = found.bySku !== undefined || skus.size > 0;
    const rows = (): AsyncGenerator<readonly Row[]> => untilAborted(kept.read(), reading.signal);
    const read = isBySku ? () => matched(rows(), found, skus) : rows;
    const findDuplicates = async (): Promise<Duplicates> => {
      if (isBySku) {
        for await (const rows of read()) {
          for (const { cells } of rows) {
            const how = headerFor(cells, found);
            if (how.bySku !== undefined) note(cells, how);
          }
        }
      }
      return duplicatesAmong(read, found, repeated, reading.blankAsks);
    };
    return {
      source,
      header,
      delimiter,
      rows: kept.count,
      skus: isBySku ? skus : undefined,
      read,
      findDuplicates,
      close: () => kept.remove(),
    };
  } catch (error) {
    await kept.remove();
    throw error;
  }
}

async function* untilAborted<T>(
  batches: AsyncIterable<T>,
  signal: AbortSignal | undefined,
): AsyncGenerator<T> {
  for await (const batch of batches) {
    signal?.throwIfAborted();
    yield batch;
  }
}

/** The rows that are matched by SKU with their items' ids where their header says that the id stands. */
async function* matched(
  batches: AsyncIterable<readonly Row[]>,
  header: Header,
  skus: Skus,
): AsyncGenerator<readonly Row[]> {
  for await (const rows of batches) {
    yield rows.map((row) => {
      const { line, cells } = row;
      const how = headerFor(cells, header);
      return how.bySku === undefined ? row : { line, cells: [...cells, idBySku(cells, how, skus)] };
    });
  }
}

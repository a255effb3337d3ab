// A sheet is read twice: once whole, to find every fault of its structure before the first request, and once row by
// row. Only its ids stay in memory between the two; the rows are kept on disk in a form that is quick to read.
import { basename, dirname, join } from "node:path";
import { readBytes } from "../disk/read.ts";
import { Spool } from "../disk/spool.ts";
import type { FieldName } from "../item/fields.ts";
import { isId } from "../item/id.ts";
import { IdSet } from "../item/id-set.ts";
import { type Duplicates, duplicatesAmong } from "./duplicates.ts";
import { type Header, readHeader } from "./header.ts";
import { idOf } from "./identity.ts";
import { type Format, records, type Row } from "./records.ts";
import { type Fault, SheetError } from "./sheet-error.ts";

export interface Sheet {
  /** The name that people know it by. */
  readonly source: string;
  readonly header: Header;
  /** How many rows it has. */
  readonly rows: number;
  /** How many different ids it names. */
  readonly ids: number;
  /** The ids that stand in more than one row. */
  readonly duplicates: Duplicates;
  /** The rows in their order, some hundreds at a time. */
  read(): AsyncGenerator<readonly Row[]>;
  close(): Promise<void>;
}

/** How a sheet is to be read. */
export interface SheetReading extends Format {
  /** The fields that may bring changes; absent: all of them. */
  readonly only?: readonly FieldName[];
}

/**
 * Reads the file whole; throws a SheetError that names every fault of its structure. A file beside it keeps the rows
 * until the sheet is closed.
 */
export async function openSheet(
  path: string,
  source: string,
  { only, ...format }: SheetReading = {},
): Promise<Sheet> {
  const faults: Fault[] = [];
  const onFault = (fault: Fault): void => void faults.push(fault);
  const ids = new IdSet();
  const repeated = new Set<string>();
  let header: Header | undefined;
  const kept = await Spool.begin<Row>(join(dirname(path), `.${basename(path)}.rows`));
  try {
    for await (const some of records(readBytes(path), source, onFault, format)) {
      const [first] = some;
      if (first === undefined) continue;
      let rows = some;
      if (header === undefined) {
        // Where a fault stands above it, the header is lost, and this is some row.
        if (faults.some(({ line }) => (line ?? 0) < first.line)) break;
        header = readHeader(first.cells, (what) => onFault({ line: first.line, what }), only);
        rows = some.slice(1);
      }
      for (const { cells } of rows) {
        const id = idOf(cells, header);
        if (isId(id) && !ids.add(id)) repeated.add(id);
      }
      await kept.add(rows);
    }
    if (header === undefined && faults.length === 0) {
      faults.push({ what: 'the file is empty; wanted a header line with the column "id"' });
    }
    if (header === undefined || faults.length > 0) throw new SheetError(source, faults);
    await kept.end();
    const duplicates = await duplicatesAmong(() => kept.read(), header, repeated);
    return {
      source,
      header,
      rows: kept.count,
      ids: ids.size,
      duplicates,
      read: () => kept.read(),
      close: () => kept.remove(),
    };
  } catch (error) {
    await kept.remove();
    throw error;
  }
}

// A sheet is read twice: once whole, to find every fault of its structure before the first request,
// and once row by row. So it is a file, and only its ids stay in memory between the two.
import { createReadStream } from "node:fs";
import { isId } from "../item/id.ts";
import { IdSet } from "../item/id-set.ts";
import { type Duplicates, duplicatesAmong } from "./duplicates.ts";
import { type Header, idOf, readHeader } from "./header.ts";
import { records, type Row } from "./records.ts";
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
  read(): AsyncGenerator<Row>;
}

/** Reads the file whole; throws a SheetError that names every fault of its structure. */
export async function openSheet(path: string, source: string): Promise<Sheet> {
  const faults: Fault[] = [];
  const onFault = (fault: Fault): void => void faults.push(fault);
  const ids = new IdSet();
  const repeated = new Set<string>();
  let header: Header | undefined;
  let rows = 0;
  for await (const { line, cells } of records(createReadStream(path), source, onFault)) {
    if (header === undefined) {
      // Then the header is lost, and this is some row.
      if (faults.some((fault) => (fault.line ?? 0) < line)) break;
      header = readHeader(cells, (what) => onFault({ line, what }));
      continue;
    }
    rows += 1;
    const id = idOf(cells, header);
    if (isId(id) && !ids.add(id)) repeated.add(id);
  }
  if (header === undefined && faults.length === 0) {
    faults.push({ what: 'the file is empty; wanted a header line with the column "id"' });
  }
  if (header === undefined || faults.length > 0) {
    throw new SheetError(source, faults);
  }
  const read = (): AsyncGenerator<Row> => rowsOf(path, source);
  const duplicates = await duplicatesAmong(read, header, repeated);
  return { source, header, rows, ids: ids.size, duplicates, read };
}

async function* rowsOf(path: string, source: string): AsyncGenerator<Row> {
  let header = true;
  const onFault = (fault: Fault): never => {
    throw new SheetError(source, [fault]); // the first reading found none: somebody changed the file
  };
  for await (const row of records(createReadStream(path), source, onFault)) {
    if (!header) yield row;
    header = false;
  }
}

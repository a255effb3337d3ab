// The first reading of a sheet: completely, to find all faults of its structure before the first request. It leaves the
// header, and the ids and SKUs of the rows.
import { readBytes } from "../disk/read.ts";
import { isId } from "../item/id.ts";
import { IdSet } from "../item/id-set.ts";
import type { LineWord } from "../words.ts";
import { type Format, records } from "./file/records.ts";
import { type RawRow, readRow, type Row } from "./row.ts";
import { type Fault, Faults, SheetError } from "./sheet-error.ts";
import { Skus } from "./skus.ts";
import type { ReadFor } from "./titles/columns-for-shop.ts";
import { type Header, headerNeedsCurrency, readHeader } from "./titles/header.ts";
import type { HeaderReading } from "./titles/header-parts.ts";
import { NamelessColumns } from "./titles/nameless-columns.ts";

/** A file and how to read it. */
export interface SheetFile {
  readonly path: string;
  /** Its name in messages. */
  readonly source: string;
  readonly reading: SheetReading;
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

/** What the first reading leaves. */
export interface FirstReading {
  readonly header: Header;
  readonly delimiter: string;
  readonly rows: number;
  readonly ids: RepeatedIds;
  readonly skus: Skus;
  /** Whether a cost has a decimal comma for certain, as in `4,60`. */
  readonly hasComma: boolean;
}

/** Reads the whole file; throws a SheetError with all faults of its structure. */
export async function readFirst(file: SheetFile, reader?: SheetReader): Promise<FirstReading> {
  const { source, reading } = file;
  const faults = new Faults();
  const onFault = (fault: Fault): void => faults.add(fault);
  let delimiter = ",";
  const onDelimiter = (mark: string): void => void (delimiter = mark);
  const format = { ...reading, onDelimiter };
  const ids = new RepeatedIds();
  const skus = new Skus();
  let rows = 0;
  let hasComma = false;
  let header: Header | undefined;
  let nameless: NamelessColumns | undefined;
  for await (const batch of records(readBytes(file.path), source, onFault, format)) {
    reading.signal?.throwIfAborted();
    if (faults.isFull) break;
    const [first] = batch;
    if (first === undefined) continue;
    const isFirst = header === undefined;
    header ??= await headerIn(first, file, faults, reader);
    nameless ??= new NamelessColumns(header);
    const below = isFirst ? batch.slice(1) : batch;
    for (const raw of below) {
      nameless.check(raw, onFault);
      const row = readRow(raw, header);
      ids.note(row);
      if (row.key.sku !== undefined) skus.want(row.key.sku);
      hasComma ||= header.profile !== undefined && hasDecimalComma(row, header);
    }
    rows += below.length;
  }
  if (header === undefined && faults.count === 0) faults.add(emptyFile(reading.lineWord));
  if (header === undefined || faults.count > 0)
    throw new SheetError(source, faults, reading.lineWord);
  return { header, delimiter, rows, ids, skus, hasComma };
}

/** Matters only in a sheet of another program, whose numbers have points until somebody saves it in a spreadsheet. */
const hasDecimalComma = (row: Row, { writable }: Header): boolean =>
  writable.some(
    ({ name, index }) => name === "cost" && /^\d[\d.]{0,20},\d\d?$/.test(row.cell(index)),
  );

async function headerIn(
  first: RawRow,
  { source, reading }: SheetFile,
  faults: Faults,
  reader: SheetReader | undefined,
): Promise<Header> {
  // After a fault above it, this row is not the header, and the other rows cannot be checked.
  const above = faults.above(first.line);
  if (above.length > 0) throw new SheetError(source, above, reading.lineWord);
  const readFor = reader && (await readForOf(first.cells, reading, reader));
  const onFault = (what: string): void => faults.add({ line: first.line, what });
  return readHeader(first.cells, onFault, reading, readFor);
}

async function readForOf(
  cells: readonly string[],
  reading: SheetReading,
  { shop, exportOf = shop.name }: SheetReader,
): Promise<ReadFor> {
  const isAsked = headerNeedsCurrency(cells, reading, shop.name);
  const currency = isAsked ? ((await shop.currency()) ?? null) : undefined;
  return { shop: shop.name, currency, isOthers: exportOf !== shop.name };
}

const emptyFile = (lineWord: LineWord = "line"): Fault => ({
  what: `the file is empty; wanted a header ${lineWord} with the column "id" or "sku"`,
});

/** Finds the ids that several rows have. */
class RepeatedIds {
  #all: IdSet | undefined = new IdSet();
  readonly #repeated = new Set<string>();

  note({ key: { id } }: Row): void {
    if (isId(id) && this.#all?.add(id) === false) this.#repeated.add(id);
  }

  /** The repeated ids; no more rows are noted, because all ids are much memory. */
  end(): ReadonlySet<string> {
    this.#all = undefined;
    return this.#repeated;
  }
}

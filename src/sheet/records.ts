// A CSV file as records with their line numbers, by csv-parse, one at a time. It knows nothing of columns or items.
import { type CsvError, type Info, parse } from "csv-parse";
import { pipeline, Readable } from "node:stream";
import { decode } from "./decode.ts";
import { delimiterOf } from "./delimiter.ts";
import { type Fault, SheetError } from "./sheet-error.ts";

/** One data line of a sheet, its cells as they stand in the file. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Characters; a row of ours has some hundreds, and an unclosed quote would swallow the rest of the file. */
const largestRow = 1_000_000;

/** Yields the header and every row that is not blank; faults are handed to `onFault`, and their rows left out. */
export async function* records(
  bytes: AsyncIterable<Uint8Array>,
  source: string,
  onFault: (fault: Fault) => void,
): AsyncGenerator<Row> {
  const text = decode(bytes, source);
  const first = await text.next();
  if (first.done === true) return;
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(first.value.split(/[\r\n]/, 1)[0] ?? ""),
    info: true,
    max_record_size: largestRow,
    record_delimiter: ["\r\n", "\n", "\r"],
    skip_records_with_error: true,
  });
  parser.on("skip", (error: CsvError | undefined) => {
    if (error !== undefined && !isBlank(error["record"])) onFault(faultOf(error));
  });
  pipeline(Readable.from(join(first.value, text)), parser, () => {
    // a failure of either reaches the loop below as the parser's error
  });
  try {
    for await (const { record: cells, info } of parser as AsyncIterable<Parsed>) {
      if (isBlank(cells)) continue;
      const broken = cells.findIndex((cell) => cell.includes("\n") || cell.includes("\r"));
      if (broken < 0) yield { line: info.lines, cells };
      else onFault({ line: info.lines, what: swallowed(broken) });
    }
  } catch (error) {
    if (error instanceof SheetError || !isCsvError(error)) throw error;
    onFault(faultOf(error));
  }
}

interface Parsed {
  readonly info: Info;
  readonly record: string[];
}

async function* join(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

const isBlank = (record: unknown): boolean =>
  Array.isArray(record) && record.every((cell) => cell === "");

const isCsvError = (error: unknown): error is CsvError =>
  error instanceof Error && "code" in error && "lines" in error;

const swallowed = (cell: number): string =>
  `cell ${cell + 1} of the row that ends here holds a line break; a stray quote has probably swallowed rows`;

function faultOf(error: CsvError): Fault {
  const line = Number(error["lines"]);
  switch (error.code) {
    case "CSV_RECORD_INCONSISTENT_FIELDS_LENGTH": {
      const wanted = /expect (\d+)/.exec(error.message)?.[1] ?? "another number";
      const found = Array.isArray(error["record"]) ? error["record"].length : "some";
      return { line, what: `${found} cells, where the header has ${wanted}` };
    }
    case "CSV_QUOTE_NOT_CLOSED":
      return { line, what: "the file ends inside a quoted cell; a quote is never closed" };
    case "CSV_INVALID_CLOSING_QUOTE":
    case "INVALID_OPENING_QUOTE":
      return {
        line,
        what: 'a quote inside a cell; double it and quote the cell, as in "5"" pipe"',
      };
    case "CSV_MAX_RECORD_SIZE":
      return {
        line,
        what: `a row of over ${largestRow} characters; a quote is probably left open`,
      };
    default:
      return { line, what: error.message };
  }
}

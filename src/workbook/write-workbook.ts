// Writes rows to an XLSX file with yazl, some hundreds at a time and in limited memory. All libraries that were tried
// keep all rows in memory to write drop-downs.
import { type PassThrough, Readable } from "node:stream";
import { ZipFile } from "yazl";
import { headerXml, rowXml, type WorkbookCell, type WorkbookColumn } from "./cell-xml.ts";
import { WorkbookLimitError } from "./workbook-limit-error.ts";
import { baseSheetXml } from "./base-sheet.ts";
import { fixedParts, plainSheet, sheetHead, sheetTail, workbookXml } from "./frame.ts";

/** Takes the bytes; a `WholeFile` is one. */
export interface WorkbookSink {
  write(data: Uint8Array): Promise<void>;
}

/** The most rows of a worksheet, including the header. */
const largestSheet = 1_048_576;

// The same rows make the same bytes.
const options = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true };

async function* baseSheet(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  yield plainSheet[0];
  yield* baseSheetXml(bytes);
  yield plainSheet[1];
}

/**
 * Writes a workbook with one sheet `items`; returns the number of its rows without the header. `base` is called after
 * all rows are written; its bytes go into a hidden sheet.
 */
export async function writeWorkbook(
  sink: WorkbookSink,
  columns: readonly WorkbookColumn[],
  rows: AsyncIterable<readonly (readonly WorkbookCell[])[]>,
  base?: () => AsyncIterable<Uint8Array>,
): Promise<number> {
  const hasBase = base !== undefined;
  const zip = new ZipFile();
  const output = zip.outputStream as PassThrough;
  const fail = (error: Error): void => void output.destroy(error);
  zip.on("error", fail);
  let lastRow = 1;
  async function* worksheet(): AsyncGenerator<string> {
    let begun = false;
    for await (const batch of rows) {
      if (!begun) yield sheetHead(columns, batch) + headerXml(columns);
      begun = true;
      if (lastRow + batch.length > largestSheet) {
        throw new WorkbookLimitError(`there are over ${largestSheet - 1} rows`);
      }
      yield batch.map((cells) => rowXml((lastRow += 1), cells, columns)).join("");
    }
    if (!begun) yield sheetHead(columns, []) + headerXml(columns);
    yield sheetTail(columns, lastRow);
  }
  const source = Readable.from(worksheet(), { highWaterMark: 2 }).on("error", fail);
  for (const [name, xml] of fixedParts(hasBase)) zip.addBuffer(Buffer.from(xml), name, options);
  zip.addReadStream(source, "xl/worksheets/sheet1.xml", options);
  if (base !== undefined) {
    zip.addReadStreamLazy("xl/worksheets/sheet3.xml", options, (use) =>
      use(null, Readable.from(baseSheet(base())).on("error", fail)),
    );
  }
  zip.addReadStreamLazy("xl/workbook.xml", options, (use) =>
    use(null, Readable.from([workbookXml(columns, lastRow, hasBase)])),
  );
  zip.end();
  try {
    for await (const chunk of output) await sink.write(chunk as Buffer);
  } finally {
    source.destroy();
  }
  return lastRow - 1;
}

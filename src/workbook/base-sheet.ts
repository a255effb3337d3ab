// The hidden sheet with the base in a workbook, so that the base stays with the rows. Its bytes are compressed and
// written as letters, which spreadsheets do not change; the checksum of the base shows if they are complete.
import { pipeline, Readable } from "node:stream";
import { createGunzip, createGzip } from "node:zlib";
import { Archive } from "./read/archive.ts";
import type { Bounds } from "./read/bounds.ts";
import { findBook } from "./read/book.ts";
import { readStrings } from "./read/shared-strings.ts";
import { Unreadable } from "./unreadable.ts";
import { Worksheet } from "./read/worksheet.ts";
import { parseXml } from "./read/xml.ts";

/** The first cell, for people who unhide the sheet. */
const note =
  "The values as they were exported, for a later import. Leave this sheet as it is: without it an import cannot tell edits from changes in the shop.";

/** Bytes in a cell: three bytes are four letters, and a cell has at most 32,767. */
const bytesPerCell = 24_000;

const ignore = (): void => undefined;

/** The rows of the sheet as XML. */
export async function* baseSheetXml(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const packed = pipeline(Readable.from(bytes), createGzip(), ignore);
  let row = 1;
  const cell = (text: string): string =>
    `<row r="${row}"><c r="A${row}" t="inlineStr"><is><t>${text}</t></is></c></row>`;
  yield cell(note);
  let rest = Buffer.alloc(0);
  for await (const chunk of packed) {
    rest = Buffer.concat([rest, chunk as Buffer]);
    while (rest.length >= bytesPerCell) {
      row += 1;
      yield cell(rest.subarray(0, bytesPerCell).toString("base64"));
      rest = rest.subarray(bytesPerCell);
    }
  }
  row += 1;
  if (rest.length > 0) yield cell(rest.toString("base64"));
}

/** The bytes in the sheet; undefined if the workbook has no such sheet. */
export async function readBaseSheet(
  bytes: Buffer,
  signal?: AbortSignal,
): Promise<AsyncIterable<Buffer> | undefined> {
  const archive = await Archive.open(bytes, signal);
  const { base, strings } = await findBook(archive);
  if (base === undefined) return undefined;
  const cells = cellsOf(archive, base, strings);
  const { value: first } = await cells.next();
  if (first !== note) {
    await cells.return(undefined);
    return undefined; // not written by an export
  }
  return unpacked(cells, archive.bounds);
}

async function* cellsOf(
  archive: Archive,
  part: string,
  strings: string | undefined,
): AsyncGenerator<string, undefined> {
  const shared = strings === undefined ? [] : await readStrings(archive, strings);
  const worksheet = new Worksheet({
    strings: shared,
    styles: [],
    is1904: false,
    bounds: archive.bounds,
  });
  for await (const _ of parseXml(archive.read(part), part, worksheet)) {
    for (const { cells } of worksheet.take()) yield cells[0] ?? "";
  }
  for (const { cells } of worksheet.take()) yield cells[0] ?? "";
}

/** Throws an Unreadable if bytes are missing or changed, or if they unpack to more than memory and disk should hold. */
async function* unpacked(cells: AsyncIterable<string>, bounds: Bounds): AsyncGenerator<Buffer> {
  async function* letters(): AsyncGenerator<Buffer> {
    for await (const cell of cells) yield Buffer.from(cell, "base64");
  }
  let size = 0;
  try {
    for await (const chunk of pipeline(Readable.from(letters()), createGunzip(), ignore)) {
      size += (chunk as Buffer).length;
      bounds.checkUnpacked(size);
      yield chunk as Buffer;
    }
  } catch (error) {
    if (error instanceof Unreadable || !(error instanceof Error)) throw error;
    throw new Unreadable("some of it is missing or was changed", undefined, error);
  }
}

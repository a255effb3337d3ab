// Reads an XLSX file as rows of text, like the cells of a CSV. The file comes from outside: for any content, reading
// uses limited memory and time and ends with rows or a SheetError.
import { SheetError } from "../../sheet/sheet-error.ts";
import type { TitleMap } from "../../sheet/titles/titles.ts";
import { Archive } from "./archive.ts";
import { findBook } from "./book.ts";
import { chooseSheet } from "./choose-sheet.ts";
import { readNumberStyles } from "./number-styles.ts";
import { readStrings } from "./shared-strings.ts";
import { hasTitlesOfItems } from "./titles-of-items.ts";
import { Unreadable } from "../unreadable.ts";
import { workbookKind } from "../workbook-kind.ts";
import { Worksheet, type WorkbookRow } from "./worksheet.ts";
import { parseXml } from "./xml.ts";

/**
 * Yields the header and every row with text, some at a time. Reads the visible worksheet named `items`, or the only
 * visible one. The titles of `map` count as titles of items too. The end of the file may be damaged: do not use any row
 * before all rows were read.
 */
export async function* readWorkbook(
  bytes: Buffer,
  source: string,
  map?: TitleMap,
  signal?: AbortSignal,
): AsyncGenerator<readonly WorkbookRow[]> {
  try {
    refuseOld(bytes);
    const archive = await Archive.open(bytes, signal);
    const book = await findBook(archive);
    const referred = {
      strings: book.strings === undefined ? [] : await readStrings(archive, book.strings),
      styles: book.styles === undefined ? [] : await readNumberStyles(archive, book.styles),
      is1904: book.is1904,
      bounds: archive.bounds,
    };
    const { target } = await chooseSheet(book.sheets, (sheet) =>
      hasTitlesOfItems(archive, sheet.target, referred, map),
    );
    const worksheet = new Worksheet(referred);
    for await (const _ of parseXml(archive.read(target), target, worksheet)) {
      const rows = worksheet.take();
      if (rows.length > 0) yield rows;
    }
    const rest = worksheet.take();
    if (rest.length > 0) yield rest;
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const { line, message } = error;
    const fault = line === undefined ? { what: message } : { line, what: message };
    throw new SheetError(source, [fault], "row");
  }
}

const encrypted = Buffer.from("EncryptedPackage", "utf16le");

function refuseOld(bytes: Buffer): void {
  const kind = workbookKind(bytes);
  if (kind === "xlsx") return;
  if (kind === undefined) throw new Unreadable("this is not a workbook; wanted an .xlsx");
  throw new Unreadable(
    bytes.includes(encrypted)
      ? "it has a password; save it as .xlsx without a password"
      : "this is an old workbook (.xls), or one with a password; save it as .xlsx without a password",
  );
}

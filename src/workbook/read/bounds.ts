// Limits for reading a workbook. It is compressed and its texts are shared, so a small file can become very large: the
// limits depend on the size of the file.
import { counted, formatCount } from "../../words.ts";
import { Unreadable } from "../unreadable.ts";

/** Bytes; a million rows of our sheets have 900 MB, and are not in memory together. */
const largest = 2_000_000_000;
/** Spreadsheets are compressed to about a twentieth; small ones are allowed in any case. */
const densest = 100;
const alwaysFine = 20_000_000;
/** A compressed row has at least five bytes, because its number and item differ from those of the previous row. */
const rowsPerByte = 1 / 4;
const rowsAlwaysFine = 50_000;
/** Characters of one text, as for a row of a CSV; a cell of a spreadsheet can have 32,767. */
export const longestText = 1_000_000;

const inMegabytes = (bytes: number): string => `${Math.round(bytes / 1_000_000)} MB`;
const saveAlone = "save the rows alone as CSV UTF-8";

export class Bounds {
  readonly #size: number;
  readonly #most: number;
  readonly #mostRows: number;

  /** `size` is that of the file in bytes. */
  constructor(size: number) {
    this.#size = size;
    this.#most = Math.max(alwaysFine, densest * size);
    this.#mostRows = Math.max(rowsAlwaysFine, rowsPerByte * size);
  }

  /** Throws an Unreadable if its parts have too many bytes. */
  checkUnpacked(bytes: number): void {
    if (bytes > largest) {
      throw new Unreadable(
        `it unpacks to over ${inMegabytes(largest)}; split it into smaller ones, or save it as CSV UTF-8`,
      );
    }
    if (bytes > this.#most) {
      throw new Unreadable(
        `it unpacks to over ${densest} times its size, as a ZIP bomb does; ${saveAlone}`,
      );
    }
  }

  /** Throws an Unreadable if its cells have too many characters, shared or not. */
  checkText(characters: number): void {
    if (characters > largest) {
      throw new Unreadable(
        `its cells have over ${formatCount(largest)} characters; split it into smaller ones`,
      );
    }
    if (characters > this.#most) {
      throw new Unreadable(
        `its cells have over ${densest} times as many characters as the file has bytes; ${saveAlone}`,
      );
    }
  }

  /** Throws an Unreadable if its worksheet has too many rows. */
  checkRows(rows: number): void {
    if (rows <= this.#mostRows) return;
    const most = formatCount(Math.floor(this.#mostRows));
    throw new Unreadable(
      `it has over ${most} rows in ${counted(this.#size, "byte")}, as a ZIP bomb has; ${saveAlone}`,
    );
  }
}

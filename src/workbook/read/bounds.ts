// What a workbook may become when it is read. It is packed, and its texts are shared, so that a small file may say that
// it holds anything: what comes out is bounded by the size of the file.
import { counted, formatCount } from "../../words.ts";
import { Unreadable } from "../unreadable.ts";

/** A million rows of ours have 900 MB, and are read as they come. */
const largest = 2_000_000_000;
/** Spreadsheets are packed to a twentieth or so; what is small may be packed to anything. */
const densest = 100;
const alwaysFine = 20_000_000;
/** A row takes five bytes at the least, since its number and its item differ from those of the row before. */
const rowsPerByte = 1 / 4;
const rowsAlwaysFine = 50_000;
/** Characters of one text, as of a CSV's row; a cell of a spreadsheet takes 32,767. */
export const longestText = 1_000_000;

const inMegabytes = (bytes: number): string => `${Math.round(bytes / 1_000_000)} MB`;
const saveAlone = "save the rows alone as CSV UTF-8";

export class Bounds {
  readonly #size: number;
  readonly #most: number;
  readonly #mostRows: number;

  /** Of a file of so many bytes. */
  constructor(size: number) {
    this.#size = size;
    this.#most = Math.max(alwaysFine, densest * size);
    this.#mostRows = Math.max(rowsAlwaysFine, rowsPerByte * size);
  }

  /** Throws Unreadable for more bytes than its parts may have. */
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

  /** Throws Unreadable for more characters than its cells may have, shared or not. */
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

  /** Throws Unreadable for more rows than its worksheet may have. */
  checkRows(rows: number): void {
    if (rows <= this.#mostRows) return;
    const most = formatCount(Math.floor(this.#mostRows));
    throw new Unreadable(
      `it has over ${most} rows in ${counted(this.#size, "byte")}, as a ZIP bomb has; ${saveAlone}`,
    );
  }
}

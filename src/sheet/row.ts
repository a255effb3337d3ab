// A row of a sheet: its line, the key of its item, and its cells.
import { fromCell } from "./cell.ts";
import { type Key, keyOf } from "./key.ts";
import type { Header } from "./titles/header.ts";

/** A row as it is in the file. */
export interface RawRow {
  /** The last line of the row. */
  readonly line: number;
  readonly cells: readonly string[];
}

export class Row implements RawRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly key: Key;

  constructor(line: number, cells: readonly string[], key: Key) {
    this.line = line;
    this.cells = cells;
    this.key = key;
  }

  /** A cell as it is in the file; "" if the sheet does not have the column. */
  cell(at: number | undefined): string {
    return at === undefined ? "" : (this.cells[at] ?? "");
  }

  /** The text of a cell without guard and mark. */
  text(at: number | undefined): string {
    const cell = this.cell(at);
    return cell === "" ? cell : fromCell(cell);
  }

  isBlank(at: number | undefined): boolean {
    return this.text(at).trim() === "";
  }
}

export const readRow = ({ line, cells }: RawRow, header: Header): Row =>
  new Row(line, cells, keyOf(cells, header));

/** The header for a row: rows without an id have another one in sheets with ids in some rows only. */
export const headerOf = ({ key }: Row, header: Header): Header =>
  key.sku === undefined ? header : (header.withoutId ?? header);

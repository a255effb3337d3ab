// A row of a sheet: its line, the key of its item, and its cells.
import { currenciesOf } from "../item/cost/currency-signs.ts";
import { fromCell } from "./cell.ts";
import type { Column } from "./column.ts";
import { unquoted } from "./echo/formula.ts";
import { type Key, keyOf } from "./key.ts";
import type { CurrencyColumn } from "./titles/beside-costs.ts";
import type { Header } from "./titles/header.ts";

/** A row as it is in the file. */
export interface RawRow {
  /** The last line of the row. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** True for an empty cell, also one such as `=""`. */
export const isEmptyCell = (cell: string): boolean =>
  cell === "" || (unquoted(cell) ?? fromCell(cell)).trim() === "";

export class Row implements RawRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly key: Key;
  /** Indexes of cells that are those of a fallback. */
  readonly filled: readonly number[];

  constructor(line: number, cells: readonly string[], key: Key, filled: readonly number[] = none) {
    this.line = line;
    this.cells = cells;
    this.key = key;
    this.filled = filled;
  }

  /** The column whose cell this row has in that of `column`. */
  columnIn(column: Column): Column {
    const { index, fallback } = column;
    return fallback === undefined || !this.filled.includes(index) ? column : { ...fallback, index };
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

const none: readonly number[] = [];

/** The row as the shop of the header has it: an empty cell of its own column has the text of the fallback. */
export function readRow({ line, cells: given }: RawRow, header: Header): Row {
  const { forShop } = header;
  const cells = withBeside(given, header);
  if (forShop.length === 0) return new Row(line, cells, keyOf(cells, header));
  const empty = forShop.filter(
    ({ index, fallback }) => fallback !== undefined && isEmptyCell(cells[index] ?? ""),
  );
  const whole = [...cells];
  for (const { index, fallback } of empty) whole[index] = cells[fallback?.index ?? index] ?? "";
  const filled = empty.map(({ index }) => index);
  return new Row(line, whole, keyOf(whole, header), filled);
}

/** The costs as if their currency, and the number of pieces that they are for, stood in their own cells. */
function withBeside(cells: readonly string[], header: Header): readonly string[] {
  const { currencies, pieces } = header.beside;
  if (currencies.length === 0 && pieces.length === 0) return cells;
  const number = pieces.map((at) => (cells[at] ?? "").trim()).find(isSeveral);
  const per = number === undefined ? "" : ` per ${number}`;
  const whole = [...cells];
  for (const { name, index, currency } of [...header.writable, ...header.leftOut]) {
    const cell = cells[index] ?? "";
    if (name !== "cost" || !/\d/.test(cell)) continue;
    const isNamed = currency !== undefined || /[\p{L}\p{Sc}]/u.test(cell);
    const named = isNamed ? "" : currencyBeside(cells, index, currencies);
    whole[index] = `${cell}${named}${per}`;
  }
  return whole;
}

/** In the column right behind the cost, if that is one of them, else in all of them. */
function currencyBeside(
  cells: readonly string[],
  costAt: number,
  columns: readonly CurrencyColumn[],
): string {
  const next = columns.filter(({ index }) => index === costAt + 1);
  const texts = (next.length > 0 ? next : columns).flatMap(({ index, isCertain }) => {
    const text = (cells[index] ?? "").trim();
    return isCertain || currenciesOf(text).length > 0 ? [text] : [];
  });
  const different = new Set(texts.filter((text) => text !== ""));
  return [...different].map((text) => ` ${text}`).join("");
}

/** A number of pieces that is not one, as in `100` and `100 ST`; a word alone says nothing. */
const isSeveral = (text: string): boolean =>
  /\d/.test(text) && !/^1(?:[.,]0{1,2})?(?![\d.,])/.test(text);

/** The header for a row: rows without an id have another one in sheets with ids in some rows only. */
export const headerOf = ({ key }: Row, header: Header): Header =>
  key.sku === undefined ? header : (header.withoutId ?? header);

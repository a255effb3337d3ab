// Finds cells that count up or down from row to row, as 610910, 610911, 610912: a spreadsheet does that when a cell is
// dragged down. Keeps only the last row.
import type { Field } from "../../item/field.ts";
import type { Value } from "../../item/fields.ts";
import { Stretches } from "./stretches.ts";
import type { WatchedCell } from "./watched-cell.ts";

/** Three such codes in a row can be right; costs may rise by steps with the sizes of a product. */
const leastCells = 5;
const leastCosts = 8;
/** Numbers in JavaScript are exact below 2^53. */
const mostDigits = 15;

interface Numbered {
  /** The text without its number. */
  readonly stem: string;
  readonly number: number;
}

export class CountingCells {
  readonly stretches = new Stretches();
  readonly #isCost: boolean;
  readonly #least: number;
  /** Only cells that had a value count: new numbers for items without one may count on purpose. */
  readonly #onlyReplaced: boolean;
  #row = 0;
  #last: (Numbered & { readonly row: number; readonly line: number }) | undefined;
  #lastOld: Numbered | undefined;
  #lastIsChanged = false;
  #lastHad = false;
  #step = 0;
  #first = 0;
  #cells = 0;
  #replaced = 0;
  /** Rows whose old values counted the same way. */
  #before = 0;

  constructor({ kind }: Field<Value>, isNumberedByPeople: boolean) {
    this.#isCost = kind === "number";
    this.#least = this.#isCost ? leastCosts : leastCells;
    this.#onlyReplaced = isNumberedByPeople;
  }

  get isIdle(): boolean {
    return this.#last === undefined;
  }

  add(cell: WatchedCell): void {
    this.#row += 1;
    if (this.#last === undefined && !cell.isChanged) return;
    const { next } = cell;
    if (next === undefined) return; // an invalid row does not end it
    const found = this.#numberIn(next);
    const old = this.#numberIn(cell.old);
    const last = this.#last;
    const rows = last === undefined ? 0 : this.#row - last.row;
    const step =
      found === undefined || last?.stem !== found.stem ? 0 : (found.number - last.number) / rows;
    const isNext = step !== 0 && Number.isInteger(step);
    if (!isNext || step !== this.#step) {
      this.#close();
      if (!isNext || last === undefined || !cell.isChanged || !this.#lastIsChanged) {
        this.#goOn(cell, found, old);
        return;
      }
      this.#step = step;
      this.#first = last.line;
      this.#cells = 1;
      this.#replaced = this.#lastHad ? 1 : 0;
    }
    if (cell.isChanged) this.#cells += 1;
    if (cell.isChanged && this.#has(cell)) this.#replaced += 1;
    const before = this.#lastOld;
    if (
      old !== undefined &&
      old.stem === before?.stem &&
      old.number - before.number === step * rows
    )
      this.#before += 1;
    this.#goOn(cell, found, old);
  }

  end(): Stretches {
    this.#close();
    return this.stretches;
  }

  #goOn(cell: WatchedCell, found: Numbered | undefined, old: Numbered | undefined): void {
    const isGoingOn = cell.isChanged || this.#cells > 0;
    this.#last =
      found === undefined || !isGoingOn ? undefined : { ...found, row: this.#row, line: cell.line };
    this.#lastOld = old;
    this.#lastIsChanged = cell.isChanged;
    this.#lastHad = this.#has(cell);
  }

  #has = ({ old }: WatchedCell): boolean => old !== null && old !== undefined;

  #close(): void {
    if (this.#cells > 0 && this.#last !== undefined) {
      const counted = this.#onlyReplaced ? this.#replaced : this.#cells;
      const isMistake = counted >= this.#least && this.#before * 2 < this.#cells;
      // A very short stretch shows nothing: any two numbers differ by a step.
      const isLikely = isMistake || counted * 2 >= this.#least;
      if (isLikely) this.stretches.add(this.#first, this.#last.line, this.#cells, isMistake);
    }
    this.#step = 0;
    this.#cells = 0;
    this.#replaced = 0;
    this.#before = 0;
  }

  #numberIn(text: string | null | undefined): Numbered | undefined {
    if (text === null || text === undefined) return undefined;
    if (this.#isCost) {
      const number = Math.round(Number(text) * 10_000);
      return Number.isSafeInteger(number) ? { stem: "", number } : undefined;
    }
    const { length } = text;
    let last = length;
    while (last > 0 && length - last < mostDigits && isDigit(text, last - 1)) last -= 1;
    if (last < length) return { stem: `${text.slice(0, last)}#`, number: Number(text.slice(last)) };
    let first = 0;
    while (first < mostDigits && isDigit(text, first)) first += 1;
    if (first === 0) return undefined;
    return { stem: `#${text.slice(first)}`, number: Number(text.slice(0, first)) };
  }
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

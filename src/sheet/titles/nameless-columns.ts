// Columns without a title in our own sheets. Empty columns are harmless, and so are row numbers that pandas or R write
// into the first column. Other values are a fault: the title may have been lost.
import { type LineWord, quoted } from "../../words.ts";
import type { Header } from "./header.ts";
import type { RawRow } from "../row.ts";
import type { Fault } from "../sheet-error.ts";

export class NamelessColumns {
  readonly #columns: number[];
  readonly #lineWord: LineWord;
  /** The number in the first column of the previous row. */
  #number = -1;

  constructor({ names, foreign, lineWord = "line" }: Header) {
    this.#lineWord = lineWord;
    this.#columns = foreign ? [] : names.flatMap((name, index) => (name === "" ? [index] : []));
  }

  /** Each column is reported only once. */
  check({ line, cells }: RawRow, onFault: (fault: Fault) => void): void {
    if (this.#columns.length === 0) return;
    const found = this.#columns.filter((index) => !this.#isHarmless(index, cells[index] ?? ""));
    for (const index of found) {
      this.#columns.splice(this.#columns.indexOf(index), 1);
      const value = quoted(cells[index] ?? "");
      const what = `column ${index + 1} has no title, but contains ${value} in ${this.#lineWord} ${line}; give it a title or delete it`;
      onFault({ line, what });
    }
  }

  #isHarmless(index: number, cell: string): boolean {
    const text = cell.trim();
    if (text === "") return true;
    const number = index === 0 && /^\d{1,9}$/.test(text) ? Number(text) : -1;
    const isNext = number > this.#number;
    if (isNext) this.#number = number;
    return isNext;
  }
}

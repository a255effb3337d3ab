// Titles that are not in the first line: the name or the date of a list is above them.
import { type LineWord, quoted } from "../../words.ts";
import type { Fault } from "../sheet-error.ts";
import { isKnownTitle, titlesIn, type TitleMap } from "../titles/titles.ts";

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Rows that are searched for titles. */
const mostRows = 20;
/** A single title may be a chance word. */
const fewest = 2;

export class MisplacedTitles {
  /** True once they are found: the first line is then not the header of the rows below. */
  found = false;
  readonly #first: number;
  readonly #map: TitleMap | undefined;
  readonly #lineWord: LineWord;
  #left: number;

  constructor(first: Line, map: TitleMap | undefined, lineWord: LineWord = "line") {
    this.#lineWord = lineWord;
    this.#first = first.line;
    this.#map = map;
    this.#left = this.#known(first).length === 0 ? mostRows : 0;
  }

  /** The fault if this row has the titles. */
  seek(row: Line): Fault | undefined {
    if (this.#left === 0) return undefined;
    this.#left -= 1;
    const known = this.#known(row);
    if (known.length < fewest) return undefined;
    this.#left = 0;
    this.found = true;
    const names = known.map((title) => quoted(title)).join(", ");
    const what = `the titles ${names} are in ${this.#lineWord} ${row.line}; delete the ${this.#lineWord}s above it, because a sheet must begin with its titles`;
    return { line: this.#first, what };
  }

  #known({ cells }: Line): string[] {
    return titlesIn(cells).filter((title) => isKnownTitle(title, this.#map));
  }
}

// Titles that do not stand in the first line, since a list's name or its date stands above them.
import type { LineWord } from "../../words.ts";
import type { Fault } from "../sheet-error.ts";
import { isKnownTitle, titlesIn, type TitleMap } from "../titles/titles.ts";

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Rows that are looked through. */
const mostRows = 20;
/** One may be a word by chance. */
const fewest = 2;

export class MisplacedTitles {
  /** True once they are found: what follows is no row of the first line's. */
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

  /** The fault, with the row that has the titles. */
  seek(row: Line): Fault | undefined {
    if (this.#left === 0) return undefined;
    this.#left -= 1;
    const known = this.#known(row);
    if (known.length < fewest) return undefined;
    this.#left = 0;
    this.found = true;
    const names = known.map((title) => JSON.stringify(title)).join(", ");
    const what = `the titles ${names} stand in ${this.#lineWord} ${row.line}; delete the ${this.#lineWord}s above it, since a sheet begins with its titles`;
    return { line: this.#first, what };
  }

  #known({ cells }: Line): string[] {
    return titlesIn(cells).filter((title) => isKnownTitle(title, this.#map));
  }
}

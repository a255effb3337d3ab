// Finds columns whose new values are those that other rows lose: the column was sorted or moved without the other
// columns. Keeps counts of some thousand values, and a sample if a column has more.
import { hashOf } from "./text-set.ts";
import type { WatchedCell } from "./watched-cell.ts";

const mostValues = 4096;
const leastCells = 5;
const leastValues = 4;
/** With three values many more cells are needed: a few exchanged values may be a correction. */
const leastCellsOfThree = 12;
/** Repetitions that show a rule: each old value has one new value, such as a new price. */
const leastAgain = 5;

interface Counts {
  lost: number;
  got: number;
  /** The new value in the first row that lost this value. */
  became: string | undefined;
}

export class MovedValues {
  readonly #isNumber: boolean;
  readonly #values = new Map<string, Counts>();
  /** Only values whose hash has none of these bits are counted. */
  #mask = 0;
  #cells = 0;
  #rises = 0;
  #falls = 0;
  #again = 0;
  #otherwise = 0;

  constructor(isNumber: boolean) {
    this.#isNumber = isNumber;
  }

  add(cell: WatchedCell): void {
    const { old, next, isChanged } = cell;
    if (old === undefined || (!isChanged && next === old)) return;
    if (old !== null) {
      const counts = this.#countsOf(old);
      if (counts !== undefined) counts.lost += 1;
      if (counts !== undefined && isChanged) this.#map(counts, next ?? "");
    }
    if (!isChanged || next === null || next === undefined) return;
    this.#cells += 1;
    const counts = this.#countsOf(next);
    if (counts !== undefined) counts.got += 1;
    if (this.#isNumber && old !== null) {
      if (Number(next) > Number(old)) this.#rises += 1;
      else this.#falls += 1;
    }
  }

  isMistake(): boolean {
    let [got, lost, moved, values] = [0, 0, 0, 0];
    for (const counts of this.#values.values()) {
      got += counts.got;
      lost += counts.lost;
      moved += Math.min(counts.got, counts.lost);
      if (counts.got > 0) values += 1;
    }
    values *= this.#mask + 1;
    if (values < 3 || this.#cells < leastCells) return false;
    if (values < leastValues && this.#cells < leastCellsOfThree) return false;
    if (this.#again >= leastAgain && this.#otherwise * 10 <= this.#again) return false;
    const ways = this.#rises + this.#falls;
    if (Math.min(this.#rises, this.#falls) * 10 < ways) return false;
    // If the new values were drawn at random from the old ones, four times as many would be missing.
    const missing = Math.min(0.1, 0.14 * Math.sqrt(values / this.#cells));
    // Rows that cannot be read lose a value, and their new value is unknown.
    const unknown = values * 4 >= this.#cells ? 0.3 : missing;
    return moved >= got * (1 - missing) && moved >= lost * (1 - unknown);
  }

  #map(counts: Counts, next: string): void {
    if (counts.became === undefined) counts.became = next;
    else if (counts.became === next) this.#again += 1;
    else this.#otherwise += 1;
  }

  #countsOf(value: string): Counts | undefined {
    if ((hashOf(value) & this.#mask) !== 0) return undefined;
    const found = this.#values.get(value);
    if (found !== undefined) return found;
    const counts = { lost: 0, got: 0, became: undefined };
    this.#values.set(value, counts);
    if (this.#values.size <= mostValues) return counts;
    this.#mask = this.#mask * 2 + 1;
    for (const other of this.#values.keys()) {
      if ((hashOf(other) & this.#mask) !== 0) this.#values.delete(other);
    }
    return this.#values.get(value);
  }
}

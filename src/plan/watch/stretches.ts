// The lines of a sheet between which a mistake was found. However many there are, only so many are kept: then the last
// one grows over what lies between.
interface Stretch {
  readonly first: number;
  last: number;
}

const mostStretches = 500;
/** What looks like the mistake so near to it belongs to it, although it would be too little by itself. */
const near = 10;

export class Stretches {
  readonly #found: Stretch[] = [];
  /** The last part that was too short to be a mistake by itself. */
  #short: Stretch | undefined;
  /** How many cells show the mistake. */
  cells = 0;

  /** Parts come in the order of their last lines; `isMistake` is false for one that is too short. */
  add(first: number, last: number, cells: number, isMistake: boolean): void {
    const before = this.#found.at(-1);
    if (!isMistake) {
      if (before !== undefined && first - before.last <= near) this.#extend(before, last, cells);
      else if (this.#short !== undefined && first - this.#short.last <= near) {
        this.#short.last = Math.max(this.#short.last, last);
      } else this.#short = { first, last };
      return;
    }
    const short = this.#short;
    const begin = short !== undefined && first - short.last <= near ? short.first : first;
    this.#short = undefined;
    const isNear = before !== undefined && begin - before.last <= near;
    if (before !== undefined && (isNear || this.#found.length === mostStretches)) {
      this.#extend(before, last, cells);
    } else {
      this.#found.push({ first: begin, last });
      this.cells += cells;
    }
  }

  has(line: number): boolean {
    let [low, high] = [0, this.#found.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#found[middle]?.last ?? 0) < line) low = middle + 1;
      else high = middle;
    }
    const stretch = this.#found[low];
    return stretch !== undefined && stretch.first <= line;
  }

  #extend(stretch: Stretch, last: number, cells: number): void {
    stretch.last = Math.max(stretch.last, last);
    this.cells += cells;
  }
}

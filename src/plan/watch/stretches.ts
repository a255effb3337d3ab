// Stretches of lines with a mistake. Only a limited number is kept; then the last one grows to include further ones.
interface Stretch {
  readonly first: number;
  last: number;
}

const mostStretches = 500;
/** A short stretch this near to a mistake belongs to it. */
const near = 10;

export class Stretches {
  readonly #found: Stretch[] = [];
  /** The last stretch that was too short to be a mistake by itself. */
  #short: Stretch | undefined;
  /** The number of cells with the mistake. */
  cells = 0;

  /** Adds a stretch, in the order of their last lines; `isMistake` is false if it is too short. */
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

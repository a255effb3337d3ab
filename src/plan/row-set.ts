// Rows of a sheet by their line numbers, as ranges: a choice of a hundred thousand rows is often a few of them.

/** From the first line to the last, both included. */
export type RowRange = readonly [first: number, last: number];

export class RowSet {
  static readonly none = new RowSet([]);
  /** In order, and none touches the next. */
  readonly ranges: readonly RowRange[];

  private constructor(ranges: readonly RowRange[]) {
    this.ranges = ranges;
  }

  /** The ranges can be in any order, and can overlap. */
  static of(ranges: readonly RowRange[]): RowSet {
    const rows = new GrowingRows();
    for (const range of ranges.toSorted(([one], [other]) => one - other)) rows.add(...range);
    return rows.toSet();
  }

  /** Of ranges that are in order, and none of which touches the next. */
  static from(ranges: readonly RowRange[]): RowSet {
    return ranges.length === 0 ? RowSet.none : new RowSet(ranges);
  }

  get size(): number {
    return this.ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  }

  has(line: number): boolean {
    let low = 0;
    let high = this.ranges.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const [first, last] = this.ranges[middle] ?? [0, 0];
      if (line < first) high = middle - 1;
      else if (line > last) low = middle + 1;
      else return true;
    }
    return false;
  }

  equals({ ranges }: RowSet): boolean {
    if (ranges.length !== this.ranges.length) return false;
    return ranges.every(([first, last], at) => {
      const [ownFirst, ownLast] = this.ranges[at] ?? [];
      return first === ownFirst && last === ownLast;
    });
  }
}

/** Collects rows whose lines are added in ascending order. */
export class GrowingRows {
  readonly #ranges: [number, number][] = [];

  add(first: number, last = first): void {
    const end = this.#ranges.at(-1);
    if (end !== undefined && first <= end[1] + 1) end[1] = Math.max(end[1], last);
    else this.#ranges.push([first, last]);
  }

  toSet(): RowSet {
    return RowSet.from(this.#ranges);
  }
}

/** As in `2-6,13`. */
export const viewRanges = (ranges: readonly RowRange[]): string =>
  ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(",");

/** Ranges that a user named, each of which has to name at least one row that is meant. */
export class NamedRows {
  readonly ranges: readonly RowRange[];
  readonly #set: RowSet;
  readonly #found: Set<RowRange> = new Set();
  readonly #alone: ReadonlySet<number>;

  constructor(ranges: readonly RowRange[]) {
    this.ranges = ranges;
    this.#set = RowSet.of(ranges);
    this.#alone = new Set(ranges.filter(([first, last]) => first === last).map(([line]) => line));
  }

  has(line: number): boolean {
    return this.#set.has(line);
  }

  /** Whether the line is named by its own number, and not only as part of a range. */
  hasAlone(line: number): boolean {
    return this.#alone.has(line);
  }

  /** This line is one that is meant. */
  found(line: number): void {
    for (const range of this.ranges) {
      if (line >= range[0] && line <= range[1]) this.#found.add(range);
    }
  }

  /** The ranges without a row that is meant. */
  get missing(): readonly RowRange[] {
    return this.ranges.filter((range) => !this.#found.has(range));
  }
}

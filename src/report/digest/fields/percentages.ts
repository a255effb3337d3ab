// Percentages of any number of rows in a bounded space: their median, range, and a few bars. The range and the bars are
// exact; the median is that of a fine histogram, whose cells are 0.04 % of a value wide and know the mean of their values.

/** Cells for each doubling, and the percentages from the smallest to the largest that get cells of their own. */
const cellsPerDoubling = 2048;
const smallest = -10;
const largest = 20;
const cellsPerSign = (largest - smallest) * cellsPerDoubling;

/** The bars: at most so many, each some whole percent wide. */
const mostBars = 12;
const widths = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500];
/** Whole percents that are counted separately, from -100. */
const countedPercents = 1100;
/** Rows of a thousand that may be in the open bar at either end. */
const outside = 10;

export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
}

export class Percentages {
  #rows = 0;
  #lowest = Infinity;
  #highest = -Infinity;
  readonly #counts = new Uint32Array(2 * cellsPerSign + 1);
  readonly #sums = new Float64Array(2 * cellsPerSign + 1);
  readonly #whole = new Uint32Array(countedPercents);

  add(percent: number): void {
    this.#rows += 1;
    if (percent < this.#lowest) this.#lowest = percent;
    if (percent > this.#highest) this.#highest = percent;
    const cell = cellOf(percent);
    this.#counts[cell] = (this.#counts[cell] ?? 0) + 1;
    this.#sums[cell] = (this.#sums[cell] ?? 0) + percent;
    const whole = clamped(Math.floor(percent) + 100, countedPercents - 1);
    this.#whole[whole] = (this.#whole[whole] ?? 0) + 1;
  }

  /** Undefined if there are none. */
  get range(): { median: number; lowest: number; highest: number } | undefined {
    if (this.#rows === 0) return undefined;
    const middle = (this.#rows - 1) / 2;
    const median = (this.#at(Math.floor(middle)) + this.#at(Math.ceil(middle))) / 2;
    const [lowest, highest] = [this.#lowest, this.#highest];
    return { median: Math.min(Math.max(median, lowest), highest), lowest, highest };
  }

  /** The percentage with this rank, 0 for the lowest. */
  #at(rank: number): number {
    let before = 0;
    // Not by an iterator, which is slow for so many cells.
    for (let cell = 0; cell < this.#counts.length; cell += 1) {
      const count = this.#counts[cell] ?? 0;
      before += count;
      if (before > rank) return (this.#sums[cell] ?? 0) / count;
    }
    return this.#highest;
  }

  /** Lowest first. The first and the last one also count what is below and above them. */
  get bars(): Bar[] {
    if (this.#rows === 0) return [];
    const [low, high] = this.#usualRange();
    const width = widths.find((some) => barsFor(low, high, some) <= mostBars) ?? 500;
    const first = Math.floor(low / width) * width;
    const bars = Array.from({ length: barsFor(low, high, width) }, (_, at) => ({
      from: first + at * width,
      to: first + (at + 1) * width,
      rows: 0,
    }));
    for (const [at, count] of this.#whole.entries()) {
      if (count === 0) continue;
      const bar = bars[clamped(Math.floor((at - 100 - first) / width), bars.length - 1)];
      if (bar !== undefined) bar.rows += count;
    }
    return bars;
  }

  /** The whole percents between which nearly all rows are. */
  #usualRange(): [low: number, high: number] {
    const most = Math.floor((this.#rows * outside) / 1000);
    const passing = (counts: Iterable<[number, number]>): number => {
      let passed = 0;
      for (const [at, count] of counts) {
        passed += count;
        if (passed > most) return at - 100;
      }
      return 0;
    };
    const all = [...this.#whole.entries()];
    return [passing(all), passing(all.toReversed())];
  }
}

const clamped = (value: number, highest: number): number => Math.min(Math.max(value, 0), highest);

function cellOf(percent: number): number {
  if (percent === 0) return cellsPerSign;
  const size = Math.floor((Math.log2(Math.abs(percent)) - smallest) * cellsPerDoubling);
  const cell = clamped(size, cellsPerSign - 1) + 1;
  return cellsPerSign + (percent < 0 ? -cell : cell);
}

const barsFor = (low: number, high: number, width: number): number =>
  Math.floor(high / width) - Math.floor(low / width) + 1;

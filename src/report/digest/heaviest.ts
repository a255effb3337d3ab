// The rows that matter most of any number of rows: all of them up to a limit, and fewer above it.
import type { DigestRow } from "./digest.ts";
import { compareWeights, type Weight } from "./weight.ts";

/** More rows than this are too many to show, and then only some are kept. */
const mostShown = 5_000;
export const keptOfMany = 1_000;

interface Weighed {
  readonly row: DigestRow;
  readonly weight: Weight;
}

export class Heaviest {
  #rows: Weighed[] = [];
  #limit = mostShown;
  /** A row that is not heavier than this one is not among the kept ones. */
  #lightest: Weight | undefined;

  add(row: DigestRow, weight: Weight): void {
    if (this.#lightest !== undefined && compareWeights(weight, this.#lightest) > 0) return;
    this.#rows.push({ row, weight });
    if (this.#rows.length > this.#limit) this.#keepSome();
  }

  #keepSome(): void {
    this.#rows = this.#sorted().slice(0, keptOfMany);
    this.#lightest = this.#rows.at(-1)?.weight;
    this.#limit = 2 * keptOfMany;
  }

  #sorted(): Weighed[] {
    return this.#rows.toSorted((one, other) => compareWeights(one.weight, other.weight));
  }

  /** The heaviest first. */
  get rows(): DigestRow[] {
    const most = this.#lightest === undefined ? mostShown : keptOfMany;
    return this.#sorted()
      .slice(0, most)
      .map(({ row }) => row);
  }
}

// Counts moves from one text to another one. Once there are too many different moves, new ones are not counted
// separately, so that every count is right.
import type { Move } from "../digest.ts";

/** Different moves that are counted, and characters in them. */
const mostDistinct = 5_000;
const mostCharacters = 1_000_000;

export class Moves {
  readonly #counts = new Map<string, { from: string; to: string; rows: number }>();
  #room = mostCharacters;

  add(from: string, to: string): void {
    const key = `${from}\n${to}`;
    const known = this.#counts.get(key);
    if (known !== undefined) known.rows += 1;
    else if (this.#counts.size < mostDistinct && this.#room > 0) {
      this.#counts.set(key, { from, to, rows: 1 });
      this.#room -= key.length;
    }
  }

  /** The most frequent, and of equally frequent ones those that came first. */
  first(most: number): Move[] {
    return [...this.#counts.values()].toSorted((a, b) => b.rows - a.rows).slice(0, most);
  }
}

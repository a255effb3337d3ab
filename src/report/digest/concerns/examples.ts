// The number of rows with something in common, and the first of them.
import type { DigestRow } from "../digest.ts";

const mostExamples = 3;

export class Examples {
  #rows = 0;
  readonly #shown: DigestRow[] = [];

  /** A row that is added twice in succession counts once. */
  add(row: DigestRow): void {
    if (this.#last === row.decision.line) return;
    this.#last = row.decision.line;
    this.#rows += 1;
    if (this.#shown.length < mostExamples) this.#shown.push(row);
  }

  #last: number | undefined;

  get rows(): number {
    return this.#rows;
  }

  get shown(): readonly DigestRow[] {
    return this.#shown;
  }
}

/** Examples by some key; more keys than a limit share the last ones. */
export class ExamplesBy<Key extends string = string> {
  readonly #found = new Map<Key, Examples>();
  readonly #most: number;
  readonly others = new Examples();

  constructor(most = Infinity) {
    this.#most = most;
  }

  add(key: Key, row: DigestRow): void {
    const known = this.#found.get(key);
    if (known !== undefined) known.add(row);
    else if (this.#found.size === this.#most) this.others.add(row);
    else {
      const examples = new Examples();
      examples.add(row);
      this.#found.set(key, examples);
    }
  }

  /** In the order of their first rows. */
  get all(): readonly (readonly [Key, Examples])[] {
    return [...this.#found];
  }
}

// One cell of a column as the search for mistakes sees it: what was there, and what the sheet has. Texts are made only
// when a cell nearby is changed, since most cells of most sheets are not.
import type { Field } from "../../item/field.ts";
import type { Value } from "../../item/fields.ts";

/** `next` is what the sheet has, null for a blank; undefined where it cannot be told, as in an invalid row. */
export interface CellValues {
  readonly old: Value | undefined;
  readonly next: Value | undefined;
  /** True where the row asks for another value. */
  readonly isChanged: boolean;
}

export class WatchedCell {
  readonly line: number;
  readonly isChanged: boolean;
  readonly #field: Field<Value>;
  readonly #values: CellValues;
  #old: string | null | undefined;
  #next: string | null | undefined;

  constructor(line: number, field: Field<Value>, values: CellValues) {
    this.line = line;
    this.isChanged = values.isChanged;
    this.#field = field;
    this.#values = values;
  }

  /** Canonical, null for nothing, undefined where it is not known. */
  get old(): string | null | undefined {
    const { old } = this.#values;
    if (old === undefined) return undefined;
    if (this.#old === undefined) this.#old = this.#field.canonical(old);
    return this.#old;
  }

  get next(): string | null | undefined {
    const { old, next } = this.#values;
    if (next === undefined) return undefined;
    if (next === old) return this.old;
    if (this.#next === undefined) this.#next = this.#field.canonical(next);
    return this.#next;
  }
}

// One cell in the search for mistakes: its old value and its value in the sheet. Texts are made only if a cell nearby
// is changed, because most cells of most sheets are unchanged.
import type { Field } from "../../item/field.ts";
import type { Value } from "../../item/fields.ts";

/** `next` is the value in the sheet, null if blank, undefined if unknown, as in an invalid row. */
export interface CellValues {
  readonly old: Value | undefined;
  readonly next: Value | undefined;
  /** True if the row changes the value. */
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

  /** Canonical; null if empty, undefined if unknown. */
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

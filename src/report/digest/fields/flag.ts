// How many rows switch a flag on, and how many off.
import type { FieldName, Value } from "../../../item/fields.ts";
import type { FlagDigest } from "../digest.ts";

export class FlagCount {
  readonly #field: FieldName;
  #on = 0;
  #off = 0;

  constructor(field: FieldName) {
    this.#field = field;
  }

  add(to: Value): void {
    if (to === true) this.#on += 1;
    else this.#off += 1;
  }

  get digest(): FlagDigest {
    const [on, off] = [this.#on, this.#off];
    return { field: this.#field, kind: "flag", rows: on + off, on, off };
  }
}

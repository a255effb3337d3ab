// Finds what programs write into the empty cells of a whole column: a cost of 0, and NA, which is Namibia.
import type { FieldName, Value } from "../../item/fields.ts";
import type { MistakeKind } from "../mistake.ts";
import type { CellValues } from "./watched-cell.ts";

interface Filling {
  readonly kind: MistakeKind;
  /** In fewer rows it may be meant. */
  readonly least: number;
  readonly text: string;
  readonly isFilled: (next: Value | undefined) => boolean;
}

const fillings: Partial<Record<FieldName, Filling>> = {
  cost: {
    kind: "filled_with_zero",
    least: 10,
    text: "0, where there was no cost, as in many rows (did a program fill empty cells?)",
    isFilled: (next) => typeof next === "string" && Number(next) === 0,
  },
  country_code_of_origin: {
    kind: "filled_with_na",
    least: 3,
    text: "NA, which is Namibia, and what some programs write for an empty cell",
    isFilled: (next) => next === "NA",
  },
};

export class FilledBlanks {
  readonly #filling: Filling | undefined;
  #rows = 0;

  constructor(name: FieldName) {
    this.#filling = fillings[name];
  }

  add({ old, next, isChanged }: CellValues): void {
    if (isChanged && old === null && this.#filling?.isFilled(next) === true) this.#rows += 1;
  }

  /** Undefined if too few cells are filled so. */
  get mistake(): Filling | undefined {
    const filling = this.#filling;
    return filling !== undefined && this.#rows >= filling.least ? filling : undefined;
  }
}

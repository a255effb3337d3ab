// How the costs of the changed rows move: up or down, by how many percent, and their sums before and after.
import type { FieldName } from "../../../item/fields.ts";
import type { DigestRow, MoneyDigest } from "../digest.ts";
import { AmountSum } from "./amount.ts";
import type { CostMove } from "./cost-move.ts";
import { Percentages } from "./percentages.ts";

export class MoneyCount {
  readonly #field: FieldName;
  readonly #counts = { rows: 0, up: 0, down: 0, filled: 0, emptied: 0 };
  readonly #before = new AmountSum();
  readonly #after = new AmountSum();
  readonly #percentages = new Percentages();
  #largest: { readonly percent: number; readonly row: DigestRow } | undefined;

  constructor(field: FieldName) {
    this.#field = field;
  }

  add(row: DigestRow, { before, after, from, to, by, percent }: CostMove): void {
    const counts = this.#counts;
    counts.rows += 1;
    if (after === undefined) counts.emptied += 1;
    else if (from === undefined) counts.filled += 1;
    else if (by < 0) counts.down += 1;
    else counts.up += 1;
    if (before !== undefined && from !== undefined) this.#before.add(before, from);
    if (after !== undefined && to !== undefined) this.#after.add(after, to);
    if (percent === undefined) return;
    this.#percentages.add(percent);
    if (Math.abs(percent) > Math.abs(this.#largest?.percent ?? 0)) this.#largest = { percent, row };
  }

  get digest(): MoneyDigest {
    const percent = this.#percentages.range;
    return {
      field: this.#field,
      kind: "money",
      ...this.#counts,
      ...(percent && { percent }),
      ...(this.#largest && { largest: this.#largest.row }),
      bars: this.#percentages.bars,
      before: this.#before.text,
      after: this.#after.text,
    };
  }
}

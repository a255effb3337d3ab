// Which values of a field become which: codes, countries, SKUs.
import { type FieldName, fields, type Value } from "../../../item/fields.ts";
import type { ValueDigest } from "../digest.ts";
import { chapterMoves } from "./chapters.ts";
import { Moves } from "./moves.ts";

/** Moves in a digest. */
const mostMoves = 50;

export class ValueCount {
  readonly #field: FieldName;
  #rows = 0;
  readonly #moves = new Moves();
  readonly #chapters: Moves | undefined;

  constructor(field: FieldName) {
    this.#field = field;
    const isHsCode =
      field === "harmonized_system_code" || field === "country_harmonized_system_codes";
    if (isHsCode) this.#chapters = new Moves();
  }

  add(from: Value, to: Value): void {
    const field = fields[this.#field];
    this.#rows += 1;
    this.#moves.add(field.write(from), field.write(to));
    if (this.#chapters === undefined) return;
    for (const [before, after] of chapterMoves(from, to)) this.#chapters.add(before, after);
  }

  get digest(): ValueDigest {
    const moves = this.#moves.first(mostMoves);
    const others = this.#rows - moves.reduce((sum, { rows }) => sum + rows, 0);
    const chapters = this.#chapters?.first(mostMoves);
    return {
      field: this.#field,
      kind: "value",
      rows: this.#rows,
      moves,
      others,
      ...(chapters !== undefined && { chapters }),
    };
  }
}

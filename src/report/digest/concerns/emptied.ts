// Values that a plan would empty, by field.
import { type FieldName, fields } from "../../../item/fields.ts";
import { counted, type LineWord } from "../../../words.ts";
import type { Concern, DigestRow } from "../digest.ts";
import { ExamplesBy } from "./examples.ts";

export class Emptied {
  readonly #byField = new ExamplesBy<FieldName>();
  /** Rows whose cell is empty and had a value at export. */
  readonly #byBase = new ExamplesBy<FieldName>();

  add(field: FieldName, row: DigestRow): void {
    this.#byField.add(field, row);
    if (row.decision.cleared_by_base?.includes(field) === true) this.#byBase.add(field, row);
  }

  concerns(lineWord: LineWord): Concern[] {
    const byBase = new Map(this.#byBase.all);
    return this.#byField.all.map(([field, { rows, shown }]) => {
      const [first] = shown;
      const before = fields[field].write(first?.decision.changes?.[field]?.from ?? null);
      const example = `${before} → (empty) in ${lineWord} ${first?.decision.line ?? 0}`;
      const cleared = byBase.get(field)?.rows ?? 0;
      const why =
        cleared === 0
          ? ""
          : `; in ${counted(cleared, "row")} because the cell is empty and had a value at export`;
      const text = `the value is removed: ${rows > 1 ? "first " : ""}${example}${why}`;
      return { kind: "emptied", column: field, rows, text, examples: shown };
    });
  }
}

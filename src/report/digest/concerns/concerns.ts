// Everything to look at before a yes, or after an apply: the most serious kind first.
import { isEmpty } from "../../../plan/tally.ts";
import type { LineWord } from "../../../words.ts";
import type { Concern, DigestRow } from "../digest.ts";
import type { FieldChange } from "../fields/field-change.ts";
import { Conflicts } from "./conflicts.ts";
import { Emptied } from "./emptied.ts";
import { Failures } from "./failures.ts";
import { Held } from "./held.ts";
import { SwitchedOff } from "./switched-off.ts";
import { Warnings } from "./warnings.ts";

export class Concerns {
  readonly #failed = new Failures("failed");
  readonly #unknown = new Failures("unknown");
  readonly #emptied = new Emptied();
  readonly #switchedOff = new SwitchedOff();
  readonly #held = new Held();
  readonly #conflicts = new Conflicts();
  readonly #warnings = new Warnings();

  add(row: DigestRow): void {
    const { decision } = row;
    this.#warnings.add(row);
    if (decision.decision === "unchanged") return;
    this.#held.add(row);
    this.#conflicts.add(row);
    this.#failed.add(row);
    this.#unknown.add(row);
  }

  /** A change that the plan makes in a row. */
  addChange(row: DigestRow, { name, to }: FieldChange): void {
    if (isEmpty(to)) this.#emptied.add(name, row);
    else if (name === "tracked" && to === false) this.#switchedOff.add(row);
  }

  all(lineWord: LineWord): Concern[] {
    const kinds = [
      this.#failed,
      this.#unknown,
      this.#emptied,
      this.#switchedOff,
      this.#held,
      this.#conflicts,
      this.#warnings,
    ];
    return kinds.flatMap((kind) => kind.concerns(lineWord));
  }
}

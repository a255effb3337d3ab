// Items whose stock the shop would not count any more.
import type { LineWord } from "../../../words.ts";
import type { Concern, DigestRow } from "../digest.ts";
import { Examples } from "./examples.ts";

export class SwitchedOff {
  readonly #rows = new Examples();

  add(row: DigestRow): void {
    this.#rows.add(row);
  }

  concerns(lineWord: LineWord): Concern[] {
    const { rows, shown } = this.#rows;
    if (rows === 0) return [];
    const text = `true → false: the shop no longer counts the stock of ${rows === 1 ? "this item" : "these items"} and sells without a limit; ${rows > 1 ? "first " : ""}in ${lineWord} ${shown[0]?.decision.line ?? 0}`;
    return [{ kind: "switched_off", column: "tracked", rows, text, examples: shown }];
  }
}

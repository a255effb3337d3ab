// Rows that have changed both in the sheet and in the shop, found by the plan or when it was applied.
import type { LineWord } from "../../../words.ts";
import type { Concern, DigestRow } from "../digest.ts";
import { Examples } from "./examples.ts";
import { inFirst } from "./key.ts";

export class Conflicts {
  readonly #planned = new Examples();
  readonly #found = new Examples();

  add(row: DigestRow): void {
    if (row.status !== "conflict") return;
    (row.decision.decision === "change" ? this.#found : this.#planned).add(row);
  }

  concerns(lineWord: LineWord): Concern[] {
    return [this.#planned, this.#found].flatMap(({ rows, shown }): Concern[] => {
      const [first] = shown;
      if (first === undefined) return [];
      const { decision, message = "message" in decision ? decision.message : undefined } = first;
      const text = `changed in the shop and in the sheet, and not sent; ${inFirst(rows, shown, lineWord)}: ${message ?? ""}`;
      return [{ kind: "conflict", column: "", rows, text, examples: shown }];
    });
  }
}

// Rows that do not name one item alone: several rows of one item with different values, and SKUs of several items.
import type { Decision } from "../../../plan/decision.ts";
import type { Fault } from "../digest.ts";
import { nameOrSku } from "../row-name.ts";
import { WrittenTexts } from "./written.ts";

export class Duplicates {
  readonly #rowsOfItem = new WrittenTexts();
  readonly #itemsOfSku = new WrittenTexts();

  /** A row that only repeats another one needs nobody. */
  add(decision: Decision): void {
    if (decision.decision !== "duplicate" || decision.same_as !== undefined) return;
    const { id, sku, line, message = "" } = decision;
    const name = nameOrSku(decision);
    if (id === "") this.#itemsOfSku.add({ cell: sku ?? "", text: message, line, name });
    // The message of a row names the others, so it is not that of all.
    else this.#rowsOfItem.add({ cell: id, text: "keep the row that is right", line, name });
  }

  get faults(): Fault[] {
    return [
      { texts: this.#rowsOfItem, title: "several rows of one item have different values" },
      { texts: this.#itemsOfSku, title: "several items have the SKU" },
    ].flatMap(({ texts, title }) => (texts.rows === 0 ? [] : [texts.fault(title)]));
  }
}

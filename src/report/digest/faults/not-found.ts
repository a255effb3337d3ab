// Ids and SKUs that the shop does not have.
import type { Decision } from "../../../plan/decision.ts";
import type { Fault } from "../digest.ts";
import { rowName } from "../row-name.ts";
import { WrittenTexts } from "./written.ts";

export class NotFound {
  readonly #texts = new WrittenTexts();

  add(decision: Decision): void {
    if (decision.decision !== "not_found") return;
    const { id, sku, line, message = "" } = decision;
    this.#texts.add({ cell: id || (sku ?? ""), text: message, line, name: rowName(decision) });
  }

  get faults(): Fault[] {
    return this.#texts.rows === 0 ? [] : [this.#texts.fault("not found in the shop")];
  }
}

// Ids and SKUs that the shop does not have.
import type { Decision } from "../../../plan/decision.ts";
import type { Fault } from "../digest.ts";
import { rowName } from "../row-name.ts";
import { WrittenTexts } from "./written.ts";

export class NotFound {
  readonly #texts = new WrittenTexts();
  #ids = 0;

  add(decision: Decision): void {
    if (decision.decision !== "not_found") return;
    const { id, sku, line, message = "" } = decision;
    if (id !== "") this.#ids += 1;
    this.#texts.add({ cell: id || (sku ?? ""), text: message, line, name: rowName(decision) });
  }

  get faults(): Fault[] {
    if (this.#texts.rows === 0) return [];
    const fault = this.#texts.fault("not found in the shop");
    return [this.#ids < severalIds ? fault : { ...fault, advice: otherIds }];
  }
}

/** One unknown id is that of a deleted item. */
const severalIds = 2;
const otherIds =
  "if these are ids of another system, and the sheet has SKUs too, match the rows by them: --match sku";

// Cells that cannot be used, by column and kind.
import type { Decision } from "../../../plan/decision.ts";
import type { Complaint } from "../../../plan/warning.ts";
import { adviceFor } from "../../advice.ts";
import { keyOf, partsOf } from "../concerns/key.ts";
import type { Fault } from "../digest.ts";
import { nameOrSku } from "../row-name.ts";
import { WrittenTexts } from "./written.ts";

/** What is wrong with the cells of a column. */
const titles: Readonly<Record<Complaint["kind"], string>> = {
  id: "does not name an item",
  id_lost: "was shortened by a spreadsheet",
  id_and_gid: "and the gid name different items",
  sku: "does not name an item",
  sku_and_id: "and the id are of different items",
  ruined: "was destroyed by a spreadsheet",
  unreadable: "cannot be read",
  placeholder: "has a placeholder for no value",
  date: "has a date",
  not_clearable: "cannot be empty",
  two_columns: "was edited in two columns",
};

export class Invalid {
  readonly #found = new Map<string, WrittenTexts>();

  add(decision: Decision): void {
    if (decision.decision !== "invalid") return;
    const { line, complaints = [] } = decision;
    const name = nameOrSku(decision);
    for (const complaint of complaints) {
      const key = keyOf(complaint);
      const texts = this.#found.get(key) ?? new WrittenTexts();
      const { cell, probably, text } = complaint;
      texts.add({
        ...(cell !== undefined && { cell }),
        ...(probably !== undefined && { probably }),
        text,
        line,
        name,
      });
      this.#found.set(key, texts);
    }
  }

  get faults(): Fault[] {
    return [...this.#found].map(([key, texts]) => {
      const { column, kind } = partsOf(key);
      const advice = adviceFor(kind as Complaint["kind"]);
      const fault = texts.fault(`${column} ${titles[kind as Complaint["kind"]]}`);
      return advice === undefined ? fault : { ...fault, advice };
    });
  }
}

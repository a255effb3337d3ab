// The edits of a row, by column, and the changes of fields that follow from them.
import type { Item, Value } from "../../item/fields.ts";
import { fromCell } from "../../sheet/cell.ts";
import { type Column, fieldOf, withCountry } from "../../sheet/column.ts";
import { orEmpty } from "../../words.ts";
import type { Changes } from "../decision.ts";
import type { Complaint } from "../warning.ts";
import { cellText } from "./judge-cell.ts";

/** An edited cell: its value is neither the exported one nor the one in the shop. */
export interface Edit {
  readonly column: Column;
  /** The cell as it is in the sheet. */
  readonly cell: string;
  /** At export; absent if unknown. */
  readonly base?: Value;
  readonly live: Value;
  readonly wanted: Value;
}

/** The changes for these edits; edits of several countries become one change of the whole list. */
export function changesOf(edits: readonly Edit[], live: Item): Changes {
  const changes: Record<string, { readonly from: Value; readonly to: Value }> = {};
  for (const { column, wanted } of edits) {
    const { name, country } = column;
    const from = live[name];
    const to =
      country === undefined ? wanted : withCountry(changes[name]?.to ?? from, country, wanted);
    changes[name] = { from, to };
  }
  return changes;
}

/** As in `cost was 5.00 when exported, is 6.00 in the shop and 7.00 in the sheet`. */
export function threeSides({ column, base, live, wanted }: Edit): string {
  const field = fieldOf(column);
  if (base === undefined) {
    const [now, here] = [live, wanted].map((value) => orEmpty(field.write(value)));
    return `${column.title} is ${now} in the shop and ${here} in the sheet`;
  }
  const [then, now, here] = [base, live, wanted].map((value) => orEmpty(field.write(value)));
  return `${column.title} was ${then} when exported, is ${now} in the shop and ${here} in the sheet`;
}

/** A complaint if a row changes codes both in the column of a country and in the column of the whole list. */
export function twoColumns(edits: readonly Edit[]): Complaint[] {
  const list = edits.find(
    ({ column }) =>
      column.name === "country_harmonized_system_codes" && column.country === undefined,
  );
  const single = edits.find(({ column }) => column.country !== undefined);
  if (list === undefined || single === undefined) return [];
  const text = `edited here and in the column of the whole list; wanted only one of them`;
  const cell = cellText(fromCell(single.cell));
  return [{ column: single.column.title, kind: "two_columns", text, cell }];
}

// What a row asks for, column by column, and as changes of fields.
import type { Item, Value } from "../../item/fields.ts";

import { type Column, fieldOf, withCountry } from "../../sheet/column.ts";
import type { Changes } from "../decision.ts";
import type { Complaint } from "../warning.ts";

/** One cell that somebody has edited: neither what was exported nor what the shop holds. */
export interface Edit {
  readonly column: Column;
  /** At export; absent where it is not known. */
  readonly base?: Value;
  readonly live: Value;
  readonly wish: Value;
}

/** The changes that these edits come to; those of single countries together make one of the whole list. */
export function changesOf(edits: readonly Edit[], live: Item): Changes {
  const changes: Record<string, { readonly from: Value; readonly to: Value }> = {};
  for (const { column, wish } of edits) {
    const { name, country } = column;
    const from = live[name];
    const to = country === undefined ? wish : withCountry(changes[name]?.to ?? from, country, wish);
    changes[name] = { from, to };
  }
  return changes;
}

/** As in `cost was 5.00 when exported, is 6.00 in the shop and 7.00 in the sheet`. */
export function threeSides({ column, base, live, wish }: Edit): string {
  const field = fieldOf(column);
  if (base === undefined) {
    const [now, here] = [live, wish].map((value) => field.write(value) || "(empty)");
    return `${column.title} is ${now} in the shop and ${here} in the sheet`;
  }
  const [then, now, here] = [base, live, wish].map((value) => field.write(value) || "(empty)");
  return `${column.title} was ${then} when exported, is ${now} in the shop and ${here} in the sheet`;
}

/** Complaints where a row asks for a country's code in two columns. */
export function twoColumns(edits: readonly Edit[]): Complaint[] {
  const list = edits.find(
    ({ column }) =>
      column.name === "country_harmonized_system_codes" && column.country === undefined,
  );
  const single = edits.find(({ column }) => column.country !== undefined);
  if (list === undefined || single === undefined) return [];
  const text = `edited here, and in the column of the whole list too; wanted one of them`;
  return [{ column: single.column.title, kind: "two_columns", text }];
}

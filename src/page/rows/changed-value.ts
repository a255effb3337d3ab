// One field of a row: which way it moves, and the old and the new value.
import { isNothing } from "../../item/field.ts";
import { type FieldName, fields, type Value } from "../../item/fields.ts";
import type { Decision } from "../../plan/decision.ts";
import { changesIn } from "../../report/digest/fields/field-change.ts";
import { costMove } from "../../report/digest/fields/cost-move.ts";
import { shortened } from "../../words.ts";
import { html, type Html } from "../html.ts";
import { countryName } from "../texts.ts";

export const ways = {
  up: "up",
  down: "down",
  first: "first value",
  emptied: "emptied",
  on: "switched on",
  off: "switched off",
  other: "another value",
} as const;

export type Way = keyof typeof ways;

export interface ChangedValue {
  readonly field: FieldName;
  readonly from: Value;
  readonly to: Value;
  readonly way: Way;
  /** Of a cost with a value before that is not zero. */
  readonly percent?: number;
}

export function changedValues({ changes = {} }: Decision): readonly ChangedValue[] {
  return changesIn(changes).map(({ name: field, from, to }) => {
    const percent = field === "cost" ? costMove(changes)?.percent : undefined;
    return {
      field,
      from,
      to,
      way: wayOf(field, from, to),
      ...(percent !== undefined && { percent }),
    };
  });
}

function wayOf(field: FieldName, from: Value, to: Value): Way {
  if (isNothing(fields[field], to)) return "emptied";
  if (isNothing(fields[field], from)) return "first";
  if (typeof to === "boolean") return to ? "on" : "off";
  if (field !== "cost" || !(Number(from) >= 0) || !(Number(to) >= 0)) return "other";
  return Number(to) < Number(from) ? "down" : "up";
}

/** Characters of a value that are shown. */
const longestValue = 160;

/** The text of a cell, with the name of a country. */
export function valueText(field: FieldName, cell: string): Html {
  if (cell === "") return html`<i>(empty)</i>`;
  const name = field === "country_code_of_origin" ? countryName(cell) : undefined;
  const text = shortened(cell, longestValue);
  return name === undefined ? html`${text}` : html`${text} <small>${name}</small>`;
}

export const valueOf = (field: FieldName, value: Value): Html =>
  valueText(field, fields[field].write(value));

export const oldValue = ({ field, from }: ChangedValue): Html =>
  html`<del>${valueOf(field, from)}</del>`;

export const newValue = ({ field, to }: ChangedValue): Html =>
  html`<ins>${valueOf(field, to)}</ins>`;

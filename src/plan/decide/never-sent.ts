// Edits in columns that are never sent, such as a title or a time. They change nothing in the shop, and the user should
// know that. Changes by a spreadsheet are no edits.
import type { BaseRow } from "../../base/base.ts";
import { fields, type Item } from "../../item/fields.ts";
import { columnOf, contextColumns } from "../../sheet/column.ts";
import { echoOf } from "../../sheet/echo/echo.ts";
import type { Header } from "../../sheet/titles/header.ts";
import type { Row } from "../../sheet/row.ts";
import type { Decision } from "../decision.ts";

export interface NeverSentColumn {
  readonly index: number;
  readonly title: string;
  /** The value at export, or the one in the shop; undefined if both are unknown. */
  readonly valueOf: (live: Item, base: BaseRow | undefined) => string | undefined;
  readonly isSame: (text: string, value: string) => boolean;
  /** True if only the base has the value. */
  readonly needsBase?: true;
}

/** The columns of our own sheets; sheets of other programs have none. */
export function neverSentColumns({ names, foreign, others }: Header): readonly NeverSentColumn[] {
  if (foreign) return [];
  const isOthers = (at: number): boolean => others.some(({ index }) => index === at);
  return names.flatMap((title, index) => (isOthers(index) ? [] : (columnFor(title, index) ?? [])));
}

function columnFor(title: string, index: number): NeverSentColumn | undefined {
  if (contextColumns.some((name) => name === title)) {
    const valueOf: NeverSentColumn["valueOf"] = (_, base) => base?.context?.[title];
    return { index, title, valueOf, isSame: isSameText, needsBase: true };
  }
  const name = columnOf(title, index)?.name;
  if (name === undefined || name === "id" || fields[name].writable) return undefined;
  if (name === "updated_at") {
    // Another time is that of another export, not an edit; the live time may be that of a change in the shop.
    return { index, title, valueOf: (_, base) => base?.updated_at ?? undefined, isSame: isTime };
  }
  const valueOf: NeverSentColumn["valueOf"] = (live, base) =>
    fields[name].write((base ?? live)[name] ?? live[name]);
  return { index, title, valueOf, isSame: name === "created_at" ? isSameDay : isSameText };
}

/** Adds the columns with edits that are not sent to the decision. */
export function withNeverSent(
  decision: Decision,
  columns: readonly NeverSentColumn[],
  row: Row,
  live: Item | undefined,
  base: BaseRow | undefined,
): Decision {
  if (live === undefined || columns.length === 0) return decision;
  let edited: string[] | undefined;
  for (const { index, title, valueOf, isSame } of columns) {
    const cell = row.cell(index);
    if (cell === "") continue;
    const value = valueOf(live, base);
    if (value === undefined || cell === value) continue;
    const text = row.text(index).trim();
    if (text !== "" && !isSame(text, value)) (edited ??= []).push(title);
  }
  return edited === undefined ? decision : { ...decision, never_sent: edited };
}

const isSameText = (text: string, value: string): boolean =>
  text.replace(/\s+/g, " ") === value.trim().replace(/\s+/g, " ") ||
  echoOf(text, value) !== undefined;

/** A date as a number, as a spreadsheet shows it in a cell without a date format. */
const serial = /^\d{5}(?:[.,]\d+)?$/;

/** True for the same instant, and for the same day in any format. */
function isSameDay(text: string, value: string): boolean {
  if (serial.test(text) || Date.parse(text) === Date.parse(value)) return true;
  if (isSameText(text, value)) return true;
  const [year = 0, month = 0, day = 0] = (value.match(/\d+/g) ?? []).map(Number);
  const parts = [year, year % 100, month, day];
  const found = (text.match(/\d+/g) ?? []).map(Number).slice(0, 3);
  // A date with the name of the month has one number less.
  const named = /\p{L}{3}/u.test(text) ? found.slice(0, 2) : found;
  return named.length > 1 && named.every((part) => parts.includes(part));
}

const isTime = (text: string, value: string): boolean =>
  !Number.isNaN(Date.parse(text)) || isSameDay(text, value);

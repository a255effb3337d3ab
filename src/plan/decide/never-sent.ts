// Edits in columns that are never sent, such as a title or a time. They change nothing, so that whoever made them should
// know. What a spreadsheet rewrites by itself is no edit.
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
  /** The value at export, or as the shop has it; undefined where neither is known. */
  readonly valueOf: (live: Item, base: BaseRow | undefined) => string | undefined;
  readonly isSame: (text: string, value: string) => boolean;
}

/** Of a sheet of ours; those of another program are its own. */
export function neverSentColumns({ names, foreign }: Header): readonly NeverSentColumn[] {
  if (foreign) return [];
  return names.flatMap((title, index) => columnFor(title, index) ?? []);
}

function columnFor(title: string, index: number): NeverSentColumn | undefined {
  if (contextColumns.some((name) => name === title)) {
    return { index, title, valueOf: (_, base) => base?.context?.[title], isSame: isSameText };
  }
  const name = columnOf(title, index)?.name;
  if (name === undefined || name === "id" || fields[name].writable) return undefined;
  if (name === "updated_at") {
    // Another time tells of another export, and a live one of a change in the shop.
    return { index, title, valueOf: (_, base) => base?.updated_at ?? undefined, isSame: isTime };
  }
  const valueOf: NeverSentColumn["valueOf"] = (live, base) =>
    fields[name].write((base ?? live)[name] ?? live[name]);
  return { index, title, valueOf, isSame: name === "created_at" ? isSameDay : isSameText };
}

/** The decision with the columns in which somebody has edited the row in vain. */
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

/** The number of a day, as a spreadsheet without a format for dates shows it. */
const serial = /^\d{5}(?:[.,]\d+)?$/;

/** True for the same instant, and for its day in any order and format. */
function isSameDay(text: string, value: string): boolean {
  if (serial.test(text) || Date.parse(text) === Date.parse(value)) return true;
  if (isSameText(text, value)) return true;
  const [year = 0, month = 0, day = 0] = (value.match(/\d+/g) ?? []).map(Number);
  const parts = [year, year % 100, month, day];
  const found = (text.match(/\d+/g) ?? []).map(Number).slice(0, 3);
  // With its month by name, a date has a part less.
  const named = /\p{L}{3}/u.test(text) ? found.slice(0, 2) : found;
  return named.length > 1 && named.every((part) => parts.includes(part));
}

const isTime = (text: string, value: string): boolean =>
  !Number.isNaN(Date.parse(text)) || isSameDay(text, value);

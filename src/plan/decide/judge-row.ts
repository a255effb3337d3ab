// Judges all cells of a row: edits, cells that only look like edits, and cells that cannot be read.
import type { BaseRow } from "../../base/base.ts";
import { isNothing } from "../../item/field.ts";
import { type FieldName, fields, type Item, type Value } from "../../item/fields.ts";
import { isPlaceholderProvince } from "../../item/country/placeholder-provinces.ts";
import type { Header } from "../../sheet/titles/header.ts";
import { isEmptyCell, type Row } from "../../sheet/row.ts";
import { type Column, fieldOf, isAdded, valueIn } from "../../sheet/column.ts";
import type { Rules } from "../rules.ts";
import type { Edit } from "./edit.ts";
import { isUntouched, judge, type Verdict } from "./judge.ts";
import type { Complaint, Warning } from "../warning.ts";

export interface Findings {
  readonly edits: Edit[];
  readonly complaints: Complaint[];
  readonly warnings: Warning[];
  /** Fields with edits that `--only` or `--only-empty` leaves out. */
  readonly leftOut: FieldName[];
}

/** `base` is undefined if the exported values are unknown. */
export function judgeRow(
  row: Row,
  header: Header,
  live: Item,
  base: BaseRow | undefined,
  rules: Rules,
): Findings {
  const findings: Findings = { edits: [], complaints: [], warnings: [], leftOut: [] };
  const leftOut = leftOutOf(header, live, rules);
  for (const column of header.writable) {
    if (leftOut.includes(column)) continue;
    judgeCell(row, header, column, live, base, rules, findings);
  }
  if (leftOut.length === 0) return findings;
  const others: Findings = { ...findings, edits: [], complaints: [], warnings: [] };
  for (const column of leftOut) {
    judgeCell(row, header, column, live, base, rules, others);
  }
  const asking = [
    ...others.edits.map(({ column }) => column.title),
    ...others.complaints.map(({ column }) => column),
  ];
  for (const column of leftOut) {
    const { title, name } = row.columnIn(column);
    if (asking.includes(title) && !findings.leftOut.includes(name)) findings.leftOut.push(name);
  }
  return findings;
}

/** The columns whose edits are not sent; those of `--only-empty` depend on the item. */
function leftOutOf(header: Header, live: Item, { onlyEmpty }: Rules): readonly Column[] {
  if (onlyEmpty !== true) return header.leftOut;
  const isFilled = (column: Column): boolean =>
    !isNothing(fieldOf(column), valueIn(live, column) ?? null);
  return [...header.leftOut, ...header.writable.filter(isFilled)];
}

function judgeCell(
  row: Row,
  header: Header,
  meant: Column,
  live: Item,
  base: BaseRow | undefined,
  rules: Rules,
  findings: Findings,
): void {
  const column = row.columnIn(meant);
  const cell = row.cell(column.index);
  // The base cannot show that a cell was emptied in a column that the export did not write.
  if (isAdded(column) && isEmptyCell(cell)) return;
  const field = fieldOf(column);
  const was = base === undefined || column.as ? undefined : valueIn(base, column);
  const now = valueIn(live, column) ?? null;
  if (isUntouched(cell, field, now, was)) return;
  const isCode = isCodeFor(row, header, column, live);
  const verdict = judge(cell, field, now, was, rules, isCode, ifEmpty(column));
  add(verdict, cell, column, now, was, findings);
}

const ifEmpty = ({ fallback }: Column): string | undefined =>
  fallback && `take that of column "${fallback.title}"`;

/** Recognises codes that look like placeholders. */
const isCodeFor =
  (row: Row, header: Header, column: Column, live: Item) =>
  (text: string): boolean =>
    column.name === "province_code_of_origin" &&
    isPlaceholderProvince(countryIn(row, header, live), text.trim());

function add(
  verdict: Verdict,
  cell: string,
  column: Column,
  live: Value,
  base: Value | undefined,
  { edits, complaints, warnings }: Findings,
): void {
  if ("read" in verdict) {
    for (const warning of verdict.read ?? []) warnings.push({ column: column.title, ...warning });
  }
  if (verdict.verdict === "edit") {
    const edit = { column, cell, live, wanted: verdict.value };
    edits.push(base === undefined ? edit : { ...edit, base });
  } else if (verdict.verdict === "complaint") {
    complaints.push({ column: column.title, ...verdict.complaint });
  } else if (verdict.echo !== undefined) {
    warnings.push({ column: column.title, ...verdict.echo });
  }
}

/** The country of origin in the row, or that of the item. */
function countryIn(row: Row, { writable }: Header, live: Item): string {
  const column = writable.find(({ name }) => name === "country_code_of_origin");
  const reading = fields.country_code_of_origin.read(row.text(column?.index));
  const country = "value" in reading ? reading.value : live.country_code_of_origin;
  return typeof country === "string" ? country.toUpperCase() : "";
}

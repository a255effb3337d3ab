// Judges all cells of a row: edits, cells that only look like edits, and cells that cannot be read.
import type { BaseRow } from "../../base/base.ts";
import { isNothing } from "../../item/field.ts";
import { type FieldName, fields, type Item } from "../../item/fields.ts";
import { isPlaceholderProvince } from "../../item/country/placeholder-provinces.ts";
import type { Header } from "../../sheet/titles/header.ts";
import { isEmptyCell, type Row } from "../../sheet/row.ts";
import { type Column, fieldOf, isAdded, valueIn } from "../../sheet/column.ts";
import type { Rules } from "../rules.ts";
import type { Edit } from "./edit.ts";
import { type CellVerdict, isUntouched, type JudgedCell, judgeCell } from "./judge-cell.ts";
import type { Complaint, Warning } from "../warning.ts";

export interface Findings {
  readonly edits: Edit[];
  readonly complaints: Complaint[];
  readonly warnings: Warning[];
  /** Fields with edits that `--only` or `--only-empty` leaves out. */
  readonly leftOut: FieldName[];
}

/** A row at work, and what its cells are compared with. */
export interface JudgedRow {
  readonly row: Row;
  readonly header: Header;
  readonly live: Item;
  /** Undefined if the exported values are unknown. */
  readonly base: BaseRow | undefined;
  readonly rules: Rules;
}

export function judgeRow(judged: JudgedRow): Findings {
  const { row, header } = judged;
  const findings: Findings = { edits: [], complaints: [], warnings: [], leftOut: [] };
  const leftOut = leftOutOf(judged);
  for (const column of header.writable) {
    if (!leftOut.includes(column)) judgeColumn(column, judged, findings);
  }
  if (leftOut.length === 0) return findings;
  const others: Findings = { ...findings, edits: [], complaints: [], warnings: [] };
  for (const column of leftOut) judgeColumn(column, judged, others);
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
function leftOutOf({ header, live, rules: { onlyEmpty } }: JudgedRow): readonly Column[] {
  if (onlyEmpty !== true) return header.leftOut;
  const isFilled = (column: Column): boolean =>
    !isNothing(fieldOf(column), valueIn(live, column) ?? null);
  return [...header.leftOut, ...header.writable.filter(isFilled)];
}

/** Adds what one cell of the row says. Nearly every cell is untouched, so nothing is made for it. */
function judgeColumn(meant: Column, judged: JudgedRow, findings: Findings): void {
  const { row, live, base, rules } = judged;
  const column = row.columnIn(meant);
  const cell = row.cell(column.index);
  // The base cannot show that a cell was emptied in a column that the export did not write.
  if (isAdded(column) && isEmptyCell(cell)) return;
  const field = fieldOf(column);
  const was = base === undefined || column.as ? undefined : valueIn(base, column);
  const now = valueIn(live, column) ?? null;
  if (isUntouched(cell, field, now, was)) return;
  const touched = { column, cell, field, live: now, base: was, ...sayingOf(column, judged) };
  addVerdict(judgeCell(touched, rules), touched, findings);
}

/** What the other columns say about a cell. */
function sayingOf(
  { name, fallback }: Column,
  judged: JudgedRow,
): Pick<JudgedCell, "isCode" | "ifEmpty"> {
  return {
    isCode: (text) =>
      name === "province_code_of_origin" && isPlaceholderProvince(countryIn(judged), text.trim()),
    ifEmpty:
      fallback === undefined ? "leave the value alone" : `take that of column "${fallback.title}"`,
  };
}

function addVerdict(
  verdict: CellVerdict,
  { column, cell, live, base }: JudgedCell & { readonly column: Column },
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
function countryIn({ row, header, live }: JudgedRow): string {
  const column = header.writable.find(({ name }) => name === "country_code_of_origin");
  const reading = fields.country_code_of_origin.read(row.text(column?.index));
  const country = "value" in reading ? reading.value : live.country_code_of_origin;
  return typeof country === "string" ? country.toUpperCase() : "";
}

// All cells of a row judged: what somebody wants, what is no edit although it looks like one, what cannot be read.
import type { BaseRow } from "../../base/base.ts";
import type { ReadingRules } from "../../item/field.ts";
import { type FieldName, fields, type Item, type Value } from "../../item/fields.ts";
import { provincesOf } from "../../item/country/provinces.ts";
import type { Header } from "../../sheet/titles/header.ts";
import type { Row } from "../../sheet/row.ts";
import { type Column, fieldOf, valueIn } from "../../sheet/column.ts";
import type { Edit } from "./edit.ts";
import { isUntouched, judge, type Verdict } from "./judge.ts";
import type { Complaint, Warning } from "../warning.ts";

export interface Findings {
  readonly edits: Edit[];
  readonly complaints: Complaint[];
  readonly warnings: Warning[];
  /** Fields that ask for something, and that `--only` leaves out. */
  readonly leftOut: FieldName[];
}

/** `base` is absent where it is not known what the row was made from. */
export function judgeRow(
  row: Row,
  header: Header,
  live: Item,
  base: BaseRow | undefined,
  how: ReadingRules,
): Findings {
  const findings: Findings = { edits: [], complaints: [], warnings: [], leftOut: [] };
  for (const column of header.writable) {
    judgeCell(row, header, column, live, base, how, findings);
  }
  if (header.leftOut.length === 0) return findings;
  const others: Findings = { ...findings, edits: [], complaints: [], warnings: [] };
  for (const column of header.leftOut) {
    judgeCell(row, header, column, live, base, how, others);
  }
  const asking = [
    ...others.edits.map(({ column }) => column.title),
    ...others.complaints.map(({ column }) => column),
  ];
  for (const { title, name } of header.leftOut) {
    if (asking.includes(title) && !findings.leftOut.includes(name)) findings.leftOut.push(name);
  }
  return findings;
}

function judgeCell(
  row: Row,
  header: Header,
  column: Column,
  live: Item,
  base: BaseRow | undefined,
  how: ReadingRules,
  findings: Findings,
): void {
  const cell = row.cell(column.index);
  const field = fieldOf(column);
  // What is not read as the field is was not written as the field either: no base tells whether it was emptied.
  const was = base === undefined || column.as ? undefined : valueIn(base, column);
  const now = valueIn(live, column) ?? null;
  if (isUntouched(cell, field, now, was)) return;
  const isCode = isCodeFor(row, header, column, live);
  const verdict = judge(cell, field, now, was, how, isCode);
  add(verdict, column, now, was, findings);
}

/** Tells a code from a placeholder. */
const isCodeFor =
  (row: Row, header: Header, column: Column, live: Item) =>
  (text: string): boolean =>
    column.name === "province_code_of_origin" && isProvince(text, countryIn(row, header, live));

function add(
  verdict: Verdict,
  column: Column,
  live: Value,
  base: Value | undefined,
  { edits, complaints, warnings }: Findings,
): void {
  if ("read" in verdict) {
    for (const warning of verdict.read ?? []) warnings.push({ column: column.title, ...warning });
  }
  if (verdict.verdict === "edit") {
    const edit = { column, live, wish: verdict.value };
    edits.push(base === undefined ? edit : { ...edit, base });
  } else if (verdict.verdict === "complaint") {
    complaints.push({ column: column.title, ...verdict.complaint });
  } else if (verdict.echo !== undefined) {
    warnings.push({ column: column.title, ...verdict.echo });
  }
}

/** `NA` is Naples for Italy, and Navarre for Spain. */
const isProvince = (text: string, country: string): boolean =>
  provincesOf(country).includes(text.trim());

/** The country of origin that the row asks for, or that the item has. */
function countryIn(row: Row, { writable }: Header, live: Item): string {
  const column = writable.find(({ name }) => name === "country_code_of_origin");
  const reading = fields.country_code_of_origin.read(row.text(column?.index));
  const country = "value" in reading ? reading.value : live.country_code_of_origin;
  return typeof country === "string" ? country.toUpperCase() : "";
}

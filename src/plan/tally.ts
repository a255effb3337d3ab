// True counts of a plan, by decision and by field.
import type { FieldName, Value } from "../item/fields.ts";
import { type Decision, decisions } from "./decision.ts";
import type { Complaint, Warning } from "./warning.ts";

export interface Tally {
  rows: number;
  readonly decisions: Record<Decision["decision"], number>;
  /** How many rows are to change each field. */
  readonly fields: Partial<Record<FieldName, number>>;
  /** How many rows are to set some field to nothing. */
  clears: number;
  /** How many ids or SKUs were looked up in the shop. */
  looked_up: number;
  /** How many rows ask for something in a column that `--only` leaves out. */
  readonly left_out: Partial<Record<FieldName, number>>;
  /** How many cells were edited in each column that is never sent. */
  readonly never_sent: Record<string, number>;
  /** Warnings, those of one column and kind as one. */
  readonly warnings: Group[];
  /** Complaints about cells of `invalid` rows, likewise. */
  readonly complaints: Group[];
}

/** Cells of one column of which the same is to be told. */
export interface Group {
  readonly column: string;
  readonly kind: Warning["kind"] | Complaint["kind"];
  cells: number;
  /** The first of their lines, and what is told of it. */
  readonly line: number;
  readonly text: string;
}

export function newTally(): Tally {
  const zeros = decisions.map((decision) => [decision, 0] as const);
  const decided = Object.fromEntries(zeros) as Tally["decisions"];
  const counts = { rows: 0, decisions: decided, fields: {}, clears: 0, looked_up: 0, left_out: {} };
  return { ...counts, never_sent: {}, warnings: [], complaints: [] };
}

export function count(tally: Tally, decision: Decision): void {
  tally.rows += 1;
  tally.decisions[decision.decision] += 1;
  if ("sku" in decision || decision.decision === "not_found") tally.looked_up += 1;
  if (decision.left_out !== undefined) {
    for (const name of decision.left_out) add(tally.left_out, name);
  }
  for (const title of decision.never_sent ?? []) {
    tally.never_sent[title] = (tally.never_sent[title] ?? 0) + 1;
  }
  for (const warning of decision.warnings ?? []) gather(tally.warnings, warning, decision.line);
  if ("complaints" in decision) {
    for (const complaint of decision.complaints ?? []) {
      gather(tally.complaints, complaint, decision.line);
    }
  }
  if (decision.decision !== "change") return;
  for (const name of Object.keys(decision.changes) as FieldName[]) add(tally.fields, name);
  if (Object.values(decision.changes).some(({ to }) => isNothing(to))) tally.clears += 1;
}

const isNothing = (value: Value): boolean =>
  value === null || (Array.isArray(value) && value.length === 0);

function add(counts: Partial<Record<FieldName, number>>, name: FieldName): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

function gather(groups: Group[], { column, kind, text }: Warning | Complaint, line: number): void {
  const group = groups.find((one) => one.column === column && one.kind === kind);
  if (group === undefined) groups.push({ column, kind, cells: 1, line, text });
  else group.cells += 1;
}

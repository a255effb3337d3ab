// The counts of a plan, by decision and by field.
import type { FieldName, Value } from "../item/fields.ts";
import { type Change, type Decision, decisions } from "./decision.ts";
import type { Mistake } from "./mistake.ts";
import type { Complaint, Warning } from "./warning.ts";

export interface Tally {
  rows: number;
  readonly decisions: Record<Decision["decision"], number>;
  /** How many rows change each field. */
  readonly fields: Partial<Record<FieldName, number>>;
  /** How many rows clear at least one field. */
  clears: number;
  /** How many of them do so because a cell is empty that had a value at export. */
  clears_by_base: number;
  /** How many ids or SKUs were looked up in the shop. */
  looked_up: number;
  /** How many rows have an edit that `--only` or `--only-empty` leaves out, by field. */
  readonly left_out: Partial<Record<FieldName, number>>;
  /** How many cells were edited in each column that is never sent. */
  readonly never_sent: Record<string, number>;
  /** Warnings, grouped by column and kind. */
  readonly warnings: CellGroup[];
  /** Complaints about cells of `invalid` rows, grouped in the same way. */
  readonly complaints: CellGroup[];
  /** Mistakes that only a whole column shows, grouped in the same way. */
  readonly mistakes: CellGroup[];
}

/** Cells of one column with the same kind of warning or complaint. */
export interface CellGroup {
  readonly column: string;
  readonly kind: Warning["kind"] | Complaint["kind"] | Mistake["kind"];
  cells: number;
  /** The first of their lines, and its text. */
  readonly line: number;
  readonly text: string;
  /** The texts of the cells if they differ: the first of them, with the number and first line of each. */
  texts?: Said[];
  /** What was done to all of them, if they were read by a rule. */
  readonly rule?: string;
}

interface Said {
  readonly text: string;
  cells: number;
  readonly line: number;
}

/** The most texts in a group. */
const mostTexts = 20;

export function newTally(): Tally {
  const zeros = decisions.map((decision) => [decision, 0] as const);
  const decided = Object.fromEntries(zeros) as Tally["decisions"];
  const counts = { rows: 0, decisions: decided, fields: {}, looked_up: 0, left_out: {} };
  return {
    ...counts,
    clears: 0,
    clears_by_base: 0,
    never_sent: {},
    warnings: [],
    complaints: [],
    mistakes: [],
  };
}

/** A change that is not to be sent now: only its row and its item count. */
export function countUnsent(tally: Tally, { sku }: Change): void {
  tally.rows += 1;
  if (sku !== undefined) tally.looked_up += 1;
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
      gather(tally.complaints, complaint, decision.line, true);
    }
  }
  if ("mistakes" in decision) {
    for (const mistake of decision.mistakes ?? []) gather(tally.mistakes, mistake, decision.line);
  }
  if (decision.decision !== "change") return;
  for (const name of Object.keys(decision.changes) as FieldName[]) add(tally.fields, name);
  if (Object.values(decision.changes).some(({ to }) => isEmpty(to))) tally.clears += 1;
  if (decision.cleared_by_base !== undefined) tally.clears_by_base += 1;
}

/** No value: for the shop an empty list is the same as none. */
export const isEmpty = (value: Value): boolean =>
  value === null || (Array.isArray(value) && value.length === 0);

function add(counts: Partial<Record<FieldName, number>>, name: FieldName): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

function gather(
  groups: CellGroup[],
  found: Warning | Complaint | Mistake,
  line: number,
  isByText = false,
): void {
  const { column, kind, text } = found;
  const known = groups.find((group) => group.column === column && group.kind === kind);
  const rule = "rule" in found && found.rule !== undefined ? { rule: found.rule } : {};
  if (known === undefined) {
    groups.push({ column, kind, cells: 1, line, text, ...rule });
    return;
  }
  if (isByText && (known.text !== text || known.texts !== undefined)) tellApart(known, text, line);
  known.cells += 1;
}

/** Adds a text to the list of a group; the list begins with the second text. */
function tellApart(group: CellGroup, text: string, line: number): void {
  group.texts ??= [{ text: group.text, cells: group.cells, line: group.line }];
  const same = group.texts.find((said) => said.text === text);
  if (same !== undefined) same.cells += 1;
  else if (group.texts.length < mostTexts) group.texts.push({ text, cells: 1, line });
}

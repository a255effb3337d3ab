// The result of every row of the sheet, in its order: from sheet, plan and outcomes together.
import type { Outcome } from "../apply/outcome.ts";
import { complaintSeparator, type Decision } from "../plan/decision.ts";
import { type FieldName, fields } from "../item/fields.ts";
import { readHeading, readPlan } from "../plan/plan-file.ts";
import { RunError } from "../run/entries.ts";
import type { Run } from "../run/run.ts";
import { type Cell, keepCell, toCell } from "../sheet/cell.ts";
import { ownColumns } from "../sheet/header.ts";
import { type Format, records, type Row } from "../sheet/records.ts";
import { type Fault, SheetError } from "../sheet/sheet-error.ts";
import { describeChanges } from "./field-changes.ts";
import { knownColumn } from "../sheet/titles.ts";
import { type Status, statusOf } from "./status.ts";
import { addRow, newSummary, type Summary } from "./summary.ts";

/** What a report needs, besides the sheet and the plan in the run. */
export interface Results {
  readonly run: Run;
  readonly outcomes: ReadonlyMap<number, Outcome>;
  /** Whether the row of this line may have been sent although it has no outcome. */
  readonly inDoubt: (line: number) => boolean;
  /** Why the run ended before its last row. */
  readonly stopped?: string;
}

export interface ResultRow {
  /** The row's cells, without the columns of an earlier report. */
  readonly own: readonly Cell[];
  /** The same, without the columns that `--only` leaves out, to be imported again. */
  readonly again: readonly Cell[];
  /** What became of it. */
  readonly result: readonly Cell[];
  /** Absent for the header. */
  readonly of?: { readonly decision: Decision; readonly status: Status };
}

export const cells = (...texts: readonly (string | number)[]): Cell[] =>
  texts.map((text) => toCell(String(text)));

const resultHeader = cells(
  "result_line",
  "result_status",
  "result_changes",
  "result_message",
  "result_attempts",
  "result_request_id",
);

/** Calls `take` with the header and then with every row; returns the counts. */
export async function eachResult(
  { run, outcomes, inDoubt, stopped }: Results,
  take: (row: ResultRow) => Promise<void> | void,
): Promise<Summary> {
  const heading = await readHeading(run);
  const summary = newSummary(run.folder, heading, new Date().toISOString());
  if (stopped !== undefined) summary.stopped = stopped;
  const rows = rowsOf(run, heading.reading);
  const header = await nextRow(run, rows);
  const columns = ownColumns(header.cells);
  // A sheet of another program keeps all its columns, so that it is recognised again; --only is then given again.
  const isOurs = heading.profile === undefined && heading.reading?.map === undefined;
  const only = isOurs ? heading.only : undefined;
  const bySku = heading.match === "sku";
  // Rows that were matched by SKU need the column for the next import.
  const kept = only && bySku ? [...only, "sku" as const] : only;
  const wanted = columns.filter((index) => !isLeftOut(header.cells[index] ?? "", kept));
  await take({
    own: pick(header, columns),
    again: pick(header, wanted),
    result: bySku ? [...resultHeader, toCell("result_id")] : resultHeader,
  });
  for await (const decisions of readPlan(run)) {
    for (const decision of decisions) {
      const outcome = outcomes.get(decision.line);
      const status = statusOf(decision, outcome, inDoubt(decision.line));
      addRow(summary, decision, status, outcome?.attempts ?? 0);
      const cellsOfAll = resultCells(decision, status, outcome);
      const result = bySku ? [...cellsOfAll, toCell(decision.id)] : cellsOfAll;
      const row = await nextRow(run, rows);
      const again = wanted.length === columns.length ? undefined : pick(row, wanted);
      const own = pick(row, columns);
      await take({ own, again: again ?? own, result, of: { decision, status } });
    }
  }
  return summary;
}

const pick = ({ cells }: Row, columns: readonly number[]): Cell[] =>
  columns.map((index) => keepCell(cells[index] ?? ""));

function isLeftOut(title: string, only: readonly FieldName[] | undefined): boolean {
  const name = knownColumn(title.trim(), 0)?.name;
  return only !== undefined && name !== undefined && fields[name].writable && !only.includes(name);
}

/** The sheet as the run keeps it, header first. */
async function* rowsOf(run: Run, format: Format | undefined): AsyncGenerator<Row> {
  const path = run.file("sheet.csv");
  const onFault = (fault: Fault): never => {
    throw new SheetError(path, [fault]);
  };
  for await (const rows of records(run.read("sheet.csv"), path, onFault, format)) {
    yield* rows;
  }
}

async function nextRow(run: Run, rows: AsyncGenerator<Row>): Promise<Row> {
  const next = await rows.next();
  if (next.done === true)
    throw new RunError(run.nameOf("sheet.csv"), "it has fewer rows than the plan");
  return next.value;
}

function resultCells(decision: Decision, status: Status, outcome: Outcome | undefined): Cell[] {
  const message = outcome?.message ?? ("message" in decision ? decision.message : undefined);
  const warnings = (decision.warnings ?? []).map(
    ({ column, text }) => `warning: column "${column}": ${text}`,
  );
  return cells(
    decision.line,
    status,
    describeChanges(decision.changes),
    [...(message === undefined ? [] : [message]), ...warnings].join(complaintSeparator),
    outcome?.attempts ?? 0,
    outcome?.request_id ?? "",
  );
}

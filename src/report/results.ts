// The result of every row, in the order of the sheet, from the sheet, the plan and the outcomes.
import type { Outcome } from "../apply/outcome.ts";
import { type NotChosen, notChosenMessages } from "../plan/choice.ts";
import { complaintSeparator, type Decision } from "../plan/decision.ts";
import { type FieldName, fields } from "../item/fields.ts";
import { readHeading, readPlan } from "../plan/plan-file.ts";
import { RunError } from "../run/run-error.ts";
import type { Run } from "../run/run.ts";
import { type Cell, keepCell, toCell } from "../sheet/cell.ts";
import type { Column } from "../sheet/column.ts";
import { ownColumns } from "../sheet/titles/header.ts";
import { type Format, records } from "../sheet/file/records.ts";
import type { RawRow } from "../sheet/row.ts";
import { type Fault, SheetError } from "../sheet/sheet-error.ts";
import { knownColumn, titlesIn, titlesOf } from "../sheet/titles/titles.ts";
import { type KnownOfRows, RowCounter } from "./count-row.ts";
import type { Digest } from "./digest/digest.ts";
import { describeChanges } from "./field-changes.ts";
import { needsAttention, type Status } from "./status.ts";
import type { Summary } from "./summary.ts";

/** The sources of a report: the run with its sheet and plan, and the outcomes. */
export interface Results extends KnownOfRows {
  readonly run: Run;
  /** When the report is made, in ISO 8601. */
  readonly reported: string;
  /** Why the run ended before its last row. */
  readonly stopped?: string;
}

/** A column of the sheet that the retry sheet has too. */
export interface RetryColumn {
  readonly title: string;
  /** Undefined if the title has no meaning here. */
  readonly column: Column | undefined;
}

export interface ResultsHeader {
  /** The titles, without those of an earlier report. */
  readonly own: readonly Cell[];
  /** The titles of the columns with the result. */
  readonly result: readonly Cell[];
  readonly retry: readonly RetryColumn[];
  /** The delimiter of the sheet. */
  readonly delimiter: string;
}

export interface ResultRow {
  /** The row's cells, without the columns of an earlier report. */
  readonly own: readonly Cell[];
  /** The cells of the retry sheet's columns, as they are in the sheet; none for a row that needs nobody. */
  readonly retry: readonly string[];
  /** The cells with the result. */
  readonly result: readonly Cell[];
  /** The same in words, as in `result_message`. */
  readonly message: string;
  readonly decision: Decision;
  readonly status: Status;
}

/** What all rows say together. */
export interface Counted {
  readonly summary: Summary;
  readonly digest: Digest;
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

/** Calls `begin` with the header and then `take` with all rows, some hundreds at a time; returns what they say together. */
export async function eachResult(
  { run, reported, stopped, ...known }: Results,
  begin: (header: ResultsHeader) => Promise<void> | void,
  take: (rows: readonly ResultRow[]) => Promise<void> | void,
): Promise<Counted> {
  const heading = await readHeading(run);
  const counter = new RowCounter(run, heading, reported, known);
  const { summary } = counter;
  if (stopped !== undefined) summary.stopped = stopped;
  let delimiter = ",";
  const onDelimiter = (found: string): void => void (delimiter = found);
  const rows = new SheetRows(run, { ...heading.reading, onDelimiter });
  const [header = noRow] = await rows.next(1);
  const columns = ownColumns(header.cells);
  // The retry sheet of another program has all columns, so that it is recognised again; its import needs --only again.
  const isOurs = heading.profile === undefined && heading.reading?.map === undefined;
  const only = isOurs ? heading.only : undefined;
  const bySku = heading.match === "sku";
  // Rows that were matched by SKU need the column for the next import.
  const kept = only && bySku ? [...only, "sku" as const] : only;
  const wanted = columns.filter((index) => !isLeftOut(header.cells[index] ?? "", kept));
  const names = titlesIn(header.cells);
  const { columnOf } = titlesOf(names, heading.reading?.map);
  const others = new Set(heading.columns_for_others);
  await begin({
    own: pick(header, columns),
    result: bySku ? [...resultHeader, toCell("result_id")] : resultHeader,
    retry: wanted.map((index) => {
      const title = names[index] ?? "";
      // What was not read for this shop was not compared with its items.
      return { title, column: others.has(title) ? undefined : columnOf(title, index) };
    }),
    delimiter,
  });
  const resultOf = (planned: Decision, row: RawRow): ResultRow => {
    const { decision, status, outcome, why } = counter.count(planned);
    const message = messageOf(decision, why, outcome);
    const result = resultCells(decision, status, message, outcome);
    if (bySku) result.push(toCell(decision.id));
    const needsSomebody = needsAttention(status, decision);
    const retry = needsSomebody ? wanted.map((index) => row.cells[index] ?? "") : [];
    return { own: pick(row, columns), retry, result, message, decision, status };
  };
  for await (const decisions of readPlan(run)) {
    const found = await rows.next(decisions.length);
    await take(decisions.map((decision, at) => resultOf(decision, found[at] ?? noRow)));
  }
  return { summary, digest: counter.digest.finish() };
}

const pick = ({ cells }: RawRow, columns: readonly number[]): Cell[] =>
  columns.map((index) => keepCell(cells[index] ?? ""));

function isLeftOut(title: string, only: readonly FieldName[] | undefined): boolean {
  const name = knownColumn(title.trim(), 0)?.name;
  return only !== undefined && name !== undefined && fields[name].writable && !only.includes(name);
}

const noRow: RawRow = { line: 0, cells: [] };

/** The rows of the sheet that the run keeps, header first. */
export class SheetRows {
  readonly #run: Run;
  readonly #batches: AsyncGenerator<readonly RawRow[]>;
  #rows: RawRow[] = [];

  constructor(run: Run, format: Format) {
    const path = run.file("sheet.csv");
    const onFault = (fault: Fault): never => {
      throw new SheetError(path, [fault]);
    };
    this.#run = run;
    this.#batches = records(run.read("sheet.csv"), path, onFault, format);
  }

  async close(): Promise<void> {
    await this.#batches.return(undefined);
  }

  /** The next `count` rows; throws a RunError if there are fewer. */
  async next(count: number): Promise<readonly RawRow[]> {
    while (this.#rows.length < count) {
      const batch = await this.#batches.next();
      if (batch.done === true)
        throw new RunError(this.#run.nameOf("sheet.csv"), "it has fewer rows than the plan");
      this.#rows.push(...batch.value);
    }
    return this.#rows.splice(0, count);
  }
}

function messageOf(
  decision: Decision,
  left: NotChosen | undefined,
  outcome: Outcome | undefined,
): string {
  const message = left
    ? notChosenMessages[left]
    : (outcome?.message ?? ("message" in decision ? decision.message : undefined));
  if (decision.warnings === undefined) return message ?? "";
  const warnings = (decision.warnings ?? []).map(
    ({ column, text }) => `warning: column "${column}": ${text}`,
  );
  return [...(message === undefined ? [] : [message]), ...warnings].join(complaintSeparator);
}

function resultCells(
  decision: Decision,
  status: Status,
  message: string,
  outcome: Outcome | undefined,
): Cell[] {
  return cells(
    decision.line,
    status,
    describeChanges(decision.changes),
    message,
    outcome?.attempts ?? 0,
    outcome?.request_id ?? "",
  );
}

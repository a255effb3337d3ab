// The reports of a run, derived from its sheet, plan and journal alone: they can be made again at any time.
import { createReadStream } from "node:fs";
import { readJournal } from "../apply/journal.ts";
import type { Outcome } from "../apply/outcome.ts";
import { writeWhole } from "../disk/whole-file.ts";
import type { Decision } from "../plan/decision.ts";
import { type PlanHeading, readHeading, readPlan } from "../plan/plan-file.ts";
import type { Run } from "../run/run.ts";
import { type Cell, keepCell, toCell } from "../sheet/cell.ts";
import { ownColumns } from "../sheet/header.ts";
import { records, type Row } from "../sheet/records.ts";
import { type Fault, SheetError } from "../sheet/sheet-error.ts";
import { CsvFile } from "../sheet/write.ts";
import { needsSomebody, type Status, statusOf } from "./status.ts";
import { addRow, newSummary, type Summary } from "./summary.ts";
import { changesInWords, changesOf } from "./words.ts";

const cells = (...texts: readonly (string | number)[]): Cell[] =>
  texts.map((text) => toCell(String(text)));

const changesHeader = cells("line", "id", "sku", "field", "before", "after", "status");
const resultHeader = cells(
  "result_line",
  "result_status",
  "result_changes",
  "result_message",
  "result_attempts",
  "result_request_id",
);

/** A plan as it is shown: its counts, and the first rows of each kind. */
export interface Planned {
  readonly run: Run;
  readonly summary: Summary;
  readonly changes: readonly Decision[];
  /** Rows that are not to be sent although they ask for something. */
  readonly problems: readonly Decision[];
}

/** Rows of each kind that are shown; the files have them all. */
const shownRows = 20;

/** Of a run that is only planned: `changes.csv` and `summary.json`, decision by decision. */
export class PlanReport {
  readonly #run: Run;
  readonly #file: CsvFile;
  readonly #summary: Summary;
  readonly #changes: Decision[] = [];
  readonly #problems: Decision[] = [];

  private constructor(run: Run, file: CsvFile, summary: Summary) {
    this.#run = run;
    this.#file = file;
    this.#summary = summary;
  }

  static async begin(run: Run, heading: PlanHeading): Promise<PlanReport> {
    const file = await CsvFile.begin(run.file("changes.csv"));
    await file.add(changesHeader);
    return new PlanReport(run, file, newSummary(run.folder, heading, null));
  }

  async add(decisions: readonly Decision[]): Promise<void> {
    for (const decision of decisions) {
      const status = statusOf(decision, undefined, false);
      addRow(this.#summary, decision, status, 0);
      if (decision.decision === "unchanged") continue;
      const shown = decision.decision === "change" ? this.#changes : this.#problems;
      if (shown.length < shownRows) shown.push(decision);
      await this.#file.add(...changeRows(decision, status));
    }
  }

  async commit(): Promise<Planned> {
    await this.#file.commit();
    await keepSummary(this.#run, this.#summary);
    const changes = this.#changes;
    const problems = this.#problems;
    return { run: this.#run, summary: this.#summary, changes, problems };
  }

  async abandon(): Promise<void> {
    await this.#file.abandon();
  }
}

/** The same of a plan that was stored before. */
export async function reportPlan(run: Run): Promise<Planned> {
  const report = await PlanReport.begin(run, await readHeading(run));
  try {
    for await (const decisions of readPlan(run)) await report.add(decisions);
    return await report.commit();
  } catch (error) {
    await report.abandon();
    throw error;
  }
}

/** Of a run that was applied, wholly or in part: all four. */
export async function reportResults(run: Run, stopped: string | undefined): Promise<Summary> {
  const summary = newSummary(run.folder, await readHeading(run), new Date().toISOString());
  if (stopped !== undefined) summary.stopped = stopped;
  const { outcomes } = await readJournal(run);
  const files: CsvFile[] = [];
  const begin = async (name: Parameters<Run["file"]>[0]): Promise<CsvFile> => {
    const file = await CsvFile.begin(run.file(name));
    files.push(file);
    return file;
  };
  try {
    const results = await begin("results.csv");
    const retry = await begin("retry.csv");
    const changes = await begin("changes.csv");
    const rows = rowsOf(run);
    const header = await nextRow(rows);
    const own = ownColumns(header.cells);
    const ownCells = (row: Row): Cell[] => own.map((index) => keepCell(row.cells[index] ?? ""));
    await results.add([...ownCells(header), ...resultHeader]);
    await retry.add(ownCells(header));
    await changes.add(changesHeader);
    for await (const decisions of readPlan(run)) {
      for (const decision of decisions) {
        const row = await nextRow(rows);
        const outcome = outcomes.get(decision.line);
        const status = statusOf(decision, outcome, true);
        addRow(summary, decision, status, outcome?.attempts ?? 0);
        await results.add([...ownCells(row), ...resultCells(decision, status, outcome)]);
        if (needsSomebody(status, decision)) await retry.add(ownCells(row));
        await changes.add(...changeRows(decision, status));
      }
    }
    for (const file of files) await file.commit();
  } catch (error) {
    await Promise.all(files.map((file) => file.abandon()));
    throw error;
  }
  await keepSummary(run, summary);
  return summary;
}

async function keepSummary(run: Run, summary: Summary): Promise<void> {
  await writeWhole(run.file("summary.json"), [`${JSON.stringify(summary, null, 2)}\n`]);
}

/** The sheet as the run keeps it, header first. */
async function* rowsOf(run: Run): AsyncGenerator<Row> {
  const path = run.file("sheet.csv");
  const onFault = (fault: Fault): never => {
    throw new SheetError(path, [fault]);
  };
  for await (const rows of records(createReadStream(path), path, onFault)) yield* rows;
}

async function nextRow(rows: AsyncGenerator<Row>): Promise<Row> {
  const next = await rows.next();
  if (next.done === true) throw new Error("the run's sheet has fewer rows than its plan");
  return next.value;
}

function resultCells(decision: Decision, status: Status, outcome: Outcome | undefined): Cell[] {
  const message = outcome?.message ?? ("message" in decision ? decision.message : undefined);
  return cells(
    decision.line,
    status,
    changesInWords(decision.changes),
    message ?? "",
    outcome?.attempts ?? 0,
    outcome?.request_id ?? "",
  );
}

function changeRows({ line, id, sku, changes }: Decision, status: Status): Cell[][] {
  return changesOf(changes).map(({ field, before, after }) =>
    cells(line, id, sku ?? "", field, before, after, status),
  );
}

// The retry sheet of a workbook: the same columns, numbers as numbers and texts as texts, and the base of its rows
// inside. The rows are first stored on disk, because a workbook is written in one step.
import { join } from "node:path";
import { Base, type BaseRow } from "../base/base.ts";
import { baseText } from "../base/base-file.ts";
import { Spool } from "../disk/spool.ts";
import { WholeFile } from "../disk/whole-file.ts";
import { fields } from "../item/fields.ts";
import { isId } from "../item/id.ts";
import { IdSet } from "../item/id-set.ts";
import type { PlanHeading } from "../plan/plan-file.ts";
import type { Run } from "../run/run.ts";
import { fromCell, isClear, toCell } from "../sheet/cell.ts";
import { type Column, fieldOf } from "../sheet/column.ts";
import type { WorkbookCell, WorkbookColumn } from "../workbook/cell-xml.ts";
import { writeWorkbook } from "../workbook/write-workbook.ts";
import type { ResultsHeader, RetryColumn } from "./results.ts";
import { reasonTitle, type RetryRow, type RetrySheet } from "./retry-sheet.ts";

/** Characters; a cell can have four times as many. */
const longestReason = 8_000;
const spooledRows = 100;

interface KeptRow {
  readonly id: string;
  readonly cells: readonly WorkbookCell[];
}

export class RetryWorkbook implements RetrySheet {
  readonly name = "retry.xlsx";
  readonly #file: WholeFile;
  readonly #kept: Spool<KeptRow>;
  readonly #run: Run;
  readonly #columns: readonly RetryColumn[];
  readonly #decimal: string | undefined;
  #batch: KeptRow[] = [];
  #finished: string | undefined;

  private constructor(
    file: WholeFile,
    kept: Spool<KeptRow>,
    run: Run,
    columns: readonly RetryColumn[],
    decimal: string | undefined,
  ) {
    this.#file = file;
    this.#kept = kept;
    this.#run = run;
    this.#columns = columns;
    this.#decimal = decimal;
  }

  static async begin(
    run: Run,
    into: Run,
    { flags = [] }: PlanHeading,
    header: ResultsHeader,
  ): Promise<RetryWorkbook> {
    const at = flags.indexOf("--decimal");
    const decimal = at < 0 ? undefined : flags[at + 1];
    const file = await WholeFile.begin(into.file("retry.xlsx"));
    try {
      const kept = await Spool.begin<KeptRow>(join(into.path, ".retry.xlsx.rows"));
      return new RetryWorkbook(file, kept, run, header.retry, decimal);
    } catch (error) {
      await file.abandon();
      throw error;
    }
  }

  async add({ retry, message, decision }: RetryRow): Promise<void> {
    const reason = toCell(message.slice(0, longestReason), "none");
    const cells = [reason, ...retry.map((cell, at) => this.#cellOf(cell, at))];
    this.#batch.push({ id: decision.id, cells });
    if (this.#batch.length === spooledRows) await this.#spool();
  }

  async finish(): Promise<string> {
    if (this.#finished !== undefined) return this.#finished;
    await this.#spool();
    const columns: readonly WorkbookColumn[] = [
      { name: reasonTitle, kind: "text", readOnly: true },
      ...this.#columns.map(workbookColumn),
    ];
    // A base that cannot be read is left out, like one that does not exist.
    const base = await Base.open(this.#run.file("base.jsonl"), "base.jsonl").catch(() => undefined);
    try {
      const inside = base && (() => baseText(base.heading, this.#baseRows(base)));
      await writeWorkbook(this.#file, columns, this.#rows(), inside);
    } finally {
      await base?.close();
    }
    await this.#kept.remove();
    this.#finished = await this.#file.finish();
    return this.#finished;
  }

  async commit(): Promise<void> {
    await this.finish();
    await this.#file.commit();
  }

  async abandon(): Promise<void> {
    await this.#kept.remove();
    await this.#file.abandon();
  }

  async *#rows(): AsyncGenerator<readonly (readonly WorkbookCell[])[]> {
    for await (const rows of this.#kept.read()) yield rows.map(({ cells }) => cells);
  }

  /** The base of these rows, each item once. */
  async *#baseRows(base: Base): AsyncGenerator<readonly BaseRow[]> {
    const seen = new IdSet();
    for await (const rows of this.#kept.read()) {
      const ids = rows.map(({ id }) => id).filter((id) => isId(id) && seen.add(id));
      yield [...(await base.rows(ids)).values()];
    }
  }

  async #spool(): Promise<void> {
    await this.#kept.add(this.#batch);
    this.#batch = [];
  }

  /** The text of a cell as in the workbook: the guard against formulas is only for the CSV in the run. */
  #cellOf(cell: string, at: number): WorkbookCell {
    if (isClear(cell)) return cell;
    const text = fromCell(cell);
    const unguarded = cell !== text && cell === toCell(text) ? toCell(text, "none") : cell;
    const column = this.#columns[at]?.column;
    return column?.name === "cost" ? costCell(unguarded, this.#decimal) : unguarded;
  }
}

function workbookColumn({ title, column }: RetryColumn): WorkbookColumn {
  if (column === undefined) return { name: title, kind: "text", readOnly: true };
  const { kind } = fieldOf(column);
  return { name: title, kind: kind === "kept" ? "text" : kind, readOnly: isReadOnly(column) };
}

const isReadOnly = ({ name }: Column): boolean => !fields[name].writable;

/**
 * A cost that was a number becomes a number again. A cost with three decimals was a text, because the CSV has numbers
 * of a workbook with four.
 */
function costCell(text: string, decimal: string | undefined): WorkbookCell {
  if (decimal === ",") return /^\d+(?:,\d+)?$/.test(text) ? text.replace(",", ".") : { text };
  return /^\d{1,3}\.\d{3}$/.test(text) ? { text } : text;
}

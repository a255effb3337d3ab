// The retry sheet of a workbook: the same columns, numbers as numbers and texts as texts, and the base of its rows inside.
// The rows wait on disk, since a workbook is written in one go.
import { join } from "node:path";
import { Spool } from "../disk/spool.ts";
import { WholeFile } from "../disk/whole-file.ts";
import { fields } from "../item/fields.ts";
import type { PlanHeading } from "../plan/plan-file.ts";
import type { Run } from "../run/run.ts";
import { fromCell, isClear, toCell } from "../sheet/cell.ts";
import { type Column, fieldOf } from "../sheet/column.ts";
import type { WorkbookCell, WorkbookColumn } from "../workbook/cell-xml.ts";
import { writeWorkbook } from "../workbook/write-workbook.ts";
import type { ResultsHeader, RetryColumn } from "./results.ts";
import { reasonTitle, type RetryRow, type RetrySheet } from "./retry-sheet.ts";

/** Characters; a cell takes four times as many. */
const longestReason = 8_000;
const spooledRows = 100;

export class RetryWorkbook implements RetrySheet {
  readonly name = "retry.xlsx";
  readonly #file: WholeFile;
  readonly #kept: Spool<readonly WorkbookCell[]>;
  readonly #columns: readonly RetryColumn[];
  readonly #decimal: string | undefined;
  #batch: (readonly WorkbookCell[])[] = [];
  #finished: string | undefined;

  private constructor(
    file: WholeFile,
    kept: Spool<readonly WorkbookCell[]>,
    columns: readonly RetryColumn[],
    decimal: string | undefined,
  ) {
    this.#file = file;
    this.#kept = kept;
    this.#columns = columns;
    this.#decimal = decimal;
  }

  static async begin(
    into: Run,
    { flags = [] }: PlanHeading,
    header: ResultsHeader,
  ): Promise<RetryWorkbook> {
    const at = flags.indexOf("--decimal");
    const decimal = at < 0 ? undefined : flags[at + 1];
    const file = await WholeFile.begin(into.file("retry.xlsx"));
    try {
      const kept = await Spool.begin<readonly WorkbookCell[]>(
        join(into.folder, ".retry.xlsx.rows"),
      );
      return new RetryWorkbook(file, kept, header.retry, decimal);
    } catch (error) {
      await file.abandon();
      throw error;
    }
  }

  async add({ retry, message }: RetryRow): Promise<void> {
    const reason = toCell(message.slice(0, longestReason), "none");
    this.#batch.push([reason, ...retry.map((cell, at) => this.#cellOf(cell, at))]);
    if (this.#batch.length === spooledRows) await this.#spool();
  }

  async finish(): Promise<string> {
    if (this.#finished !== undefined) return this.#finished;
    await this.#spool();
    await this.#kept.end();
    const columns: readonly WorkbookColumn[] = [
      { name: reasonTitle, kind: "text", readOnly: true },
      ...this.#columns.map(workbookColumn),
    ];
    await writeWorkbook(this.#file, columns, this.#kept.read());
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

  async #spool(): Promise<void> {
    await this.#kept.add(this.#batch);
    this.#batch = [];
  }

  /** The text of a cell as the workbook had it: the guard against formulas is only for the CSV that the run keeps. */
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
 * A cost that is a number becomes one again. A text with three decimals, which has two readings, is none: the numbers of
 * a workbook are kept with four.
 */
function costCell(text: string, decimal: string | undefined): WorkbookCell {
  if (decimal === ",") return /^\d+(?:,\d+)?$/.test(text) ? text.replace(",", ".") : { text };
  return /^\d{1,3}\.\d{3}$/.test(text) ? { text } : text;
}

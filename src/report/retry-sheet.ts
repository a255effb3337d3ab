// The retry sheet: the rows that a person has to fix, in the format of the sheet that they came from, each with the
// reason in its first column. A later import takes it as it is.
import type { Draft } from "../disk/keep-older.ts";
import { type PlanHeading, readHeading } from "../plan/plan-file.ts";
import type { Run } from "../run/run.ts";
import { toCell } from "../sheet/cell.ts";
import { dialectOf, headBytes } from "../sheet/dialect-of.ts";
import { CsvFile } from "../sheet/write.ts";
import type { ResultRow, ResultsHeader } from "./results.ts";
import { judgedBy, retryCell } from "./retry-cell.ts";

/** The title of the first column; import leaves it out. */
export const reasonTitle = "result_message";

export type RetryRow = Pick<ResultRow, "retry" | "message" | "decision">;

/** The file, which has its name once it is committed. */
export interface RetrySheet extends Draft {
  readonly name: "retry.csv" | "retry.xlsx";
  add(row: RetryRow): Promise<void>;
}

/** In the format of the sheet. */
export const retryName = ({ workbook }: PlanHeading): RetrySheet["name"] =>
  workbook === true ? "retry.xlsx" : "retry.csv";

/** The rows are those of `run`; the file is written into the folder of `into`. */
export async function beginRetry(run: Run, into: Run, header: ResultsHeader): Promise<RetrySheet> {
  const heading = await readHeading(run);
  if (heading.workbook === true) {
    const { RetryWorkbook } = await import("./retry-workbook.ts"); // most sheets do without
    return RetryWorkbook.begin(run, into, heading, header);
  }
  const head = await headOf(run);
  const dialect = dialectOf(head, header.delimiter, heading.reading?.encoding);
  const file = await CsvFile.begin(into.file("retry.csv"), dialect);
  await file.add([toCell(reasonTitle), ...header.retry.map(({ title }) => toCell(title))]);
  return {
    name: "retry.csv",
    add: async ({ retry, message, decision }) => {
      const judged = judgedBy(decision);
      const cells = retry.map((cell, at) => retryCell(cell, header.retry[at]?.column, judged));
      await file.add([toCell(message), ...cells]);
    },
    finish: () => file.finish(),
    commit: () => file.commit(),
    abandon: () => file.abandon(),
  };
}

async function headOf(run: Run): Promise<Buffer> {
  for await (const chunk of run.read("sheet.csv")) return chunk.subarray(0, headBytes);
  return Buffer.alloc(0);
}

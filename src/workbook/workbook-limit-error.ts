// The error for rows that do not fit into a workbook. Separate, so that --version loads nothing of workbooks.
export class WorkbookLimitError extends Error {
  constructor(what: string) {
    super(`Cannot write the workbook: ${what}; export fewer items, or to a CSV`);
    this.name = "WorkbookLimitError";
  }
}

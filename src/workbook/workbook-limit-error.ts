// What a workbook has no room for; apart, so that --version loads nothing of workbooks.
export class WorkbookLimitError extends Error {
  constructor(what: string) {
    super(`Cannot write the workbook: ${what}; export fewer items, or to a CSV`);
    this.name = "WorkbookLimitError";
  }
}

// The error for a workbook that cannot be read; `readWorkbook` adds the name of the file.

export class Unreadable extends Error {
  readonly line: number | undefined;

  constructor(what: string, line?: number, cause?: unknown) {
    super(what, { cause });
    this.name = "Unreadable";
    this.line = line;
  }
}

export const saveAgain = "open it in a spreadsheet program and save it again as .xlsx";

/** An Unreadable for an error of a library about the bytes of the file; other values are returned unchanged. */
export function damaged(error: unknown): unknown {
  if (error instanceof Unreadable || !(error instanceof Error)) return error;
  return new Unreadable(
    `it is incomplete or damaged (${error.message}); ${saveAgain}`,
    undefined,
    error,
  );
}

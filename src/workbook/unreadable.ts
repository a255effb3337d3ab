// Why a workbook cannot be read: thrown where it is found, and told under the file's name by `readWorkbook` alone.

export class Unreadable extends Error {
  readonly line: number | undefined;

  constructor(what: string, line?: number, cause?: unknown) {
    super(what, { cause });
    this.name = "Unreadable";
    this.line = line;
  }
}

export const saveAgain = "open it in a spreadsheet program and save it again as .xlsx";

/** What a library found wrong with the bytes of a file; anything else goes on as it is. */
export function damaged(error: unknown): unknown {
  if (error instanceof Unreadable || !(error instanceof Error)) return error;
  return new Unreadable(
    `it is cut off or damaged (${error.message}); ${saveAgain}`,
    undefined,
    error,
  );
}

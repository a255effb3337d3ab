// Recognises a workbook by its first bytes: a ZIP file, or the older container of .xls files and files with a password.

const starts = [
  ["xlsx", Buffer.from("504b0304", "hex")],
  ["xlsx", Buffer.from("504b0506", "hex")],
  ["ole", Buffer.from("d0cf11e0a1b11ae1", "hex")],
] as const;

/** `readWorkbook` refuses `ole` and says what to do; undefined is not a workbook. */
export function workbookKind(head: Uint8Array): "xlsx" | "ole" | undefined {
  return starts.find(([, start]) => start.equals(head.subarray(0, start.length)))?.[0];
}

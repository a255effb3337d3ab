// Whether a file is a workbook, by its first bytes: a ZIP, or the older container that an .xls or a password makes.

const starts = [
  ["xlsx", Buffer.from("504b0304", "hex")],
  ["xlsx", Buffer.from("504b0506", "hex")],
  ["ole", Buffer.from("d0cf11e0a1b11ae1", "hex")],
] as const;

/** `ole` is one that `readWorkbook` refuses with what to do; undefined is no workbook. */
export function workbookKind(head: Uint8Array): "xlsx" | "ole" | undefined {
  return starts.find(([, start]) => start.equals(head.subarray(0, start.length)))?.[0];
}

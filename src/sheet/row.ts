// One data line of a sheet, its cells as they are in the file.

export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

// What is wrong with a sheet as a whole, all of it at once. A bad cell is no such fault: it fails its row alone.
import type { LineWord } from "../words.ts";

export interface Fault {
  /** Line in the file, counted from 1; absent where the fault is the file's. */
  readonly line?: number;
  readonly what: string;
}

const shown = 50;

export class SheetError extends Error {
  constructor(source: string, faults: readonly Fault[], lineWord: LineWord = "line") {
    const lines = faults
      .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
      .slice(0, shown)
      .map(({ line, what }) =>
        line === undefined ? `  ${what}` : `  ${lineWord} ${line}: ${what}`,
      );
    if (faults.length > shown) lines.push(`  and ${faults.length - shown} more`);
    const count = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
    super(`Cannot use "${source}": ${count}\n${lines.join("\n")}`);
    this.name = "SheetError";
  }
}

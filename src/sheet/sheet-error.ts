// The error for faults of a whole sheet, with all faults at once. A bad cell is not such a fault: it fails only its
// row.
import { andMore, counted, type LineWord } from "../words.ts";

export interface Fault {
  /** Line in the file, counted from 1; absent if the fault is not in a line. */
  readonly line?: number;
  readonly what: string;
}

/** Faults that a message shows. */
const shown = 50;
/** After so many faults, reading stops: they probably have a common cause. */
const most = 5_000;

/** Collects the faults of a sheet. Faults that a message would not show are only counted. */
export class Faults {
  readonly #kept: Fault[] = [];
  #count = 0;

  add(fault: Fault): void {
    this.#count += 1;
    if (this.#kept.length < shown) this.#kept.push(fault);
  }

  get count(): number {
    return this.#count;
  }

  /** True after so many that the rest of the sheet need not be read. */
  get isFull(): boolean {
    return this.#count >= most;
  }

  /** The first faults, in the order of their lines. */
  get first(): readonly Fault[] {
    return this.#kept.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  }

  above(line: number): readonly Fault[] {
    return this.first.filter((fault) => (fault.line ?? 0) < line);
  }
}

export class SheetError extends Error {
  constructor(source: string, faults: Faults | readonly Fault[], lineWord: LineWord = "line") {
    const all = faults instanceof Faults ? faults : faultsOf(faults);
    const lines = all.first.map(({ line, what }) =>
      line === undefined ? `  ${what}` : `  ${lineWord} ${line}: ${what}`,
    );
    const rest = all.isFull ? "; the rest of the sheet was not read" : "";
    if (all.count > lines.length) lines.push(`  ${andMore(all.count - lines.length)}${rest}`);
    super(`Cannot use "${source}": ${counted(all.count, "fault")}\n${lines.join("\n")}`);
    this.name = "SheetError";
  }
}

function faultsOf(list: readonly Fault[]): Faults {
  const faults = new Faults();
  for (const fault of list) faults.add(fault);
  return faults;
}

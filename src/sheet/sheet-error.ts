// What is wrong with a sheet as a whole, all of it at once. A bad cell is no such fault: it fails its row alone.
import { andMore, counted, type LineWord } from "../words.ts";

export interface Fault {
  /** Line in the file, counted from 1; absent where the fault is the file's. */
  readonly line?: number;
  readonly what: string;
}

/** Faults that a message names. */
const shown = 50;
/** Faults after which a sheet is not read on: whoever made it has one thing to repair, and not each of them. */
const most = 5_000;

/** The faults of a sheet as they are found. Those that no message would name are only counted. */
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

  /** The first of them, in the order of their lines. */
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

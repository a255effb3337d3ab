// The JSON-lines files of a run. Only this program writes them, so the shape of an entry is not checked; but a line that
// is not JSON was damaged, and then reading stops.
import { readLines } from "../disk/read.ts";
import type { Run, RunFile } from "./run.ts";

/** A file of a run is not as this program wrote it. */
export class RunError extends Error {
  constructor(path: string, what: string) {
    super(
      `Cannot use ${path}: ${what}; nothing was sent. Restore the file from a copy, or import the sheet again`,
    );
    this.name = "RunError";
  }
}

/** The entries of the complete lines, some hundreds at a time; throws a RunError that names a damaged line. */
export async function* readEntries<T extends object>(
  run: Run,
  name: RunFile,
): AsyncGenerator<readonly T[]> {
  let line = 0;
  for await (const lines of readLines(run.read(name))) {
    yield lines.map((text) => {
      line += 1;
      const entry = parse(text);
      if (typeof entry === "object" && entry !== null) return entry as T;
      throw new RunError(run.nameOf(name), `line ${line} is damaged`);
    });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

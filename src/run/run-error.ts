// What is wrong with a stored run. Separate from entries.ts, so that exit codes load nothing else.

/** A file of a run is not as this program wrote it. */
export class RunError extends Error {
  /** The file, as messages name it. */
  readonly path: string;
  readonly what: string;

  constructor(
    path: string,
    what: string,
    todo = "Restore the file from a copy, or import the sheet again",
  ) {
    super(`Cannot use ${path}: ${what}; nothing was sent. ${todo}`);
    this.name = "RunError";
    this.path = path;
    this.what = what;
  }
}

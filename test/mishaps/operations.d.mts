// The types of operations.mjs, which a process without the tests' compiler loads too.
export interface Operation {
  /** As in `rename` and `datasync`. */
  readonly name: string;
  /** A blank and the names of the files, as far as they are known. */
  readonly label: string;
  /** Of the opening of a file. */
  readonly flags?: unknown;
  /** A call of a stream that reads. */
  readonly isReading?: true;
  /** Whether its results are there when `act` returns. Of what streams read a callback is told. */
  readonly isSync?: true;
  /** Carries it out; a promise, or the result. */
  readonly act: () => unknown;
  /** Carry out its first half and the rest, which has the result of both. */
  readonly halves?: readonly [() => Promise<unknown>, () => Promise<unknown>] | undefined;
}

/**
 * From now on `observe` carries out each operation of this process, and returns what it returns or throws; until the
 * function that comes back is called.
 */
export function watchFiles(observe: (operation: Operation) => unknown): () => void;

// A bug to plant, and the test that has to catch it.

export interface Mutant {
  readonly name: string;
  /** The places that break one promise: where two mechanisms keep it, both have to go. */
  readonly edits: readonly Edit[];
  /** The test that must fail: its file, and a part of its name as the reporter prints it. */
  readonly test: readonly [file: string, name: string];
}

export interface Edit {
  readonly file: string;
  /** Text that the file has exactly once, however its lines are broken. As short as that allows, so that it stays true. */
  readonly was: string;
  readonly is: string;
}

/** The most common mutant: one edit. */
export const mutant = (
  name: string,
  [file, was, is]: readonly [file: string, was: string, is: string],
  test: Mutant["test"],
): Mutant => ({ name, edits: [{ file, was, is }], test });

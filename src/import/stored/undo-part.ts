// The part of a run that is undone: some of its rows, and some of its fields.
import type { JournalContent } from "../../apply/journal.ts";
import { ExitError } from "../../exit-code.ts";
import type { FieldName } from "../../item/fields.ts";
import { NamedRows, type RowRange, viewRanges } from "../../plan/row-set.ts";
import type { Run } from "../../run/run.ts";
import { type ChangeMade, changesMade } from "./changes-made.ts";

/** Everything without parts. Rows are those of the run's own sheet. */
export interface UndoPart {
  readonly rows?: readonly RowRange[];
  readonly except?: readonly RowRange[];
  readonly only?: readonly FieldName[];
}

/** What the run has changed of this part, in the order of the plan. */
export async function* changesInPart(
  run: Run,
  journal: JournalContent,
  { rows, except, only }: UndoPart,
): AsyncGenerator<readonly ChangeMade[]> {
  const [wanted, kept] = [rows, except].map((ranges) => ranges && new NamedRows(ranges));
  for await (const some of changesMade(run, journal)) {
    yield some.flatMap((made) => {
      const { line } = made.change;
      if (wanted?.has(line) === false || kept?.has(line) === true) return [];
      if (only === undefined) return [made];
      const changed = made.changed.filter((name) => only.includes(name));
      return changed.length > 0 ? [{ ...made, changed }] : [];
    });
  }
}

/** Throws an ExitError 2 if a range names no row that the run has changed. */
export async function demandPart(
  run: Run,
  journal: JournalContent,
  { rows, except }: UndoPart,
): Promise<void> {
  const named = [rows, except].flatMap((ranges) => (ranges ? [new NamedRows(ranges)] : []));
  if (named.length === 0) return;
  for await (const some of changesMade(run, journal)) {
    for (const { change } of some) for (const each of named) each.found(change.line);
  }
  const missing = named.flatMap((each) => each.missing);
  if (missing.length === 0) return;
  throw new ExitError(
    2,
    `Cannot undo ${viewRanges(missing)} of "${run.folder}": the run changed nothing there. Nothing was sent`,
  );
}

// A submission: changes that were handed to the shop as one file. It is open until every row of it has been accounted
// for, so that no row is sent again while the shop may still work on it.
import type { JournalEntry, Submitting } from "./journal-entry.ts";

export interface Submission extends Submitting {
  /** The id of the shop's work on it; undefined if it is not known whether that was started. */
  readonly work?: string;
  /** The line of the journal that it begins with. */
  readonly place: number;
}

/** The open submission after this entry; `refuse` gets what does not fit. */
export function submissionAfter(
  open: Submission | undefined,
  entry: JournalEntry,
  place: number,
  refuse: (what: string) => never,
): Submission | undefined {
  if ("submitting" in entry) {
    if (open !== undefined) refuse("does not fit: the submission before is not settled");
    return { ...entry, place };
  }
  if (!("submitted" in entry || "settled" in entry)) return open;
  const name = "submitted" in entry ? entry.submitted : entry.settled;
  if (open?.name !== name) return refuse("does not fit: there is no such submission");
  return "submitted" in entry ? { ...open, work: entry.work } : undefined;
}

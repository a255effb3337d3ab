// Every row of a file that was submitted gets its outcome: what the shop reports, and what the items are when its work
// has ended.
import { inGroups } from "../../shop/batches.ts";
import type { BulkEnd } from "../../shop/bulk-updates.ts";
import type { Shop } from "../../shop/shop.ts";
import { outcomeOf } from "../compare.ts";
import type { Ledger } from "../ledger.ts";
import { readAnswers } from "./answers.ts";
import { judge } from "./judge.ts";
import { readTogether, type SentRow } from "./submission-file.ts";

/** A file that was submitted. */
export interface SentFile {
  /** Our name of the work in the shop. */
  readonly name: string;
  /** By line. */
  readonly rows: readonly SentRow[];
  /** Whether some rows may have been sent before, with no outcome to show it. */
  readonly doubtful: boolean;
  /** Whether the attempts of the row have this one. */
  readonly isCounted: (line: number) => boolean;
}

/** Returns what is strange in the shop's report. Throws a ShopError; the rows that have an outcome then keep it. */
export async function accountFor(
  file: SentFile,
  work: string,
  end: BulkEnd,
  ledger: Ledger,
  shop: Shop,
): Promise<readonly string[]> {
  const { list, oddities } = await readAnswers(end, file.rows);
  const numbered = file.rows.map((row, line) => ({ line, ...row }));
  const left = numbered.filter(({ change }) => !ledger.isDone(change.line));
  for await (const some of inGroups(left, readTogether)) {
    const items = await shop.items(some.map(({ change }) => change.id));
    const recorded = some.map(async ({ line, ...row }) => {
      const { change } = row;
      const outcome = judge(row, list[line], items.get(change.id), {
        work,
        ended: end.words,
        attempts: attemptsOf(file, ledger, change.line),
        doubtful: file.doubtful,
      });
      // A row that is unchanged may be sent again, now that the shop's work has ended.
      if (outcome.outcome === "not_attempted") ledger.hold(outcome);
      else await ledger.record(outcome);
    });
    await Promise.all(recorded);
    if (ledger.journalError !== undefined) break;
  }
  return oddities;
}

/** It is not known what became of the rows that have no outcome; `words` as in `bulk operation 720918`. */
export async function leaveOpen(file: SentFile, words: string, ledger: Ledger): Promise<void> {
  const left = file.rows.filter(({ change }) => !ledger.isDone(change.line));
  const recorded = left.map(({ change }) => {
    const attempts = attemptsOf(file, ledger, change.line);
    const message = `sent by ${words}; what became of the row is not known yet`;
    const facts = { attempts, message, sent: new Map(), live: undefined };
    return ledger.record(outcomeOf(change, "unknown", facts));
  });
  await Promise.all(recorded);
}

const attemptsOf = ({ isCounted }: SentFile, ledger: Ledger, line: number): number =>
  ledger.attemptsOf(line) + (isCounted(line) ? 0 : 1);

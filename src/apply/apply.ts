// Applies the changes of a plan that have no outcome yet, one by one or as a file that the shop carries out, and writes
// the journal. Applying a plan and continuing an interrupted one are the same.
import { type Choice, sameChoice } from "../plan/choice.ts";
import type { Run } from "../run/run.ts";
import { ShopError } from "../shop/shop-error.ts";
import type { Shop } from "../shop/shop.ts";
import { applyInBulk, type BulkTalk } from "./bulk/apply-in-bulk.ts";
import type { JournalContent } from "./journal.ts";
import { Ledger } from "./ledger.ts";
import { applyOneByOne } from "./one-by-one.ts";
import type { Outcome } from "./outcome.ts";

export interface Applied {
  /** The last outcome of each line, even if it could not be written to the journal. */
  readonly outcomes: ReadonlyMap<number, Outcome>;
  /** Whether the row of this line may have been sent although it has no outcome. */
  readonly inDoubt: (line: number) => boolean;
  /** What ended the run before its last row, and what to do about it. */
  readonly stopped?: string;
  /** The error that ended it. */
  readonly stopError?: ShopError;
  /** Why some outcomes may be missing from the journal. */
  readonly journalError?: Error;
  /** What is still open, as in `the shop goes on with bulk operation 720918`. */
  readonly open?: string;
}

export interface Applying {
  readonly run: Run;
  readonly shop: Shop;
  readonly before: JournalContent;
  /** The rows that are sent. */
  readonly choice: Choice;
  /** How many changes the plan has, chosen or not. */
  readonly changes: number;
  /** Whether the shop carries out the changes as a file. */
  readonly inBulk: boolean;
  readonly talk: BulkTalk;
  /** The time of day. */
  readonly now: () => Date;
  /** Called after the outcome is in the journal. */
  readonly onRow: (outcome: Outcome) => void;
}

export async function apply(applying: Applying): Promise<Applied> {
  const { shop, before, choice, changes, inBulk, talk } = applying;
  const ledger = new Ledger(applying);
  let open: string | undefined;
  if (changes > 0) {
    try {
      // The choice is kept even if nothing is to be sent now.
      if (!sameChoice(choice, before.choice)) await ledger.open();
      if (!ledger.mustStop && (inBulk || before.submission !== undefined))
        open = await applyInBulk(ledger, shop, inBulk, talk);
      if (!ledger.mustStop) await applyOneByOne(ledger, shop);
    } catch (error) {
      if (!(error instanceof ShopError)) throw error;
      ledger.stopBy(error);
    } finally {
      await ledger.close();
    }
  }
  if (ledger.failures.length > 0) throw ledger.failures[0];
  const { outcomes, journalError, stop } = ledger;
  return {
    outcomes,
    ...(open !== undefined && { open }),
    inDoubt: (line) => ledger.inDoubt(line),
    ...(journalError !== undefined && { journalError }),
    ...(journalError === undefined &&
      stop !== undefined && {
        stopped: [stop.message, open].filter(Boolean).join("; "),
        stopError: stop,
      }),
  };
}

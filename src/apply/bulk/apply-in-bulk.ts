// The changes as files that the shop carries out by itself, one after the other. What a process leaves open here, the
// next one finds, waits for and accounts for: nothing is submitted twice, and no row is sent again while the shop may
// still work on it.
import {
  type BulkEnd,
  type BulkFile,
  type BulkUpdates,
  clockDifference,
} from "../../shop/bulk-updates.ts";
import { RequestBug, ShopError } from "../../shop/shop-error.ts";
import type { Shop } from "../../shop/shop.ts";
import type { Ledger } from "../ledger.ts";
import type { Submission } from "../submission.ts";
import { accountFor, leaveOpen, type SentFile } from "./account-for.ts";
import { prepare, type Prepared } from "./prepare.ts";
import { readSubmission } from "./submission-file.ts";

/** What is said while the shop works, and what the user says meanwhile. */
export interface BulkTalk {
  /** Called with the number of lines that the shop has worked through. */
  onWorked(lines: number): void;
  onNews(message: string): void;
  /** Whether the work in the shop is to end, now that nothing more is sent; it goes on otherwise. */
  cancelWanted(): Promise<boolean>;
}

/** Starts that have come to nothing, after which the run stops. */
const mostVoids = 3;
const looking = "Making sure that the shop has not started the bulk operation; this takes a minute";
/** Looks for work that may have been started: for a minute, since a request can take so long. */
const mostLooks = 13;

/**
 * Leaves the changes that need a request of their own. `submitMore`: also those that no file has yet. Returns what is
 * still open, as in `the shop goes on with bulk operation 720918`; undefined if nothing is.
 */
export async function applyInBulk(
  ledger: Ledger,
  shop: Shop,
  submitMore: boolean,
  talk: BulkTalk,
): Promise<string | undefined> {
  const bulk = shop.bulkUpdates;
  if (bulk === undefined) throw new Error(`${shop.api} has no bulk operations`);
  const run = new BulkRun(ledger, shop, bulk, talk);
  try {
    await run.resume();
    if (submitMore) await run.submitAll();
  } catch (error) {
    if (!(error instanceof ShopError)) throw error;
    ledger.stopBy(error);
  }
  return run.open;
}

class BulkRun {
  /** What is still open. */
  open: string | undefined;
  readonly #ledger: Ledger;
  readonly #shop: Shop;
  readonly #bulk: BulkUpdates;
  readonly #talk: BulkTalk;
  /** Lines that were in a file of this process, or that cannot be in one. */
  readonly #tried = new Set<number>();

  constructor(ledger: Ledger, shop: Shop, bulk: BulkUpdates, talk: BulkTalk) {
    this.#ledger = ledger;
    this.#shop = shop;
    this.#bulk = bulk;
    this.#talk = talk;
  }

  /** What another process has left, whose work may have been started or not. */
  async resume(): Promise<void> {
    const { run, before, choice } = this.#ledger;
    const { submission } = before;
    if (submission === undefined) return;
    const rows = await readSubmission(run, submission, this.#bulk, choice);
    await this.#ledger.open();
    const file = sentFile(submission, rows, (line) => before.places.get(line) ?? 0);
    const work = submission.work ?? (await this.#lookFor(file, submission.at));
    if (work === undefined) return this.#settle(file);
    if (submission.work === undefined) {
      await this.#ledger.note({ submitted: submission.name, work });
    }
    await this.#collect(file, work);
  }

  async submitAll(): Promise<void> {
    let number = this.#ledger.before.submissions;
    let voids = 0;
    while (!this.#ledger.mustStop) {
      number += 1;
      const prepared = await prepare(number, this.#ledger, this.#shop, this.#bulk, this.#tried);
      if (prepared === undefined) return;
      const problem = await this.#submit(prepared);
      if (problem !== undefined) voids += 1;
      if (voids === mostVoids) throw problem;
    }
  }

  /** Returns why the work was not started, if that is worth another try. */
  async #submit({ entry, content, rows }: Prepared): Promise<ShopError | undefined> {
    const file = sentFile({ ...entry, place: Infinity }, rows, () => 0);
    await this.#ledger.note(entry);
    if (this.#ledger.mustStop) return undefined;
    const started = await this.#start(file, entry.at, content);
    if (typeof started !== "string") return started;
    for (const { change } of rows) this.#tried.add(change.line);
    await this.#ledger.note({ submitted: entry.name, work: started });
    await this.#collect(file, started);
    return undefined;
  }

  /** The id of the work. An error that is returned is for another try; the work has not been started then. */
  async #start(file: SentFile, at: string, content: BulkFile): Promise<string | ShopError> {
    try {
      return await this.#bulk.start(file.name, content);
    } catch (error) {
      const isUnclear = error instanceof ShopError && error.kind === "fault";
      if (!isUnclear) {
        if (error instanceof ShopError || error instanceof RequestBug) await this.#settle(file);
        throw error;
      }
      const found = await this.#lookFor(file, at);
      if (found !== undefined) return found;
      await this.#settle(file);
      return error;
    }
  }

  /** The work of this name; undefined if the shop has none, also after a while. */
  async #lookFor(file: SentFile, at: string): Promise<string | undefined> {
    const words = "a bulk operation that may have been started";
    this.open = `the shop may go on with ${words}`;
    const since = new Date(Date.parse(at) - clockDifference);
    return this.#leavingOpen(file, words, async () => {
      for (let looks = 1; ; looks += 1) {
        const found = await this.#bulk.find(file.name, since);
        if (found !== undefined || looks === mostLooks) return found;
        if (looks === 1) this.#talk.onNews(looking);
        await this.#bulk.pause();
      }
    });
  }

  async #collect(file: SentFile, work: string): Promise<void> {
    const words = this.#bulk.wordsFor(work);
    this.open = `the shop goes on with ${words}`;
    let stop: ShopError | undefined;
    const wait = (): Promise<BulkEnd> =>
      this.#bulk.wait(work, (lines) => this.#talk.onWorked(lines));
    await this.#leavingOpen(file, words, async () => {
      const end = await wait().catch(async (error: unknown) => {
        if (!(error instanceof ShopError) || !(await this.#talk.cancelWanted())) throw error;
        stop = error;
        await this.#bulk.cancel(work);
        return wait();
      });
      this.open = `the result of ${words} has not been read`;
      const oddities = await accountFor(file, work, end, this.#ledger, this.#shop);
      for (const oddity of oddities) this.#talk.onNews(oddity);
    });
    if (this.#ledger.journalError !== undefined) return;
    await this.#settle(file);
    this.#ledger.stopBy(stop);
  }

  /** If the work fails, the rows of the file stay open. */
  async #leavingOpen<T>(file: SentFile, words: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ShopError) await leaveOpen(file, words, this.#ledger);
      throw error;
    }
  }

  /** The shop does nothing more for this file: each row has an outcome, or may be sent. */
  async #settle({ name }: SentFile): Promise<void> {
    await this.#ledger.note({ settled: name });
    this.open = undefined;
  }
}

/** `placeOf` gives the line of the journal that has the outcome of a row. */
const sentFile = (
  { name, doubtful, place }: Submission,
  rows: SentFile["rows"],
  placeOf: (line: number) => number,
): SentFile => ({
  name,
  rows,
  doubtful: doubtful === true,
  isCounted: (line) => placeOf(line) > place,
});

// The next file of changes: their items are read again, and the rows that still have something to send become lines.
import type { FieldName, Item, Patch, Value } from "../../item/fields.ts";
import type { Change } from "../../plan/decision.ts";
import type { SubmissionFile } from "../../run/run.ts";
import { inGroups } from "../../shop/batches.ts";
import type { BulkFile, BulkUpdates } from "../../shop/bulk-updates.ts";
import type { Shop } from "../../shop/shop.ts";
import { alreadyThere, compare, outcomeOf } from "../compare.ts";
import type { Submitting } from "../journal-entry.ts";
import type { Ledger } from "../ledger.ts";
import { readTogether, type SentRow, SubmissionWriter } from "./submission-file.ts";

export interface Prepared {
  /** What the journal has to say before the file is sent. */
  readonly entry: Submitting;
  readonly content: BulkFile;
  readonly rows: readonly SentRow[];
}

/**
 * Leaves out the lines of `tried`, and adds those that need a request of their own. Undefined if there is nothing to
 * submit, or the journal or the file cannot be written.
 */
export async function prepare(
  number: number,
  ledger: Ledger,
  shop: Shop,
  bulk: BulkUpdates,
  tried: Set<number>,
): Promise<Prepared | undefined> {
  const file = new Preparation(`submission-${number}.jsonl`, ledger, bulk, tried);
  try {
    await fill(file, ledger, shop, tried);
    return ledger.mustStop ? undefined : await file.commit();
  } finally {
    await file.close();
  }
}

async function fill(
  file: Preparation,
  ledger: Ledger,
  shop: Shop,
  tried: ReadonlySet<number>,
): Promise<void> {
  for await (const changes of inGroups(untried(ledger, tried), readTogether)) {
    await ledger.open();
    if (ledger.mustStop) return;
    const items = await shop.items(changes.map(({ id }) => id));
    for (const change of changes) {
      if (!(await file.add(change, items.get(change.id)))) return;
    }
  }
}

async function* untried(ledger: Ledger, tried: ReadonlySet<number>): AsyncGenerator<Change> {
  for await (const change of ledger.pending()) if (!tried.has(change.line)) yield change;
}

class Preparation {
  readonly #name: SubmissionFile;
  readonly #ledger: Ledger;
  readonly #bulk: BulkUpdates;
  readonly #tried: Set<number>;
  #writer: SubmissionWriter | undefined;
  #isDoubtful = false;

  constructor(name: SubmissionFile, ledger: Ledger, bulk: BulkUpdates, tried: Set<number>) {
    this.#name = name;
    this.#ledger = ledger;
    this.#bulk = bulk;
    this.#tried = tried;
  }

  /** Returns whether the file can take more. */
  async add(change: Change, live: Item | undefined): Promise<boolean> {
    // A list may omit an item, which is then asked for alone.
    if (live === undefined) {
      this.#tried.add(change.line);
      return true;
    }
    const { patch, moved } = compare(change, live);
    if (moved === undefined && Object.keys(patch).length > 0) return this.#write(change, patch);
    const isDoubtful = this.#ledger.isDoubtful(change.line);
    const facts = {
      attempts: this.#ledger.attemptsOf(change.line),
      sent: new Map(isDoubtful ? valuesBefore(change) : []),
      live,
      message: moved ?? alreadyThere(isDoubtful),
    };
    const outcome = moved === undefined ? "updated" : "conflict";
    await this.#ledger.record(outcomeOf(change, outcome, facts));
    return this.#ledger.journalError === undefined;
  }

  /** Undefined if no row is to be sent, or the file cannot be written. */
  async commit(): Promise<Prepared | undefined> {
    const writer = this.#writer;
    if (writer === undefined || writer.rows.length === 0) return undefined;
    let prepared: Prepared | undefined;
    await this.#ledger.keepingError(async () => {
      const { rows } = writer;
      const { sha256, size } = await writer.commit();
      this.#writer = undefined;
      const entry: Submitting = {
        submitting: this.#name,
        sha256,
        lines: rows.length,
        name: this.#bulk.newName(),
        at: this.#ledger.now().toISOString(),
        ...(this.#isDoubtful && { doubtful: true }),
      };
      const { run } = this.#ledger;
      const read = (): AsyncIterable<Uint8Array> => run.read(this.#name);
      prepared = { entry, rows, content: { name: this.#name, size, read } };
    });
    return prepared;
  }

  /** Removes what was not committed. */
  async close(): Promise<void> {
    await this.#writer?.abandon();
  }

  async #write(change: Change, patch: Patch): Promise<boolean> {
    let hasRoom = false;
    await this.#ledger.keepingError(async () => {
      const { run } = this.#ledger;
      this.#writer ??= await SubmissionWriter.begin(run, this.#name, this.#bulk);
      const added = await this.#writer.add(change, patch);
      if (added === "unfit") this.#tried.add(change.line);
      if (added === "added") this.#isDoubtful ||= this.#ledger.isDoubtful(change.line);
      hasRoom = added !== "full";
    });
    return hasRoom;
  }
}

const valuesBefore = ({ changes }: Change): [string, Value][] =>
  (Object.keys(changes) as FieldName[]).map((name) => [name, changes[name]?.from ?? null]);

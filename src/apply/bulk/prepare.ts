// The next file of changes: their items are read again, and the rows that still have something to send become lines.
import type { FieldName, Value } from "../../item/fields.ts";
import type { Change } from "../../plan/decision.ts";
import { inGroups } from "../../shop/batches.ts";
import type { BulkFile, BulkUpdates } from "../../shop/bulk-updates.ts";
import type { Shop } from "../../shop/shop.ts";
import { alreadyThere, compare, outcomeOf } from "../compare.ts";
import type { Submitting } from "../journal-entry.ts";
import type { Ledger } from "../ledger.ts";
import { type SentRow, SubmissionWriter } from "./submission-file.ts";

export interface Prepared {
  /** What the journal has to say before the file is sent. */
  readonly entry: Submitting;
  readonly content: BulkFile;
  readonly rows: readonly SentRow[];
}

/** Rows that are read together. */
const readTogether = 1_000;

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
  const { run } = ledger;
  const name = `submission-${number}.jsonl` as const;
  let writer: SubmissionWriter | undefined;
  let doubtful = false;
  let prepared: Prepared | undefined;

  /** Returns whether the file has room for more. */
  const addRow = async (
    change: Change,
    patch: ReturnType<typeof compare>["patch"],
  ): Promise<boolean> => {
    writer ??= await SubmissionWriter.begin(run, name, bulk);
    const added = await writer.add(change, patch);
    if (added === "unfit") tried.add(change.line);
    if (added === "added") doubtful ||= ledger.isDoubtful(change.line);
    return added !== "full";
  };
  const write = async (): Promise<void> => {
    for await (const changes of inGroups(untried(ledger, tried), readTogether)) {
      await ledger.open();
      if (ledger.mustStop) return;
      const items = await shop.items(changes.map(({ id }) => id));
      for (const change of changes) {
        const live = items.get(change.id);
        // A list may omit an item, which is then asked for alone.
        if (live === undefined) {
          tried.add(change.line);
          continue;
        }
        const { patch, moved } = compare(change, live);
        if (moved === undefined && Object.keys(patch).length > 0) {
          if (!(await addRow(change, patch))) return;
          continue;
        }
        const isDoubtful = ledger.isDoubtful(change.line);
        const facts = {
          attempts: ledger.attemptsOf(change.line),
          sent: new Map(isDoubtful ? valuesBefore(change) : []),
          live,
          message: moved ?? alreadyThere(isDoubtful),
        };
        const outcome = moved === undefined ? "updated" : "conflict";
        await ledger.record(outcomeOf(change, outcome, facts));
      }
    }
  };

  await ledger.keepingError(async () => {
    try {
      await write();
      if (writer === undefined || ledger.mustStop) return;
      const { rows } = writer;
      const { sha256, size } = await writer.commit();
      const at = new Date().toISOString();
      const facts = { sha256, lines: rows.length, name: bulk.newName(), at };
      const entry = { submitting: name, ...facts, ...(doubtful && { doubtful: true as const }) };
      prepared = { entry, rows, content: { name, size, read: () => run.read(name) } };
    } finally {
      if (prepared === undefined) await writer?.abandon();
    }
  });
  return prepared;
}

const valuesBefore = ({ changes }: Change): [string, Value][] =>
  (Object.keys(changes) as FieldName[]).map((name) => [name, changes[name]?.from ?? null]);

async function* untried(ledger: Ledger, tried: ReadonlySet<number>): AsyncGenerator<Change> {
  for await (const change of ledger.pending()) if (!tried.has(change.line)) yield change;
}

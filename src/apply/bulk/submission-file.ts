// The file of a submission: one line a row, known by its number, the first being 0. It is whole and on the disk before
// anything of it is sent, and a process that carries on reads from it which row is which line.
import { createHash, type Hash } from "node:crypto";
import { hashed } from "../../disk/sha256.ts";
import { WholeFile } from "../../disk/whole-file.ts";
import type { FieldName, Patch } from "../../item/fields.ts";
import { type Choice, inChoice } from "../../plan/choice.ts";
import type { Change } from "../../plan/decision.ts";
import { readPlan } from "../../plan/plan-file.ts";
import { readLines } from "../../disk/read.ts";
import { RunError } from "../../run/run-error.ts";
import type { Run, SubmissionFile } from "../../run/run.ts";
import type { BulkLine, BulkUpdates } from "../../shop/bulk-updates.ts";
import type { Submission } from "../submission.ts";

/** Lines of a file: as many as memory has room for, and as are read again within a minute or so. */
const mostLines = 100_000;
/** Bytes; a line has some hundreds. */
const longestLine = 256 * 1024;

/** Rows whose items are read together, before they are submitted and after it. */
export const readTogether = 1_000;

/** A row that was submitted. */
export interface SentRow {
  readonly change: Change;
  /** The fields that were sent. */
  readonly sent: readonly FieldName[];
}

export class SubmissionWriter {
  readonly rows: SentRow[] = [];
  readonly #bulk: BulkUpdates;
  readonly #file: WholeFile;
  readonly #hash: Hash = createHash("sha256");
  readonly #ids = new Set<string>();
  #size = 0;

  private constructor(bulk: BulkUpdates, file: WholeFile) {
    this.#bulk = bulk;
    this.#file = file;
  }

  static async begin(run: Run, name: SubmissionFile, bulk: BulkUpdates): Promise<SubmissionWriter> {
    const file = await WholeFile.begin(run.file(name), 0o600, run.nameOf(name));
    return new SubmissionWriter(bulk, file);
  }

  /**
   * `repeated`: the file has a row of this item, and the order of lines counts for nothing; `unfit`: the change cannot
   * be part of a file.
   */
  async add(change: Change, patch: Patch): Promise<"added" | "full" | "repeated" | "unfit"> {
    if (this.#ids.has(change.id)) return "repeated";
    const text = this.#bulk.lineOf(change.id, patch);
    if (text === undefined) return "unfit";
    const line = Buffer.from(`${text}\n`);
    const isFull = this.#size + line.length > this.#bulk.mostBytes;
    if (isFull || this.rows.length === mostLines) return "full";
    this.#ids.add(change.id);
    this.#size += line.length;
    this.#hash.update(line);
    this.rows.push({ change, sent: Object.keys(patch) as FieldName[] });
    await this.#file.write(line);
    return "added";
  }

  async commit(): Promise<{ readonly sha256: string; readonly size: number }> {
    await this.#file.commit();
    return { sha256: this.#hash.digest("hex"), size: this.#size };
  }

  async abandon(): Promise<void> {
    await this.#file.abandon();
  }
}

/** The rows of the lines. Throws a RunError if the file is not the one that was submitted. */
export async function readSubmission(
  run: Run,
  { submitting: name, sha256, lines }: Submission,
  bulk: BulkUpdates,
  choice: Choice,
): Promise<SentRow[]> {
  const refuse = (what: string): never => {
    throw new RunError(run.nameOf(name), what);
  };
  const hash = createHash("sha256");
  const found: BulkLine[] = [];
  const read = (line: Buffer): BulkLine =>
    bulk.readLine(line.toString()) ?? refuse(`line ${found.length + 1} is damaged`);
  for await (const batch of readLines(hashed(run.read(name), hash), read, longestLine))
    found.push(...batch);
  if (hash.digest("hex") !== sha256 || found.length !== lines)
    refuse("it is not as it was when it was submitted");
  const byId = new Map(found.map((line, at) => [line.id, { ...line, at }]));
  const rows: SentRow[] = [];
  let matched = 0;
  for await (const decisions of readPlan(run)) {
    for (const decision of decisions) {
      const change = inChoice(decision, choice);
      if (change.decision !== "change") continue;
      const line = byId.get(change.id);
      if (line === undefined || !line.names.every((name) => name in change.changes)) continue;
      byId.delete(change.id);
      rows[line.at] = { change, sent: line.names };
      matched += 1;
    }
  }
  if (matched !== lines) refuse("it has a line that the plan does not have");
  return rows;
}

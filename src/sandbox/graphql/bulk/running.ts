// One operation as time passes: created, running, ended. What it has done is kept together with the items that it changed,
// so that a process that goes on with it does no line twice.
import type { Store } from "../../store/store.ts";
import type { BulkFolder } from "./bulk-folder.ts";
import {
  isLive,
  type OperationRecord,
  type OperationView,
  type Progress,
  progressNoteOf,
  recordNoteOf,
  type ResultUrl,
} from "../../store/bulk-operation.ts";
import type { Step, StepPart, Work } from "./bulk.ts";

export interface RunningParts {
  readonly store: Store;
  readonly folder: BulkFolder;
  /** Monotonic, in milliseconds. */
  readonly clock: () => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly createWork: () => Work;
  readonly linesPerSecond: number;
  /** Milliseconds for which it is CREATED, and CANCELING. */
  readonly delay: number;
  readonly resultLifetime: number;
  /** Where the result of a canceled operation is shown. */
  readonly canceledResult: ResultUrl;
}

/** So many lines are done before the store answers the next request. */
const linesInTurn = 1000;

export class Running {
  #view: OperationView;
  readonly #parts: RunningParts;
  #work: Work | undefined;
  /** By the clock: when this process began with it, or when it was canceled. */
  #since: number;
  /** What was done before. */
  readonly #before: number;

  constructor(view: OperationView, parts: RunningParts) {
    this.#view = view;
    this.#parts = parts;
    this.#since = parts.clock();
    this.#before = view.progress.done;
  }

  get view(): OperationView {
    return this.#view;
  }

  /** Writes down the operation as it is. */
  keep(): void {
    this.#parts.store.keep([{ note: recordNoteOf(this.#id), value: this.#view.record }]);
  }

  cancel(): void {
    const { record } = this.#view;
    if (!isLive(record) || record.status === "CANCELING") return;
    this.#since = this.#parts.clock();
    this.#change({ status: "CANCELING" });
  }

  /** Does what is due, up to a limit; true if there is more. */
  advance(): boolean {
    if (!isLive(this.#view.record)) return false;
    try {
      return this.#proceed();
    } catch {
      // The store cannot read or write its files, so the ending is not written down either.
      const { record } = this.#view;
      const errorCode = "INTERNAL_SERVER_ERROR";
      this.#view = { ...this.#view, record: { ...record, status: "FAILED", errorCode } };
      return false;
    }
  }

  #proceed(): boolean {
    const { record } = this.#view;
    const elapsed = this.#parts.clock() - this.#since - this.#waits;
    if (elapsed < 0) return false;
    if (record.status === "CANCELING") {
      this.#end("CANCELED", this.#parts.canceledResult);
      return false;
    }
    const { after = 0, status = "COMPLETED", result = "none", errorCode } = record.ending;
    if (status === "CREATED") return false;
    if (record.status === "CREATED") this.#change({ status: "RUNNING" });
    const endsEarly = status !== "COMPLETED";
    const due = this.#before + Math.floor((elapsed * this.#parts.linesPerSecond) / 1000);
    const until = endsEarly ? Math.min(due, after) : due;
    const inTurn = Math.min(until, this.#done + linesInTurn);
    while (this.#done < inTurn) if (this.#step(inTurn - this.#done)) return false;
    if (!endsEarly || this.#done < after) return inTurn < until;
    if (status === "FAILED")
      this.#end(status, result, { errorCode: errorCode ?? "INTERNAL_SERVER_ERROR" });
    else if (status !== "RUNNING") this.#end(status, result);
    return false;
  }

  get #done(): number {
    return this.#view.progress.done;
  }

  get #id(): string {
    return this.#view.record.id;
  }

  get #waits(): number {
    const { status } = this.#view.record;
    // A process that goes on with an operation does not wait again.
    return status === "CANCELING" || this.#before === 0 ? this.#parts.delay : 0;
  }

  /** True if the operation ended. */
  #step(limit: number): boolean {
    const { store, folder, createWork } = this.#parts;
    const { record, progress } = this.#view;
    const work = (this.#work ??= createWork());
    const step = work.step(limit, progress);
    const parts = sized(step, progress, record);
    const text = Buffer.from(parts.map((part) => part.text).join(""));
    // The result first: what the store does not say is done will be written again, at the same place.
    folder.addResult(record.resultName, progress.size, text);
    const note = progressNoteOf(record.id);
    store.keep(parts.map(({ items, progress }) => ({ note, value: progress, items })));
    this.#view = { record, progress: parts.at(-1)?.progress ?? progress };
    if (step.failure) this.#end("FAILED", "partialDataUrl", { errorCode: step.failure });
    else if (step.isDone) this.#end("COMPLETED", "url", { completedAt: this.#parts.now() });
    return step.failure !== undefined || step.isDone;
  }

  #end(
    status: OperationRecord["status"],
    result: ResultUrl,
    more: Partial<OperationRecord> = {},
  ): void {
    const { folder, now, resultLifetime } = this.#parts;
    const { record, progress } = this.#view;
    folder.endResult(record.resultName, progress.size);
    const shown = progress.size === 0 ? "none" : result;
    this.#change({ status, result: shown, expiresAt: now() + resultLifetime, ...more });
  }

  #change(change: Partial<OperationRecord>): void {
    this.#view = { ...this.#view, record: { ...this.#view.record, ...change } };
    this.keep();
  }
}

/** The parts of a step with the size of the result after each, and with the fault that the operation has. */
function sized({ parts }: Step, from: Progress, { ending }: OperationRecord): StepPart[] {
  let { size } = from;
  return parts.map((part, n) => {
    const text = n === 0 && from.done === 0 ? faulty(part.text, ending.firstLine) : part.text;
    size += Buffer.byteLength(text);
    return { ...part, text, progress: { ...part.progress, size } };
  });
}

function faulty(text: string, fault: OperationRecord["ending"]["firstLine"]): string {
  const end = text.indexOf("\n") + 1;
  const [first, others] = [text.slice(0, end), text.slice(end)];
  switch (fault) {
    case "missing":
      return others;
    case "double":
      return first + first + others;
    case "stray":
      return first + first.replace(/"__lineNumber":\d+/, '"__lineNumber":999999999') + others;
    default:
      return text;
  }
}

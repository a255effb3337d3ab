// One bulk operation: what the store keeps of it, and how it may end.

export type OperationType = "MUTATION" | "QUERY";

type OperationStatus =
  | "CREATED"
  | "RUNNING"
  | "COMPLETED"
  | "FAILED"
  | "CANCELING"
  | "CANCELED"
  | "EXPIRED";

export type OperationErrorCode = "ACCESS_DENIED" | "INTERNAL_SERVER_ERROR" | "TIMEOUT";

/** Another ending than COMPLETED, for the next operation. */
export interface BulkEnding {
  /** Default: either. */
  type?: OperationType;
  /** How many lines of the file, or root objects of a query, are done before; default 0. */
  after?: number;
  /** With CREATED or RUNNING the operation never ends by itself. Default COMPLETED, at the end of its work. */
  status?: OperationStatus;
  /** Of a FAILED operation; default INTERNAL_SERVER_ERROR. */
  errorCode?: OperationErrorCode;
  /** Which URL the result has that there is until then; default `none`. */
  result?: ResultUrl;
  /** What the result has in place of its first line: nothing, the line twice, or the line and one that is no line's. */
  firstLine?: "missing" | "double" | "stray";
}

export type ResultUrl = "none" | "url" | "partialDataUrl";

export interface OperationRecord {
  /** Digits. */
  readonly id: string;
  readonly type: OperationType;
  readonly status: OperationStatus;
  readonly errorCode: OperationErrorCode | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** When it was COMPLETED. */
  readonly completedAt: number | null;
  /** When the last URL of the result is no longer valid. */
  readonly expiresAt: number | null;
  /** The text of the query or the mutation. */
  readonly text: string;
  readonly groupObjects: boolean;
  /** Of a mutation: where its variables were uploaded. */
  readonly uploadKey: string;
  /** What tells that file from another one with the same key. */
  readonly uploadStamp: string;
  /** The name of its result. */
  readonly resultName: string;
  readonly result: ResultUrl;
  readonly ending: BulkEnding;
}

export interface Progress {
  /** Lines of the file, or root objects. */
  readonly done: number;
  readonly objects: number;
  /** Bytes of the result. */
  readonly size: number;
  /** Of a mutation: where the block of lines begins that is worked on, in bytes and in lines. */
  readonly offset: number;
  readonly first: number;
  /** Of a query: the cursor of the last root object. */
  readonly cursor: string | null;
}

export const noProgress: Progress = {
  done: 0,
  objects: 0,
  size: 0,
  offset: 0,
  first: 0,
  cursor: null,
};

/** An operation as an answer shows it. */
export interface OperationView {
  readonly record: OperationRecord;
  readonly progress: Progress;
}

const live: readonly OperationStatus[] = ["CREATED", "RUNNING", "CANCELING"];

export const isLive = ({ status }: OperationRecord): boolean => live.includes(status);

/** The names under which the store keeps the two parts of an operation. */
const recordNote = "bulk-operation/";
const progressNote = "bulk-progress/";

export const recordNoteOf = (id: string): string => recordNote + id;
export const progressNoteOf = (id: string): string => progressNote + id;

/** The operations of a store, oldest first. */
export function storedOperations(notes: ReadonlyMap<string, unknown>): OperationView[] {
  return [...notes].flatMap(([name, value]) => {
    if (!name.startsWith(recordNote)) return [];
    const record = value as OperationRecord;
    const progress = notes.get(progressNoteOf(record.id)) as Progress | undefined;
    return [{ record, progress: progress ?? noProgress }];
  });
}

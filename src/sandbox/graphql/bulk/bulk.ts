// What resolvers may ask of the bulk operations of a shop, the settings of these, and the steps in which they work.
import type {
  BulkEnding,
  OperationErrorCode,
  OperationType,
  OperationView,
  Progress,
} from "../../store/bulk-operation.ts";
import type { WireItem } from "../../store/wire-item.ts";

export interface BulkOptions {
  /** Lines of a file, or root objects of a query, that an operation does in a second; default 50,000. */
  linesPerSecond?: number;
  /** Milliseconds for which an operation is CREATED, and CANCELING; default 0. */
  delay?: number;
  /** Whether the lines of a file are done, and shown, in another order than the one of the file; default true. */
  shuffled?: boolean;
  /** Whether an operation shows what it has done before it ends; default true. */
  showsProgress?: boolean;
  /** Milliseconds for which the URL of a result is valid; default 7 days. */
  resultLifetime?: number;
  /** Whether an operation that was canceled has a URL for what it had done; default true. */
  canceledUrl?: boolean;
  /** Each is for one operation, in the order in which they start. */
  endings?: readonly BulkEnding[];
}

export interface BulkError {
  readonly field: readonly string[] | null;
  readonly message: string;
  readonly code: string | null;
}

export interface MutationRequest {
  readonly mutation: string;
  readonly stagedUploadPath: string;
  readonly clientIdentifier?: string | null;
}

export interface QueryRequest {
  readonly query: string;
  readonly groupObjects: boolean;
}

/** An operation that will start, or a refusal. */
export type Starting =
  | { readonly operation: OperationView; readonly start: () => void }
  | { errors: readonly BulkError[] };

export interface StageRequest {
  readonly filename: string;
  readonly mimeType: string;
  readonly httpMethod?: "POST" | "PUT" | null;
}

export interface StagedTarget {
  readonly url: string;
  readonly resourceUrl: string;
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
}

export interface Bulk {
  /** Newest first. */
  operations(): readonly OperationView[];
  find(id: string): OperationView | undefined;
  startMutation(request: MutationRequest): Starting;
  startQuery(request: QueryRequest): Starting;
  cancel(id: string): void;
  stage(request: StageRequest): StagedTarget;
  /** The URL of the result. */
  urlOf(operation: OperationView): string;
  readonly showsProgress: boolean;
  latest(type: OperationType): OperationView | undefined;
}

/** What belongs together: it is kept as a whole or not at all. */
export interface StepPart {
  /** Whole lines of the result. */
  readonly text: string;
  /** The items that it changed. */
  readonly items: readonly WireItem[];
  /** The progress after it, but for the size of the result. */
  readonly progress: Progress;
}

export interface Step {
  readonly parts: readonly StepPart[];
  /** Nothing is left to do. */
  readonly isDone: boolean;
  /** Nothing more can be done. */
  readonly failure?: OperationErrorCode;
}

/** The work of an operation, which is done in steps so that the store goes on answering. */
export interface Work {
  /** Does at most so many lines, or root objects. */
  step(limit: number, from: Progress): Step;
}

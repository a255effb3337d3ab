// What resolvers may ask of the bulk operations of a shop, and the settings of these.
import type { BulkEnding, OperationType, OperationView } from "../../store/bulk-operation.ts";

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

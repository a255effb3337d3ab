// What the shop answers when a bulk operation is started, listed or canceled.
import { Flaw } from "../client.ts";
import { isNode, type Node } from "../wire.ts";
import { type Operation, readOperation } from "./operation.ts";

export type Started =
  | { readonly operation: Operation }
  /** What the shop says of a document or a file that it does not accept. */
  | { readonly refusal: string }
  /** Other operations of the app have all places. */
  | { readonly isFull: true };

const fullCodes: readonly unknown[] = ["OPERATION_IN_PROGRESS", "LIMIT_REACHED"];

export function readStarted(content: unknown): Started {
  const { bulkOperation, userErrors } = isNode(content) ? content : {};
  if (!Array.isArray(userErrors) || !userErrors.every(isNode)) {
    throw new Flaw("a result without userErrors");
  }
  const errors: readonly Node[] = userErrors;
  if (errors.some(({ code }) => fullCodes.includes(code))) return { isFull: true };
  if (errors.length === 0) return { operation: readOperation(bulkOperation) };
  const words = errors.map(({ message }) => (typeof message === "string" ? message : ""));
  return { refusal: words.join("; ") };
}

/** A page of operations, and the cursor of the next one. */
export function readPage(content: unknown): {
  readonly operations: readonly Operation[];
  readonly next: string | undefined;
} {
  const { nodes, pageInfo } = isNode(content) ? content : {};
  if (!Array.isArray(nodes) || !isNode(pageInfo)) throw new Flaw("a list without nodes");
  const { hasNextPage, endCursor } = pageInfo;
  if (typeof hasNextPage !== "boolean") throw new Flaw("a list without pageInfo");
  if (hasNextPage && typeof endCursor !== "string") {
    throw new Flaw("a page without a cursor before another one");
  }
  const next = hasNextPage && typeof endCursor === "string" ? endCursor : undefined;
  return { operations: nodes.map(readOperation), next };
}

/** Undefined if the shop does not know the operation. */
export function readCanceled(content: unknown): Operation | undefined {
  const operation = isNode(content) ? content.bulkOperation : undefined;
  return operation === undefined || operation === null ? undefined : readOperation(operation);
}

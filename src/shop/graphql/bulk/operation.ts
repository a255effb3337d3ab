// A bulk operation as a value: work on many items that the shop carries out by itself.
import { idIn } from "../gid.ts";
import { Flaw } from "../client.ts";
import { isNode } from "../wire.ts";

const bulkStatuses = [
  "CREATED",
  "RUNNING",
  "CANCELING",
  "COMPLETED",
  "CANCELED",
  "FAILED",
  "EXPIRED",
] as const;
type BulkStatus = (typeof bulkStatuses)[number];

export interface Operation {
  /** Digits. */
  readonly id: string;
  readonly status: BulkStatus;
  /** As in `ACCESS_DENIED`; undefined if the operation did not fail. */
  readonly errorCode: string | undefined;
  /** Objects that a query has found so far, or lines of the input that a mutation has worked through. */
  readonly objectCount: number;
  /** Bytes of the result. */
  readonly fileSize: number | undefined;
  /** Where the result is; undefined if there is none, or none yet. */
  readonly url: string | undefined;
  /** Where the result of a failed operation is, as far as it went. */
  readonly partialDataUrl: string | undefined;
  /** The document that the shop carries out. */
  readonly query: string;
  readonly createdAt: string;
  readonly completedAt: string | undefined;
}

/** Whether the shop does nothing more on it. */
export const hasEnded = ({ status }: Operation): boolean =>
  !["CREATED", "RUNNING", "CANCELING"].includes(status);

/** As in `bulk operation 720918`. */
export const nameOfOperation = (id: string): string => `bulk operation ${id}`;

/** Throws a Flaw if it is no bulk operation. */
export function readOperation(value: unknown): Operation {
  if (!isNode(value)) throw new Flaw("a bulk operation that is no object");
  const id = idIn("BulkOperation", value.id);
  if (id === undefined) throw new Flaw("a bulk operation without an id");
  const status = bulkStatuses.find((known) => known === value.status);
  if (status === undefined) throw new Flaw(`a bulk operation of status ${String(value.status)}`);
  const objectCount = countIn(value.objectCount);
  if (objectCount === undefined) throw new Flaw("a bulk operation without objectCount");
  return {
    id,
    status,
    objectCount,
    errorCode: textIn(value.errorCode),
    fileSize: countIn(value.fileSize),
    url: textIn(value.url),
    partialDataUrl: textIn(value.partialDataUrl),
    query: textIn(value.query) ?? "",
    createdAt: textIn(value.createdAt) ?? "",
    completedAt: textIn(value.completedAt),
  };
}

const textIn = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** Counts come as strings, since they may be larger than what JSON has as a number. */
const countIn = (value: unknown): number | undefined =>
  (typeof value === "string" && /^\d+$/.test(value)) || typeof value === "number"
    ? Number(value)
    : undefined;

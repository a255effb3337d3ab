// The fields of bulk operations: the roots that start, list and cancel them, and what an operation shows.
import { gidOf, idOf } from "./gid.ts";
import type { Fields } from "./fields.ts";
import type { Visit } from "../visit.ts";
import type {
  BulkError,
  MutationRequest,
  QueryRequest,
  StageRequest,
  Starting,
} from "../bulk/bulk.ts";
import { isLive, type OperationType, type OperationView } from "../../store/bulk-operation.ts";
import { listOperations } from "./operation-list.ts";

export const bulkQueries: Fields<undefined> = {
  bulkOperation: (_root, args, { bulk }) =>
    bulk.find(idOf("BulkOperation", args["id"] as string)) ?? null,
  bulkOperations: (_root, args, visit, { path }) =>
    listOperations(visit.bulk.operations(), args, (note) => {
      visit.searches.push({ path: [path.key], ...note });
    }),
  currentBulkOperation: (_root, args, { bulk }) =>
    bulk.latest((args["type"] ?? "QUERY") as OperationType) ?? null,
};

export const bulkMutations: Fields<undefined> = {
  stagedUploadsCreate: (_root, args, { bulk }) => ({
    stagedTargets: (args["input"] as readonly StageRequest[]).map((input) => bulk.stage(input)),
    userErrors: [],
  }),
  bulkOperationRunMutation: (_root, args, visit) =>
    started(visit.bulk.startMutation(args as unknown as MutationRequest), visit),
  bulkOperationRunQuery: (_root, args, visit) =>
    started(visit.bulk.startQuery(args as unknown as QueryRequest), visit),
  bulkOperationCancel: (_root, args, visit) => cancel(args["id"] as string, visit),
};

export const operationFields: Fields<OperationView> = {
  id: ({ record }) => gidOf("BulkOperation", record.id),
  type: ({ record }) => record.type,
  status: ({ record }) => record.status,
  errorCode: ({ record }) => record.errorCode,
  query: ({ record }) => record.text,
  createdAt: ({ record }) => utc(record.createdAt),
  completedAt: ({ record }) => (record.completedAt === null ? null : utc(record.completedAt)),
  objectCount: (view, _args, { bulk }) => countOf(view, "objects", bulk.showsProgress),
  rootObjectCount: (view, _args, { bulk }) => countOf(view, "done", bulk.showsProgress),
  fileSize: ({ record, progress }) =>
    record.status === "COMPLETED" && record.result === "url" ? String(progress.size) : null,
  url: (view, _args, { bulk }) => (view.record.result === "url" ? bulk.urlOf(view) : null),
  partialDataUrl: (view, _args, { bulk }) =>
    view.record.result === "partialDataUrl" ? bulk.urlOf(view) : null,
};

function started(starting: Starting, { draft }: Visit): unknown {
  if ("errors" in starting) return { bulkOperation: null, userErrors: starting.errors };
  draft.add(starting.start);
  return { bulkOperation: starting.operation, userErrors: [] };
}

function cancel(gid: string, { bulk, draft }: Visit): unknown {
  const id = idOf("BulkOperation", gid);
  const view = bulk.find(id);
  if (!view) return { bulkOperation: null, userErrors: [{ field: ["id"], message: unknown }] };
  if (!isLive(view.record)) {
    const message = `A bulk operation cannot be canceled when it is ${view.record.status.toLowerCase()}`;
    const userErrors: Omit<BulkError, "code">[] = [{ field: null, message }];
    return { bulkOperation: view, userErrors };
  }
  draft.add(() => {
    bulk.cancel(id);
  });
  const record = { ...view.record, status: "CANCELING" };
  return { bulkOperation: { ...view, record }, userErrors: [] };
}

const unknown = "Bulk operation does not exist";

/** Counts are strings. Where progress is not shown they are 0 until the end. */
function countOf(
  { record, progress }: OperationView,
  which: "objects" | "done",
  showsProgress: boolean,
): string {
  return String(showsProgress || !isLive(record) ? progress[which] : 0);
}

function utc(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/\.\d+Z$/, "Z");
}

// Bulk operations as the API answers for them, and the handle by which a test drives them.
import type { GraphQLSchema } from "graphql";
import type { Resolve, Store } from "../store.ts";
import { catalogOf, type CatalogArgs } from "./catalog.ts";
import { type BulkError, checkMutation, checkQuery } from "./checks.ts";
import type { BulkDesk } from "./desk.ts";
import { maxFileSize, openResultHost, openUploadHost, pathOf } from "./hosts.ts";
import type { OperationType } from "./life.ts";
import { mutationWork, type Run } from "./mutation-work.ts";
import { isLive, type Kept } from "./operations.ts";
import { queryWork } from "./query-work.ts";
import { stagedUploads } from "./staged.ts";

const mostAtOnce = 5;
const utc = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;
type Rest = {
  node: (args: { id: string }) => unknown;
  nodes: (args: { ids: string[] }) => unknown;
};

export async function bulkRoots(
  store: Store,
  desk: BulkDesk,
  schema: GraphQLSchema,
  rest: Rest,
  execute: Run["execute"],
) {
  const { operations, options } = desk;
  const upload = await openUploadHost(options.onUpload, desk);
  const results = await openResultHost(operations.byId, desk);
  desk.opened({ upload, results });
  const run: Run = { schema, execute };

  function show(kept: Kept) {
    const { operation, life, result } = kept;
    const { id, type, query, status } = operation;
    const isOver = !isLive(kept);
    const early = life.countsEarly === true ? operation.done.length : 0;
    const url = `${results.origin}${pathOf(kept)}`;
    return {
      __typename: "BulkOperation",
      rootObjectCount: String(isOver ? result.roots : early),
      objectCount: String(isOver ? result.objects : early),
      fileSize:
        isOver && kept.place !== "none" && status !== "CANCELED"
          ? String(Buffer.byteLength(result.text))
          : null,
      partialDataUrl: isOver && kept.place === "partialDataUrl" ? url : null,
      url: isOver && kept.place === "url" ? url : null,
      errorCode: kept.errorCode,
      completedAt: kept.completedAt === null ? null : utc(kept.completedAt),
      createdAt: utc(kept.createdAt),
      query,
      status,
      type,
      id,
    };
  }
  /** Being shown moves an operation on. */
  function poll(kept: Kept) {
    operations.step(kept);
    return show(kept);
  }
  /** The error for one operation too many; those that it names move on. */
  function tooMany(type: OperationType): BulkError | undefined {
    const live = operations.live(type);
    if (live.length < mostAtOnce) return undefined;
    for (const kept of live) operations.step(kept);
    const names = live.map(({ operation }) => operation.id).join(", ");
    const message = `A bulk ${type.toLowerCase()} operation for this app and shop is already in progress: ${names}.`;
    return { field: null, message, code: "OPERATION_IN_PROGRESS" };
  }
  const refused = (...userErrors: BulkError[]) => ({ userErrors, bulkOperation: null });
  const started = (kept: Kept) => ({ userErrors: [], bulkOperation: show(kept) });

  type MutationArgs = {
    mutation: string;
    stagedUploadPath: string;
    clientIdentifier?: string | null;
  };
  const bulkOperationRunMutation: Resolve<MutationArgs> = (args) => {
    const { mutation, stagedUploadPath: path, clientIdentifier } = args;
    const checked = checkMutation(schema, mutation, clientIdentifier);
    if ("errors" in checked) return refused(...checked.errors);
    const file = upload.files.get(path);
    if (file === undefined) {
      const message =
        "The JSONL file could not be found. Try uploading the file again, and check that you've entered the URL correctly for the stagedUploadPath mutation argument.";
      return refused({ field: null, message, code: "NO_SUCH_FILE" });
    }
    const code = "INVALID_STAGED_UPLOAD_FILE";
    if (file.length === 0)
      return refused({ field: null, message: "The input file is empty.", code });
    if (file.length > maxFileSize) {
      const message = "The input file size exceeds the maximum allowed size of 100 MB.";
      return refused({ field: null, message, code });
    }
    const full = tooMany("MUTATION");
    if (full) return refused(full);
    const isChanged = () => upload.files.get(path)?.equals(file) !== true;
    const work = mutationWork(run, checked.document, file, isChanged);
    return started(operations.start("MUTATION", mutation, clientIdentifier ?? null, work));
  };
  const bulkOperationRunQuery: Resolve<{ query: string; groupObjects: boolean }> = (args) => {
    const checked = checkQuery(schema, args.query, options.refusesNonNodes === true);
    if ("errors" in checked) return refused(...checked.errors);
    const full = tooMany("QUERY");
    if (full) return refused(full);
    const work = queryWork(run, store, checked.document, args.groupObjects);
    return started(operations.start("QUERY", args.query, null, work));
  };
  const bulkOperationCancel: Resolve<{ id: string }> = ({ id }) => {
    const kept = operations.byId(id);
    if (kept === undefined) {
      const message = "Bulk operation does not exist";
      return { userErrors: [{ message, field: ["id"] }], bulkOperation: null };
    }
    if (isLive(kept)) {
      operations.cancel(kept);
      return started(kept);
    }
    const status = kept.operation.status.toLowerCase();
    const message = `A bulk operation cannot be canceled when it is ${status}`;
    return { userErrors: [{ message, field: null }], bulkOperation: show(kept) };
  };
  const found = (id: string) => {
    const kept = operations.byId(id);
    return kept === undefined ? null : poll(kept);
  };
  const bulkOperations: Resolve<CatalogArgs> = (args, asked, { path }) =>
    catalogOf(operations.all, args, asked, path.key, poll);
  const isBulk = (id: string) => id.startsWith("gid://shopify/BulkOperation/");
  return {
    stagedUploadsCreate: stagedUploads(upload),
    bulkOperationRunMutation,
    bulkOperationRunQuery,
    bulkOperationCancel,
    bulkOperations,
    bulkOperation: ({ id }: { id: string }) => found(id),
    currentBulkOperation({ type }: { type: OperationType }) {
      const last = operations.all.findLast(({ operation }) => operation.type === type);
      return last === undefined ? null : poll(last);
    },
    node: (args: { id: string }) => (isBulk(args.id) ? found(args.id) : rest.node(args)),
    nodes: ({ ids }: { ids: string[] }) =>
      ids.map((id) => (isBulk(id) ? found(id) : rest.node({ id }))),
  };
}

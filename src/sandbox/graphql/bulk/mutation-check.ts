// Whether a bulk mutation may start, in the order in which the API checks it.
import { getNamedType, type GraphQLObjectType, isObjectType, OperationTypeNode } from "graphql";
import type { Documents } from "../request/documents.ts";
import { collect, type Collected, type Picture } from "../selection.ts";
import type { BulkError, MutationRequest } from "./bulk.ts";
import { type BulkText, documentFault, largestText, readBulkText } from "./bulk-text.ts";

const notAllowed = /^(bulkOperation|stagedUploads)/;
export const largestUpload = 104_857_600;

interface MutationParts {
  readonly documents: Documents;
  readonly schema: Picture["schema"];
  /** The bytes of an upload; undefined without one. */
  readonly uploadSize: (key: string) => number | undefined;
}

/** The text that may run, or why not. */
export function checkMutation(
  request: MutationRequest,
  { documents, schema, uploadSize }: MutationParts,
): BulkText | BulkError {
  const { mutation } = request;
  const text = readBulkText(mutation, schema);
  if ("fault" in text) return invalid(null, `Failed to parse the mutation - ${text.fault}`);
  const { operation, picture, roots } = text;
  if (operation.operation !== OperationTypeNode.MUTATION)
    return invalid(null, "Invalid operation type. Only `mutation` operations are supported.");
  const [root] = roots;
  if (!root || roots.length > 1) return without("You must specify a single top level mutation.");
  const type = schema.getMutationType();
  const payload = type && getNamedType(type.getFields()[root.name]?.type);
  if (!isObjectType(payload) || notAllowed.test(root.name))
    return without("You must use an allowed mutation name.");
  if (connectionsIn(root, payload, picture) > 1)
    return without("Bulk mutations cannot contain more than 1 connection.");
  const fault = documentFault(mutation, documents);
  if (fault !== undefined) return invalid(["mutation"], fault);

  const size = uploadSize(request.stagedUploadPath);
  if (size === undefined) return noSuchFile;
  if (size === 0) return wrongFile("The input file is empty.");
  if (size > largestUpload)
    return wrongFile("The input file size exceeds the maximum allowed size of 100 MB.");
  const bytes = Buffer.byteLength(mutation);
  if (bytes > largestText)
    return invalid(["query"], `is too large (${bytes} bytes; maximum is ${largestText} bytes)`);
  const { length } = request.clientIdentifier ?? " ".repeat(10);
  if (length < 10) return invalid(["clientIdentifier"], "is too short (minimum is 10 characters)");
  if (length > 255) return invalid(["clientIdentifier"], "is too long (maximum is 255 characters)");
  return text;
}

function connectionsIn(field: Collected, type: GraphQLObjectType, picture: Picture): number {
  let count = type.name.endsWith("Connection") ? 1 : 0;
  for (const below of collect(field.selectionSets, type, picture)) {
    const inner = getNamedType(type.getFields()[below.name]?.type);
    if (isObjectType(inner)) count += connectionsIn(below, inner, picture);
  }
  return count;
}

const noSuchFile: BulkError = {
  field: null,
  message:
    "The JSONL file could not be found. Try uploading the file again, and check that you've entered the URL correctly for the stagedUploadPath mutation argument.",
  code: "NO_SUCH_FILE",
};

function invalid(field: readonly string[] | null, message: string): BulkError {
  return { field, message, code: "INVALID_MUTATION" };
}

function without(message: string): BulkError {
  return { field: ["mutation"], message, code: null };
}

function wrongFile(message: string): BulkError {
  return { field: null, message, code: "INVALID_STAGED_UPLOAD_FILE" };
}

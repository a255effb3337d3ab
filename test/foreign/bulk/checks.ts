// Why a document is refused as a bulk operation, in the recorded words and order.
import {
  type DocumentNode,
  getOperationAST,
  type GraphQLSchema,
  Kind,
  OperationTypeNode,
} from "graphql";
import { readDocument } from "../document-errors.ts";
import { connectionsOf, rootFields } from "./selections.ts";

export type BulkError = { field: string[] | null; message: string; code: string | null };
type Checked = { document: DocumentNode } | { errors: BulkError[] };

const maxText = 65_535;
const sizeOf = (text: string) => Buffer.byteLength(text);
const tooLarge = (text: string, kind: string) =>
  `${kind} is too large (${sizeOf(text)} bytes; maximum is ${maxText} bytes)`;
const quoted = (names: readonly string[]) => names.map((name) => `'${name}'`).join(", ");

/** A query is told all that is wrong with it. */
export function checkQuery(schema: GraphQLSchema, text: string, refusesNonNodes: boolean): Checked {
  const invalid = (...messages: string[]): Checked => ({
    errors: messages.map((message) => ({ field: ["query"], message, code: "INVALID" })),
  });
  if (sizeOf(text) > maxText) return invalid(tooLarge(text, "Query"));
  if (text.trim() === "")
    return invalid("Invalid bulk query: syntax error, unexpected end of file");
  const read = readDocument(schema, text);
  if ("errors" in read) return invalid(`Invalid bulk query: ${read.errors[0]?.message}`);
  const { document } = read;
  const operation = getOperationAST(document);
  if (operation?.operation !== OperationTypeNode.QUERY)
    return invalid("Invalid operation type. Only `query` operations are supported.");
  const roots = rootFields(document, operation).map(({ name }) => name.value);
  const connections = connectionsOf(schema, document, operation);
  const wrong = roots
    .filter((name) => /^nodes?$/.test(name))
    .map((name) => `Bulk queries cannot contain a top level \`${name}\` field.`);
  if (roots.length > 1) wrong.push("Bulk queries cannot contain more than one top level field.");
  if (connections.length === 0) wrong.push("Bulk queries must contain at least one connection.");
  if (connections.length > 5) wrong.push("Bulk queries cannot contain more than 5 connections.");
  if (connections.some(({ around }) => around.length > 2))
    wrong.push("Bulk queries cannot contain connections with a nesting depth greater than 2.");
  if (connections.some(({ isInList }) => isInList))
    wrong.push(
      "Queries that contain a connection field within a list field are not currently supported.",
    );
  const byNodes = connections.filter(({ selected, nodeFields }) => {
    const hasNodes = selected.some(({ name }) => name.value === "nodes");
    return hasNodes || nodeFields.length === 0;
  });
  if (byNodes.length > 0) {
    const names = byNodes.map(({ name }) => name);
    wrong.push(
      `All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: '${names[0]} { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: ${quoted(names)}.`,
    );
  }
  const parents = connections.flatMap(({ around }) => around.at(-1) ?? []);
  const unnamed = [...new Set(parents)].filter(
    ({ nodeFields }) => !nodeFields.some(({ name, alias }) => name.value === "id" && !alias),
  );
  if (unnamed.length > 0)
    wrong.push(
      `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${unnamed.map(({ name }) => name).join(", ")}.`,
    );
  const strange = connections.filter(({ isOfNodes }) => !isOfNodes).map(({ name }) => name);
  if (refusesNonNodes && strange.length > 0)
    wrong.push(
      `Bulk queries can only contain connections whose nodes implement the Node interface. Invalid connection fields: ${quoted(strange)}.`,
    );
  return wrong.length > 0 ? invalid(...wrong) : { document };
}

/** A mutation is told the first thing that is wrong with it. */
export function checkMutation(
  schema: GraphQLSchema,
  text: string,
  clientIdentifier: string | null | undefined,
): Checked {
  const invalid = (message: string, field: string | null, code: string | null): Checked => ({
    errors: [{ field: field === null ? null : [field], message, code }],
  });
  if (sizeOf(text) > maxText)
    return invalid(tooLarge(text, "Mutation"), "query", "INVALID_MUTATION");
  const read = readDocument(schema, text);
  if ("errors" in read)
    return invalid(
      `Failed to parse the mutation - ${read.errors[0]?.message}`,
      null,
      "INVALID_MUTATION",
    );
  const { document } = read;
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const operation = getOperationAST(document);
  if (operations.length === 1 && operation?.operation !== OperationTypeNode.MUTATION)
    return invalid(
      "Invalid operation type. Only `mutation` operations are supported.",
      null,
      "INVALID_MUTATION",
    );
  const roots = operation ? rootFields(document, operation) : [];
  if (operation === null || operation === undefined || roots.length !== 1)
    return invalid("You must specify a single top level mutation.", "mutation", null);
  if (roots[0]?.name.value.startsWith("bulkOperation"))
    return invalid("You must use an allowed mutation name.", "mutation", null);
  if (connectionsOf(schema, document, operation).length > 1)
    return invalid("Bulk mutations cannot contain more than 1 connection.", "mutation", null);
  const length = clientIdentifier?.length ?? 10;
  const bound =
    length < 10
      ? "short (minimum is 10 characters)"
      : length > 255
        ? "long (maximum is 255 characters)"
        : undefined;
  return bound === undefined
    ? { document }
    : invalid(`is too ${bound}`, "clientIdentifier", "INVALID_MUTATION");
}

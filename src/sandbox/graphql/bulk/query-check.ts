// Whether a bulk query may start: it has at least one connection and at most five, none deeper than two others, each
// asked for by edges and node.
import {
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  OperationTypeNode,
} from "graphql";
import type { Documents } from "../request/documents.ts";
import { variableFaults } from "../request/variables.ts";
import { collect, type Picture } from "../selection.ts";
import type { BulkError } from "./bulk.ts";
import { type BulkText, documentFault, largestText, readBulkText } from "./bulk-text.ts";

const mostConnections = 5;
const deepest = 2;

interface Findings {
  connections: number;
  depth: number;
  inList: boolean;
  readonly byNodes: string[];
  /** Connections whose nodes have connections and no id. */
  readonly withoutId: string[];
}

/** Where a walk is. */
interface Place {
  readonly depth: number;
  readonly inList: boolean;
  /** The connection around, and whether its nodes are asked for their id. */
  readonly around?: { readonly name: string; readonly hasId: boolean };
}

type Sets = Parameters<typeof collect>[0];

/** The text that may run, or what is wrong with it. */
export function checkQuery(
  query: string,
  schema: Picture["schema"],
  documents: Documents,
): BulkText | readonly BulkError[] {
  const bytes = Buffer.byteLength(query);
  if (bytes > largestText)
    return [invalid(`Query is too large (${bytes} bytes; maximum is ${largestText} bytes)`)];
  const text = readBulkText(query, schema);
  if ("fault" in text) return [invalid(`Invalid bulk query: ${text.fault}`)];
  const { operation, picture, roots } = text;
  if (operation.operation !== OperationTypeNode.QUERY)
    return [invalid("Invalid operation type. Only `query` operations are supported.")];
  const fault =
    documentFault(query, documents) ?? variableFaults(operation, {}, schema)[0]?.message;
  if (fault !== undefined) return [invalid(`Invalid bulk query: ${fault}`)];

  const found: Findings = { connections: 0, depth: 0, inList: false, byNodes: [], withoutId: [] };
  const root = schema.getQueryType();
  if (root) walk([operation.selectionSet], root.name, { depth: 0, inList: false }, found, picture);
  const tooMany =
    roots.length > 1 ? ["Bulk queries cannot contain more than 1 top level field."] : [];
  const messages = [...topLevel(roots.map(({ name }) => name)), ...tooMany, ...messagesOf(found)];
  return messages.length > 0 ? messages.map(invalid) : text;
}

function topLevel(names: readonly string[]): string[] {
  return ["node", "nodes"]
    .filter((name) => names.includes(name))
    .map((name) => `Bulk queries cannot contain a top level \`${name}\` field.`);
}

function messagesOf({ connections, depth, inList, byNodes, withoutId }: Findings): string[] {
  const [first] = byNodes;
  return [
    connections === 0 ? "Bulk queries must contain at least one connection." : [],
    connections > mostConnections
      ? `Bulk queries cannot contain more than ${mostConnections} connections.`
      : [],
    depth > deepest
      ? `Bulk queries cannot contain connections with a nesting depth greater than ${deepest}.`
      : [],
    first === undefined
      ? []
      : `All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: '${first} { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: ${byNodes.map((name) => `'${name}'`).join(", ")}.`,
    withoutId.length === 0
      ? []
      : `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${withoutId.join(", ")}.`,
    inList
      ? "Queries that contain a connection field within a list field are not currently supported."
      : [],
  ].flat();
}

function walk(sets: Sets, typeName: string, place: Place, found: Findings, picture: Picture): void {
  const type = picture.schema.getType(typeName);
  if (!isObjectType(type)) return;
  for (const field of collect(sets, type, picture)) {
    const definition = type.getFields()[field.name];
    const inner = definition && getNamedType(definition.type);
    if (!definition || !isObjectType(inner)) continue;
    if (!inner.name.endsWith("Connection")) {
      const inList = place.inList || isListType(getNullableType(definition.type));
      walk(field.selectionSets, inner.name, { ...place, inList }, found, picture);
      continue;
    }
    const { depth, around } = place;
    found.connections += 1;
    found.depth = Math.max(found.depth, depth);
    found.inList ||= place.inList;
    if (around && !around.hasId && !found.withoutId.includes(around.name))
      found.withoutId.push(around.name);
    const ways = collect(field.selectionSets, inner, picture);
    if (!ways.some(({ name }) => name === "edges")) found.byNodes.push(field.name);
    for (const [sets, nodeType] of nodesOf(ways, inner.name, picture)) {
      const node = picture.schema.getType(nodeType);
      const fields = isObjectType(node) ? collect(sets, node, picture) : [];
      const hasId = fields.some(({ key, name }) => key === "id" && name === "id");
      const below = { depth: depth + 1, inList: false, around: { name: field.name, hasId } };
      walk(sets, nodeType, below, found, picture);
    }
  }
}

/** What is asked of the nodes of a connection, with their type, by either way. */
function nodesOf(
  ways: ReturnType<typeof collect>,
  connectionName: string,
  picture: Picture,
): [Sets, string][] {
  const edgeName = connectionName.replace(/Connection$/, "Edge");
  const edge = picture.schema.getType(edgeName);
  if (!isObjectType(edge)) return [];
  const nodeType = getNamedType(edge.getFields()["node"]?.type)?.name ?? "";
  return ways.flatMap(({ name, selectionSets }): [Sets, string][] => {
    if (name === "nodes") return [[selectionSets, nodeType]];
    if (name !== "edges") return [];
    const nodes = collect(selectionSets, edge, picture).filter((each) => each.name === "node");
    return nodes.map((each) => [each.selectionSets, nodeType]);
  });
}

function invalid(message: string): BulkError {
  return { field: ["query"], message, code: "INVALID" };
}

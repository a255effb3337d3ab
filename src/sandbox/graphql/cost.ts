// The points of a request. What it is charged at first follows from its text and its `first` arguments; what it is charged
// in the end, from what was found.
import {
  getNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isObjectType,
  type OperationDefinitionNode,
  OperationTypeNode,
} from "graphql";
import { collect, type Collected, type Picture } from "./selection.ts";

/** A field that can cost something. */
type Priced = PricedObject | PricedConnection;

interface PricedObject {
  readonly key: string;
  /** Without its fields. */
  readonly own: number;
  readonly branches: Branches;
}

interface PricedConnection {
  readonly key: string;
  /** `first` or `last`. */
  readonly asked: number;
  readonly ways: readonly Way[];
}

/** A way to the rows, and what is asked for of each row. */
interface Way {
  readonly way: "nodes" | "edges";
  readonly branches: Branches;
}

/** The priced fields of an object, one list for each type that it can have. */
type Branches = readonly (readonly Priced[])[];

const freeTypes = /^(MoneyV2|InventoryItemMeasurement|Weight|PageInfo|.*UserError)$/;
const mutationCost = 10;
const typeCost = 2;

export interface Price {
  readonly requested: number;
  /** What it costs with this `data`; never more than requested. */
  actual(data: unknown): number;
}

export function priceOf(operation: OperationDefinitionNode, picture: Picture): Price {
  const { schema } = picture;
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  const root = schema.getRootType(operation.operation);
  if (!root) throw new Error("The schema has no root type");
  const fields = collect([operation.selectionSet], root, picture);
  const priced = isMutation
    ? fields.map((field) => pricedMutation(field, root, picture))
    : pricedFields(fields, root, picture);
  const requested = sum(priced.map(requestedFor));
  return {
    requested,
    actual: (data) => Math.min(requested, Math.round(actualOf(priced, data ?? {}))),
  };
}

/** The objects of a payload are free; what they contain is not. */
function pricedMutation(field: Collected, root: GraphQLObjectType, picture: Picture): Priced {
  const payload = objectTypeOf(root, field.name, picture.schema);
  const inside = payload
    ? pricedFields(collect(field.selectionSets, payload, picture), payload, picture)
    : [];
  const free = inside.map((each) => ("own" in each ? { ...each, own: 0 } : each));
  return { key: field.key, own: mutationCost, branches: [free] };
}

function pricedFields(
  fields: readonly Collected[],
  type: GraphQLObjectType,
  picture: Picture,
): Priced[] {
  return fields.flatMap((field): Priced[] => {
    if (field.name === "__type") return [{ key: field.key, own: typeCost, branches: [] }];
    const definition = type.getFields()[field.name];
    if (!definition || field.selectionSets.length === 0) return [];
    const named = getNamedType(definition.type);
    if (freeTypes.test(named.name)) return [];
    if (named.name.endsWith("Connection") && isObjectType(named)) {
      return [pricedConnection(field, named, picture)];
    }
    return [{ key: field.key, own: 1, branches: branchesOf(field, named.name, picture) }];
  });
}

function pricedConnection(
  field: Collected,
  type: GraphQLObjectType,
  picture: Picture,
): PricedConnection {
  const ways = collect(field.selectionSets, type, picture).flatMap((below): Way[] => {
    if (below.name === "nodes") {
      const node = getNamedType(type.getFields()["nodes"]?.type);
      return node ? [{ way: "nodes", branches: branchesOf(below, node.name, picture) }] : [];
    }
    if (below.name !== "edges") return [];
    const edge = objectTypeOf(type, "edges", picture.schema);
    const node = edge
      ? collect(below.selectionSets, edge, picture).find(({ name }) => name === "node")
      : undefined;
    const nodeType = edge && getNamedType(edge.getFields()["node"]?.type);
    const branches = node && nodeType ? branchesOf(node, nodeType.name, picture) : [];
    return [{ way: "edges", branches }];
  });
  const { first, last } = field.args(picture.variables);
  const asked = typeof first === "number" ? first : typeof last === "number" ? last : 0;
  return { key: field.key, asked: Math.max(0, asked), ways };
}

function branchesOf(field: Collected, typeName: string, picture: Picture): Branches {
  const type = picture.schema.getType(typeName);
  if (isObjectType(type)) {
    return [pricedFields(collect(field.selectionSets, type, picture), type, picture)];
  }
  if (!isAbstractType(type)) return [];
  return picture.schema
    .getPossibleTypes(type)
    .map((each) => pricedFields(collect(field.selectionSets, each, picture), each, picture));
}

function objectTypeOf(
  type: GraphQLObjectType,
  field: string,
  schema: GraphQLSchema,
): GraphQLObjectType | undefined {
  const name = getNamedType(type.getFields()[field]?.type)?.name ?? "";
  const found = schema.getType(name);
  return isObjectType(found) ? found : undefined;
}

/** Logarithmic in the number asked for. */
const rowsCost = (asked: number): number =>
  asked === 0 ? 0 : Math.floor(2 * Math.log(Math.max(2, asked)));

function requestedFor(priced: Priced): number {
  if ("own" in priced) return priced.own + dearest(priced.branches);
  // Who asks for the rows in both ways pays for both.
  const each = priced.ways.map(({ branches }) => 1 + dearest(branches));
  return 2 + rowsCost(priced.asked) * Math.max(1, sum(each));
}

function dearest(branches: Branches): number {
  return Math.max(0, ...branches.map((each) => sum(each.map(requestedFor))));
}

function actualOf(priced: readonly Priced[], data: unknown): number {
  let points = 0;
  for (const each of priced) points += actualFor(each, (data as Record<string, unknown>)[each.key]);
  return points;
}

function actualFor(priced: Priced, value: unknown): number {
  if (value === undefined) return 0;
  if ("own" in priced) {
    if (value === null || priced.branches.length === 0) return priced.own;
    const values = Array.isArray(value) ? (value as readonly unknown[]) : [value];
    return priced.own + Math.max(0, ...values.map((one) => dearestActual(priced.branches, one)));
  }
  if (value === null || priced.asked === 0) return 2;
  // Without rows in the answer their number is not known here.
  if (priced.ways.length === 0) return requestedFor(priced);
  // In proportion to what was found: fewer rows than asked for cost less.
  return 2 + (rowsCost(priced.asked) / priced.asked) * rowsActual(priced, value);
}

/** One for each row in each way, and what is below it. */
function rowsActual({ ways }: PricedConnection, connection: unknown): number {
  let points = 0;
  for (const { way, branches } of ways) {
    const rows = (connection as Record<string, unknown>)[way] as readonly unknown[];
    points += rows.length;
    if (branches.every((each) => each.length === 0)) continue;
    for (const row of rows) {
      points += dearestActual(branches, way === "edges" ? (row as { node?: unknown }).node : row);
    }
  }
  return points;
}

function dearestActual(branches: Branches, value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  let most = 0;
  for (const each of branches) most = Math.max(most, actualOf(each, value));
  return most;
}

function sum(points: readonly number[]): number {
  return points.reduce((total, each) => total + each, 0);
}

// Where the connections are in what a bulk query selects, so that the rows of each can be taken out of the data.
import { getNamedType, isObjectType, type SelectionSetNode } from "graphql";
import { collect, type Picture } from "../selection.ts";

/** The connections inside an object, at any depth of other objects. */
export interface Shape {
  readonly connections: readonly ConnectionShape[];
  readonly objects: readonly { readonly key: string; readonly shape: Shape }[];
}

interface ConnectionShape {
  readonly key: string;
  readonly edges: string;
  readonly node: string;
  readonly shape: Shape;
}

export function shapeOf(
  sets: readonly SelectionSetNode[],
  typeName: string,
  picture: Picture,
): Shape {
  const type = picture.schema.getType(typeName);
  if (!isObjectType(type)) return { connections: [], objects: [] };
  const fields = collect(sets, type, picture).flatMap((field) => {
    const inner = getNamedType(type.getFields()[field.name]?.type);
    return isObjectType(inner) ? [{ field, inner }] : [];
  });
  return {
    connections: fields.filter(isConnection).flatMap(({ field, inner }): ConnectionShape[] => {
      const edges = collect(field.selectionSets, inner, picture).find(
        ({ name }) => name === "edges",
      );
      const edge = getNamedType(inner.getFields()["edges"]?.type);
      if (!edges || !isObjectType(edge)) return [];
      const node = collect(edges.selectionSets, edge, picture).find(({ name }) => name === "node");
      const nodeType = getNamedType(edge.getFields()["node"]?.type)?.name ?? "";
      if (!node) return [];
      const shape = shapeOf(node.selectionSets, nodeType, picture);
      return [{ key: field.key, edges: edges.key, node: node.key, shape }];
    }),
    objects: fields
      .filter((each) => !isConnection(each))
      .map(({ field, inner }) => ({
        key: field.key,
        shape: shapeOf(field.selectionSets, inner.name, picture),
      }))
      .filter(({ shape }) => shape.connections.length > 0 || shape.objects.length > 0),
  };
}

const isConnection = ({ inner }: { inner: { name: string } }): boolean =>
  inner.name.endsWith("Connection");

type Row = Readonly<Record<string, unknown>>;

/** An object without its connections, and the rows of these. */
export interface Unfolded {
  readonly row: Row;
  readonly children: readonly { readonly node: Row; readonly shape: Shape }[];
}

export function unfold(row: Row, shape: Shape): Unfolded {
  const { connections, objects } = shape;
  if (connections.length === 0 && objects.length === 0) return { row, children: [] };
  const kept: Record<string, unknown> = { ...row };
  const children: { node: Row; shape: Shape }[] = [];
  for (const { key, edges, node, shape } of connections) {
    for (const each of rowsOf(row[key], edges, node)) children.push({ node: each, shape });
    delete kept[key];
  }
  for (const { key, shape } of objects) {
    const inner = row[key];
    if (typeof inner !== "object" || inner === null) continue;
    const unfolded = unfold(inner as Row, shape);
    kept[key] = unfolded.row;
    children.push(...unfolded.children);
  }
  return { row: kept, children };
}

/** The nodes of a connection. */
export function rowsOf(connection: unknown, edges: string, node: string): Row[] {
  if (typeof connection !== "object" || connection === null) return [];
  const found = (connection as Readonly<Record<string, readonly Row[]>>)[edges] ?? [];
  return found.map((edge) => edge[node] as Row);
}

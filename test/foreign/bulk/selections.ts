// What a bulk document selects: its connections, how deep they are, and where.
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
} from "graphql";

/** A connection, with those around it, outermost first. */
export type Connection = {
  name: string;
  field: FieldNode;
  around: readonly Connection[];
  isInList: boolean;
  /** The fields that are selected of it, and those of its node. */
  selected: readonly FieldNode[];
  nodeFields: readonly FieldNode[];
  isOfNodes: boolean;
};

export const isConnection = (type: GraphQLOutputType) =>
  getNamedType(type).name.endsWith("Connection");

export function rootFields(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): FieldNode[] {
  return flatFields(document, operation.selectionSet);
}

/** The fields of a selection, those of its fragments too. */
function flatFields(document: DocumentNode, set: SelectionSetNode | undefined): FieldNode[] {
  return (set?.selections ?? []).flatMap((node) => {
    if (node.kind === Kind.FIELD) return [node];
    if (node.kind === Kind.INLINE_FRAGMENT) return flatFields(document, node.selectionSet);
    const fragment = document.definitions.find(
      (each): each is FragmentDefinitionNode =>
        each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === node.name.value,
    );
    return flatFields(document, fragment?.selectionSet);
  });
}

/** The field of this name; in an abstract type, of any of its possible types. */
function fieldIn(schema: GraphQLSchema, type: GraphQLNamedType, name: string) {
  const types = isAbstractType(type) ? [type, ...schema.getPossibleTypes(type)] : [type];
  for (const each of types)
    if (isObjectType(each) || isInterfaceType(each)) {
      const field = each.getFields()[name];
      if (field) return field;
    }
  return undefined;
}

export function connectionsOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Connection[] {
  const found: Connection[] = [];
  function isNode(type: GraphQLNamedType): boolean {
    return isObjectType(type) && type.getInterfaces().some(({ name }) => name === "Node");
  }
  function walk(
    type: GraphQLNamedType,
    fields: readonly FieldNode[],
    around: readonly Connection[],
    isInList: boolean,
  ): void {
    for (const field of fields) {
      const definition = fieldIn(schema, type, field.name.value);
      if (definition === undefined) continue;
      const below = getNamedType(definition.type);
      const selected = flatFields(document, field.selectionSet);
      if (!isConnection(definition.type)) {
        const isList = isListType(getNullableType(definition.type));
        walk(below, selected, around, isInList || isList);
        continue;
      }
      const edges = selected.filter(({ name }) => name.value === "edges");
      const inEdges = edges.flatMap((each) => flatFields(document, each.selectionSet));
      const nodes = inEdges.filter(({ name }) => name.value === "node");
      const nodeFields = nodes.flatMap((each) => flatFields(document, each.selectionSet));
      const nodesField = fieldIn(schema, below, "nodes");
      const nodeType = nodesField ? getNamedType(nodesField.type) : below;
      const isOfNodes = isNode(nodeType);
      const name = field.name.value;
      const connection = { name, field, around, isInList, selected, nodeFields, isOfNodes };
      found.push(connection);
      const direct = selected.filter(({ name }) => name.value === "nodes");
      const inNodes = direct.flatMap((each) => flatFields(document, each.selectionSet));
      walk(nodeType, [...nodeFields, ...inNodes], [...around, connection], false);
    }
  }
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  const root = isMutation ? schema.getMutationType() : schema.getQueryType();
  if (root) walk(root, rootFields(document, operation), [], false);
  return found;
}

// What a request costs in points, by the formula that was checked against recorded answers.
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";
import { isFields } from "./variables.ts";

type Variables = Record<string, unknown>;
const freeObjects = /^(MoneyV2|InventoryItemMeasurement|Weight|PageInfo)$|UserError$/;
const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
const factorOf = (first: number) =>
  first === 0 ? 0 : Math.floor(2 * Math.log(Math.max(2, first)));

/** Without `answer` the requested cost; with it the cost of what was found, never more. */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
  answer?: unknown,
): number {
  const found = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  const fragments = Object.fromEntries(
    found.map((each: FragmentDefinitionNode) => [each.name.value, each]),
  );
  type Each = (
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
    at: unknown,
  ) => number;

  function isLeftOut(node: SelectionNode): boolean {
    const skip = getDirectiveValues(GraphQLSkipDirective, node, variables);
    const include = getDirectiveValues(GraphQLIncludeDirective, node, variables);
    return skip?.if === true || include?.if === false;
  }
  /** The fields that are asked of this type, by the name that they have in the answer. */
  function fieldsOf(type: GraphQLObjectType, sets: readonly (SelectionSetNode | undefined)[]) {
    const fields = new Map<string, FieldNode[]>();
    function add(set: SelectionSetNode | undefined): void {
      for (const node of set?.selections ?? []) {
        if (isLeftOut(node)) continue;
        if (node.kind === Kind.FIELD) {
          const key = (node.alias ?? node.name).value;
          fields.set(key, [...(fields.get(key) ?? []), node]);
          continue;
        }
        const part = node.kind === Kind.INLINE_FRAGMENT ? node : fragments[node.name.value];
        const name = part?.typeCondition?.name.value ?? type.name;
        const condition = schema.getType(name);
        const isPart = isAbstractType(condition) && schema.isSubType(condition, type);
        if (name === type.name || isPart) add(part?.selectionSet);
      }
    }
    sets.forEach(add);
    return fields;
  }
  function costs(
    type: GraphQLObjectType,
    fields: ReadonlyMap<string, readonly FieldNode[]>,
    at: unknown,
    each: Each,
  ) {
    return [...fields].map(([key, nodes]) => {
      const field = type.getFields()[nodes[0]?.name.value ?? ""];
      if (field === undefined) return 0;
      if (at === undefined) return each(field, nodes, undefined);
      const value = isFields(at) ? at[key] : undefined;
      // A field of another type of the union is not in the answer, and one that is null costs nothing below a root.
      return value === undefined || value === null ? 0 : each(field, nodes, value);
    });
  }
  function children(
    type: GraphQLOutputType,
    nodes: readonly FieldNode[],
    at: unknown,
    each: Each = cost,
  ): number {
    const named = getNamedType(type);
    if (!isCompositeType(named)) return 0;
    const rows: unknown[] = Array.isArray(at) ? at : [at];
    const types = isAbstractType(named) ? schema.getPossibleTypes(named) : [named];
    const dearest = types.filter(isObjectType).flatMap((one) => {
      const fields = fieldsOf(
        one,
        nodes.map((node) => node.selectionSet),
      );
      return rows.map((row) => sum(costs(one, fields, row, each)));
    });
    return Math.max(0, ...dearest);
  }
  function connection(
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
    at: unknown,
  ): number {
    const [node] = nodes;
    if (node === undefined) return 0;
    const { first, last } = getArgumentValues(field, node, variables);
    const asked = Number(first ?? last ?? 0);
    const below = children(field.type, nodes, at, (part, partNodes, value) =>
      part.name === "nodes"
        ? children(part.type, partNodes, value)
        : part.name === "edges"
          ? children(part.type, partNodes, value, (end, endNodes, row) =>
              children(end.type, endNodes, row),
            )
          : 0,
    );
    if (at === undefined) return 2 + factorOf(asked) * (1 + below);
    const lists = isFields(at) ? [at.nodes, at.edges].filter(Array.isArray) : [];
    const shown = Math.max(0, ...lists.map((list) => list.length));
    return 2 + Math.round((factorOf(asked) * shown) / Math.max(1, asked)) * (1 + below);
  }
  function cost(
    field: GraphQLField<unknown, unknown>,
    nodes: readonly FieldNode[],
    at: unknown,
  ): number {
    const named = getNamedType(field.type);
    if (!isCompositeType(named)) return 0;
    if (named.name.endsWith("Connection")) return connection(field, nodes, at);
    return (freeObjects.test(named.name) ? 0 : 1) + children(field.type, nodes, at);
  }
  /** A mutation costs 10, and the objects of its payload are free themselves. */
  const mutation: Each = (field, nodes, at) =>
    10 +
    children(field.type, nodes, at, (part, partNodes, value) =>
      children(part.type, partNodes, value),
    );

  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  const root = isMutation ? schema.getMutationType() : schema.getQueryType();
  if (!root) return 0;
  const fields = fieldsOf(root, [operation.selectionSet]);
  const each = isMutation ? mutation : cost;
  const least = isMutation ? 10 : 1;
  const whole = [...fields.values()].map((nodes) => {
    const field = root.getFields()[nodes[0]?.name.value ?? ""];
    if (field === undefined) return 0;
    if (answer === undefined) return each(field, nodes, undefined);
    const key = (nodes[0]?.alias ?? nodes[0]?.name)?.value ?? "";
    const value = isFields(answer) ? answer[key] : undefined;
    return value === undefined || value === null ? least : each(field, nodes, value);
  });
  return sum(whole);
}

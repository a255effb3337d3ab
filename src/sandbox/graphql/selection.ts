// The fields that a selection has for an object of one type: fragments are followed, skipped fields are left out, and
// fields with the same key are one.
import {
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  getDirectiveValues,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from "graphql";

/** What a selection is read with. */
export interface Picture {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Collected {
  /** The name in the answer. */
  readonly key: string;
  readonly name: string;
  readonly nodes: readonly FieldNode[];
  readonly selectionSets: readonly SelectionSetNode[];
  readonly args: (
    variables: Readonly<Record<string, unknown>>,
  ) => Readonly<Record<string, unknown>>;
}

export function collect(
  selectionSets: readonly SelectionSetNode[],
  type: GraphQLObjectType,
  picture: Picture,
): Collected[] {
  const byKey = new Map<string, FieldNode[]>();
  for (const each of selectionSets) addFields(each, type, picture, byKey);
  return [...byKey].map(([key, nodes]) => collected(key, nodes, type));
}

function addFields(
  { selections }: SelectionSetNode,
  type: GraphQLObjectType,
  picture: Picture,
  byKey: Map<string, FieldNode[]>,
): void {
  for (const selection of selections) {
    if (isSkipped(selection, picture)) continue;
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value;
      byKey.set(key, [...(byKey.get(key) ?? []), selection]);
      continue;
    }
    const fragment =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection
        : picture.fragments.get(selection.name.value);
    if (fragment && appliesTo(fragment.typeCondition?.name.value, type, picture.schema)) {
      addFields(fragment.selectionSet, type, picture, byKey);
    }
  }
}

function isSkipped(selection: SelectionNode, { variables }: Picture): boolean {
  if ((selection.directives ?? []).length === 0) return false;
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, variables);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, variables);
  return skip?.["if"] === true || include?.["if"] === false;
}

function appliesTo(
  condition: string | undefined,
  type: GraphQLObjectType,
  schema: GraphQLSchema,
): boolean {
  if (condition === undefined || condition === type.name) return true;
  const other = schema.getType(condition);
  if (!other || isObjectType(other)) return false;
  return isAbstractType(other) && schema.isSubType(other, type);
}

function collected(key: string, nodes: readonly FieldNode[], type: GraphQLObjectType): Collected {
  const [node] = nodes;
  const name = node?.name.value ?? key;
  const definition = type.getFields()[name];
  return {
    key,
    name,
    nodes,
    selectionSets: nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
    args: (variables) => (definition && node ? getArgumentValues(definition, node, variables) : {}),
  };
}

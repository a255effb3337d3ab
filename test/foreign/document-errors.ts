// What is wrong with a GraphQL document, in the words and codes that the real API was recorded with. Rules that nobody
// recorded keep the words of the library.
import {
  type ASTNode,
  type DocumentNode,
  FieldsOnCorrectTypeRule,
  getLocation,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  KnownArgumentNamesRule,
  KnownTypeNamesRule,
  NoUndefinedVariablesRule,
  NoUnusedVariablesRule,
  parse,
  ProvidedRequiredArgumentsRule,
  ScalarLeafsRule,
  specifiedRules,
  TypeInfo,
  validate,
  ValuesOfCorrectTypeRule,
  VariablesInAllowedPositionRule,
  visit,
  visitWithTypeInfo,
} from "graphql";

export type WireError = Record<string, unknown> & { message: string };
type Wording = { code: string; from: RegExp; to: string; names: readonly string[] };

/** A library's message is rewritten by a pattern, whose groups are also the extensions, in this order. */
const wordings = new Map<unknown, Wording[]>([
  [
    FieldsOnCorrectTypeRule,
    [
      {
        code: "undefinedField",
        from: /^Cannot query field "(.+?)" on type "(.+?)".*$/s,
        to: "Field '$1' doesn't exist on type '$2'",
        names: ["fieldName", "typeName"],
      },
    ],
  ],
  [
    ScalarLeafsRule,
    [
      {
        code: "selectionMismatch",
        from: /^Field "(.+?)" of type "\[?(\w+)[^"]*" must have a selection.*$/s,
        to: "Field must have selections (field '$1' returns $2 but has no selections. Did you mean '$1 { ... }'?)",
        names: ["nodeName", "typeName"],
      },
      {
        code: "selectionMismatch",
        from: /^Field "(.+?)" must not have a selection since type "\[?(\w+)[^"]*".*$/s,
        to: "Selections can't be made on scalars (field '$1' returns $2 but has selections)",
        names: ["nodeName", "typeName"],
      },
    ],
  ],
  [
    KnownArgumentNamesRule,
    [
      {
        code: "argumentNotAccepted",
        from: /^Unknown argument "(.+?)" on field ".+?\.(.+?)".*$/s,
        to: "Field '$2' doesn't accept argument '$1'",
        names: ["argumentName", "name"],
      },
    ],
  ],
  [
    ProvidedRequiredArgumentsRule,
    [
      {
        code: "missingRequiredArguments",
        from: /^Field "(.+?)" argument "(.+?)" of type .*$/s,
        to: "Field '$1' is missing required arguments: $2",
        names: ["name", "arguments"],
      },
    ],
  ],
  [
    NoUnusedVariablesRule,
    [
      {
        code: "variableNotUsed",
        from: /^Variable "\$(.+?)" is never used in operation "(.+?)".*$/s,
        to: "Variable $$$1 is declared by $2 but not used",
        names: ["variableName"],
      },
    ],
  ],
  [
    NoUndefinedVariablesRule,
    [
      {
        code: "variableNotDefined",
        from: /^Variable "\$(.+?)" is not defined by operation "(.+?)".*$/s,
        to: "Variable $$$1 is used by $2 but not declared",
        names: ["variableName"],
      },
    ],
  ],
  [
    VariablesInAllowedPositionRule,
    [
      {
        code: "variableMismatch",
        from: /^Variable "\$(.+?)" of type "(.+?)" used in position expecting type "(.+?)".*$/s,
        to: "Type mismatch on variable $$$1 ($2 / $3)",
        names: ["variableName", "typeName"],
      },
    ],
  ],
]);
const codes = new Map<unknown, string>([
  [ValuesOfCorrectTypeRule, "argumentLiteralsIncompatible"],
  [KnownTypeNamesRule, "undefinedType"],
]);

const isGid = (text: string) => /^gid:\/\/shopify\/\w+\/\d+$/.test(text);

/** `["query Name", "field", "field"]`, as the real API shows where a document is wrong. */
function pathTo(document: DocumentNode, wanted: ASTNode | undefined): string[] {
  let found: string[] = [];
  const path: string[] = [];
  const nameOf = (node: ASTNode) =>
    node.kind === Kind.FIELD
      ? (node.alias ?? node.name).value
      : node.kind === Kind.OPERATION_DEFINITION
        ? [node.operation, node.name?.value].filter(Boolean).join(" ")
        : node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD
          ? node.name.value
          : undefined;
  visit(document, {
    enter(node) {
      const name = nameOf(node);
      if (name !== undefined) path.push(name);
      if (node === wanted) found = [...path];
    },
    leave(node) {
      if (nameOf(node) !== undefined) path.pop();
    },
  });
  return found;
}

function locationOf(node: ASTNode | undefined) {
  if (node?.loc === undefined) return [];
  const { line, column } = getLocation(node.loc.source, node.loc.start);
  return [{ column, line }];
}

function wireError(document: DocumentNode, rule: unknown, error: GraphQLError): WireError {
  const node = error.nodes?.[0];
  const wording = wordings.get(rule)?.find(({ from }) => from.test(error.message));
  const [, ...groups] = wording?.from.exec(error.message) ?? [];
  const named = (wording?.names ?? []).map((name, at) => [name, groups[at]]);
  const code = wording?.code ?? codes.get(rule) ?? "invalidDocument";
  return {
    extensions: { ...Object.fromEntries(named), code },
    path: pathTo(document, node),
    locations: locationOf(node),
    message: wording ? error.message.replace(wording.from, wording.to) : error.message,
  };
}

/** Ids that stand in the document itself; those in variables are looked at with the variables. */
function badIds(schema: GraphQLSchema, document: DocumentNode): WireError[] {
  const errors: WireError[] = [];
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      StringValue(node) {
        if (!/^ID!?$/.test(String(types.getInputType())) || isGid(node.value)) return;
        errors.push({
          message: `Invalid global id '${node.value}'`,
          locations: locationOf(node),
          path: pathTo(document, node),
          extensions: { typeName: "CoercionError", code: "argumentLiteralsIncompatible" },
        });
      },
    }),
  );
  return errors;
}

type Read = { document: DocumentNode } | { errors: WireError[] };

/** For all shops of a process, which have one schema: to read a document takes longer than to answer it. */
const known = new WeakMap<GraphQLSchema, Map<string, Read>>();

export function readDocument(schema: GraphQLSchema, text: string): Read {
  const documents = known.get(schema) ?? new Map<string, Read>();
  known.set(schema, documents);
  const read = documents.get(text) ?? readAnew(schema, text);
  documents.set(text, read);
  return read;
}

function readAnew(schema: GraphQLSchema, text: string): Read {
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const [place] = error.locations ?? [];
    const message = `${error.message.replace(/^Syntax Error: /, "syntax error, ")} at [${place?.line}, ${place?.column}]`;
    return {
      errors: [{ extensions: { code: "PARSE_ERROR" }, locations: error.locations, message }],
    };
  }
  const errors = specifiedRules.flatMap((rule) =>
    validate(schema, document, [rule]).map((error) => wireError(document, rule, error)),
  );
  if (errors.length === 0) errors.push(...badIds(schema, document));
  return errors.length > 0 ? { errors } : { document };
}

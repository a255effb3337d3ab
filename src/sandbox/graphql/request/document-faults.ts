// The faults of a document in the words and codes of the API, which has another engine than this store: what the engine
// here says is translated, and what has no translation keeps its words.
import { type ASTNode, type DocumentNode, type GraphQLError, Kind, type Source } from "graphql";
import { pathTo } from "./document-path.ts";
import { literalFault } from "./literal-faults.ts";
import type { RequestFault } from "./request-fault.ts";

type Details = Readonly<Record<string, unknown>>;

interface Translation {
  readonly pattern: RegExp;
  /** The message, and what `extensions` has. */
  readonly say: (...found: string[]) => readonly [string, Details];
}

const translations: readonly Translation[] = [
  {
    pattern: /^Cannot query field "(.+?)" on type "(.+?)"/,
    say: (fieldName, typeName) => [
      `Field '${fieldName}' doesn't exist on type '${typeName}'`,
      { code: "undefinedField", typeName, fieldName },
    ],
  },
  {
    pattern: /^Field "(.+?)" of type "(.+?)" must have a selection of subfields/,
    say: (field, type = "") => {
      const typeName = type.replace(/[[\]!]/g, "");
      return [
        `Field must have selections (field '${field}' returns ${typeName} but has no selections. Did you mean '${field} { ... }'?)`,
        { code: "selectionMismatch", nodeName: `field '${field}'`, typeName },
      ];
    },
  },
  {
    pattern: /^Field "(.+?)" must not have a selection since type "(.+?)" has no subfields/,
    say: (field, type = "") => {
      const typeName = type.replace(/[[\]!]/g, "");
      return [
        `Selections can't be made on scalars (field '${field}' returns ${typeName} but has selections)`,
        { code: "selectionMismatch", nodeName: `field '${field}'`, typeName },
      ];
    },
  },
  {
    pattern: /^Unknown argument "(.+?)" on field ".+?\.(.+?)"/,
    say: (argumentName, name) => [
      `Field '${name}' doesn't accept argument '${argumentName}'`,
      { code: "argumentNotAccepted", name, typeName: "Field", argumentName },
    ],
  },
  {
    pattern: /^Variable "\$(.+?)" is never used(?: in operation "(.+?)")?/,
    say: (variableName, operation) => [
      `Variable $${variableName} is declared by ${operation ?? "anonymous query"} but not used`,
      { code: "variableNotUsed", variableName },
    ],
  },
  {
    pattern: /^Variable "\$(.+?)" is not defined(?: by operation "(.+?)")?/,
    say: (variableName, operation) => [
      `Variable $${variableName} is used by ${operation ?? "anonymous query"} but not declared`,
      { code: "variableNotDefined", variableName },
    ],
  },
  {
    pattern: /^Variable "\$(.+?)" of type "(.+?)" used in position expecting type "(.+?)"/,
    say: (variableName, typeName = "", wanted = "") => {
      const isSame = typeName.replaceAll("!", "") === wanted.replaceAll("!", "");
      const errorMessage = isSame ? "Nullability mismatch" : "Type mismatch";
      return [
        `${errorMessage} on variable $${variableName} (${typeName} / ${wanted})`,
        { code: "variableMismatch", variableName, typeName, errorMessage },
      ];
    },
  },
  {
    pattern: /^Unknown directive "@(.+?)"/,
    say: (directiveName) => [
      `Directive @${directiveName} is not defined`,
      { code: "undefinedDirective", directiveName },
    ],
  },
  {
    pattern: /^Unknown fragment "(.+?)"/,
    say: (fragmentName) => [
      `Fragment ${fragmentName} was used, but not defined`,
      { code: "useAndDefineFragment", fragmentName },
    ],
  },
  {
    pattern: /^Fragment "(.+?)" is never used/,
    say: (fragmentName) => [
      `Fragment ${fragmentName} was defined, but not used`,
      { code: "useAndDefineFragment", fragmentName },
    ],
  },
  {
    pattern: /^Unknown type "(.+?)"/,
    say: (typeName) => [
      `No such type ${typeName}, so it can't be a fragment condition`,
      { code: "undefinedType", typeName },
    ],
  },
  {
    pattern:
      /^Fragment (?:"(.+?)" )?cannot be spread here as objects of type "(.+?)" can never be of type "(.+?)"/,
    say: (name, typeName, fragment) => [
      `Fragment ${name === undefined ? "" : `${name} `}on ${fragment} can't be spread inside ${typeName}`,
      { code: "cannotSpreadFragment", typeName, fragmentName: name ?? "unknown" },
    ],
  },
  {
    pattern: /^Fields "(.+?)" conflict because (.*)\. Use different aliases/s,
    say: (fieldName, conflicts) => [
      `Field '${fieldName}' has a field conflict: ${conflicts}`,
      { code: "fieldConflict", fieldName, conflicts },
    ],
  },
];

const missingArgument = /^Field "(.+?)" argument "(.+?)" of type ".+?" is required/;
/** Where a fault of the whole operation is shown. */
const wholeOperation = /^variableNotUsed$/;

export function documentFaults(
  errors: readonly GraphQLError[],
  document: DocumentNode,
): RequestFault[] {
  const missing = new Map<ASTNode, string[]>();
  const faults = errors.flatMap((error): RequestFault[] => {
    const [node] = error.nodes ?? [];
    if (!node) return [{ message: error.message }];
    const [, name, argument] = missingArgument.exec(error.message) ?? [];
    if (name !== undefined && argument !== undefined) {
      const others = missing.get(node);
      missing.set(node, [...(others ?? []), argument]);
      // All that a field lacks is one fault, which is added below.
      return [];
    }
    return [literalFault(error, node, document) ?? translated(error, node, document)];
  });
  return [...[...missing].map(([node, names]) => lacking(node, names, document)), ...faults];
}

/** A text that is no document; the error is at the last word, if the text ends too early. */
export function syntaxFault(error: GraphQLError, source: Source): RequestFault {
  const [, found = ""] = /(?:found|Unexpected) (.+?)\.?$/.exec(error.message) ?? [];
  const isEnd = /<EOF>/.test(found);
  const [at = { line: 1, column: 1 }] = isEnd ? [lastWord(source.body)] : (error.locations ?? []);
  const what = isEnd ? "unexpected end of file" : `unexpected ${found || "token"}`;
  return {
    message: `syntax error, ${what} at [${at.line}, ${at.column}]`,
    locations: [{ line: at.line, column: at.column }],
    extensions: { code: "PARSE_ERROR" },
  };
}

function lastWord(text: string): { line: number; column: number } {
  const lines = text.trimEnd().split("\n");
  const last = lines.at(-1) ?? "";
  const column = last.search(/(?:\w+|[^\s\w])$/) + 1;
  return { line: lines.length, column: Math.max(1, column) };
}

function lacking(node: ASTNode, names: readonly string[], document: DocumentNode): RequestFault {
  const name = node.kind === Kind.FIELD ? node.name.value : "";
  const list = names.join(", ");
  return {
    message: `Field '${name}' is missing required arguments: ${list}`,
    ...placeOf(node, document),
    extensions: { code: "missingRequiredArguments", className: "Field", name, arguments: list },
  };
}

function translated(error: GraphQLError, node: ASTNode, document: DocumentNode): RequestFault {
  for (const { pattern, say } of translations) {
    const found = pattern.exec(error.message);
    if (!found) continue;
    const [message, extensions] = say(...found.slice(1));
    const isWhole = wholeOperation.test(String(extensions["code"]));
    const operation = document.definitions.find(
      ({ loc }) => loc && node.loc && loc.start <= node.loc.start && loc.end >= node.loc.end,
    );
    return { message, ...placeOf(isWhole && operation ? operation : node, document), extensions };
  }
  return { message: error.message, ...placeOf(node, document), extensions: { code: "invalid" } };
}

function placeOf(node: ASTNode, document: DocumentNode): Pick<RequestFault, "locations" | "path"> {
  const start = node.loc?.startToken;
  return {
    locations: start ? [{ line: start.line, column: start.column }] : [],
    path: pathTo(node, document),
  };
}

// Documents that were parsed and checked, kept by their text: a client sends few different ones, many times.
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  Source,
  specifiedRules,
  validate,
} from "graphql";
import { documentFaults, syntaxFault } from "./document-faults.ts";
import { globalIdRule, typeNotesRule } from "./literal-faults.ts";
import type { RequestFault } from "./request-fault.ts";

export interface Document {
  readonly ast: DocumentNode;
  readonly operations: readonly OperationDefinitionNode[];
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

export type DocumentReading = Document | { readonly faults: readonly RequestFault[] };

const kept = 200;
// An operation's name is asked for only when it runs, so another rule about names is not needed.
const rules = [...specifiedRules, globalIdRule, typeNotesRule];

export class Documents {
  readonly #schema: GraphQLSchema;
  readonly #byText = new Map<string, DocumentReading>();

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  read(text: string): DocumentReading {
    const known = this.#byText.get(text);
    if (known) return known;
    const reading = readDocument(text, this.#schema);
    // The oldest leaves, so that a client with a new text each time does not fill the memory.
    const [oldest] = this.#byText.keys();
    if (this.#byText.size >= kept && oldest !== undefined) this.#byText.delete(oldest);
    this.#byText.set(text, reading);
    return reading;
  }
}

function readDocument(text: string, schema: GraphQLSchema): DocumentReading {
  const source = new Source(text);
  let ast: DocumentNode;
  try {
    ast = parse(source);
  } catch (error) {
    if (error instanceof GraphQLError) return { faults: [syntaxFault(error, source)] };
    throw error;
  }
  const errors = validate(schema, ast, rules);
  if (errors.length > 0) return { faults: documentFaults(errors, ast) };
  return {
    ast,
    operations: ast.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION),
    fragments: new Map(
      ast.definitions.flatMap((each) =>
        each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
      ),
    ),
  };
}

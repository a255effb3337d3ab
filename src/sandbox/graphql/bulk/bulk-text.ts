// The text of a bulk query or mutation, which is a document inside a document.
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  Source,
} from "graphql";
import { syntaxFault } from "../request/document-faults.ts";
import type { Documents } from "../request/documents.ts";
import { collect, type Collected, type Picture } from "../selection.ts";

/** In bytes. */
export const largestText = 65_535;

export interface BulkText {
  readonly operation: OperationDefinitionNode;
  readonly picture: Picture;
  /** Its root fields, which the schema may not have. */
  readonly roots: readonly Collected[];
}

/** Or why it is no document of one operation. */
export function readBulkText(text: string, schema: GraphQLSchema): BulkText | { fault: string } {
  const source = new Source(text);
  let document: DocumentNode;
  try {
    document = parse(source);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { message } = syntaxFault(error, source);
    return { fault: text.trim() === "" ? "syntax error, unexpected end of file" : message };
  }
  const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (!operation || operations.length > 1) return { fault: "A single operation is required" };
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [],
    ),
  );
  const picture = { schema, fragments, variables: {} };
  const root = schema.getRootType(operation.operation);
  return {
    operation,
    picture,
    roots: root ? collect([operation.selectionSet], root, picture) : [],
  };
}

/** What the schema says against the text. */
export function documentFault(text: string, documents: Documents): string | undefined {
  const reading = documents.read(text);
  return "faults" in reading ? reading.faults[0]?.message : undefined;
}

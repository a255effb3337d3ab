// Questions about the schema itself, which the engine answers.
import { executeSync, type GraphQLSchema, type OperationDefinitionNode } from "graphql";
import type { Document } from "./request/documents.ts";
import type { Outcome } from "./run.ts";
import type { Collected } from "./selection.ts";

export function isIntrospection(roots: readonly Collected[]): boolean {
  return roots.some(({ name }) => name === "__schema" || name === "__type");
}

export function introspect(
  document: Document,
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
  variables: Readonly<Record<string, unknown>>,
): Outcome {
  const { data, errors = [] } = executeSync({
    schema,
    document: document.ast,
    operationName: operation.name?.value,
    variableValues: variables,
  });
  return { data: data ?? null, errors };
}

// The operation of a document that a request means.
import type { OperationDefinitionNode } from "graphql";
import type { Document } from "./documents.ts";
import type { RequestFault } from "./request-fault.ts";

export function chooseOperation(
  { operations }: Document,
  name: string | undefined,
): OperationDefinitionNode | RequestFault {
  if (name !== undefined) {
    const named = operations.find((each) => each.name?.value === name);
    return named ?? { message: `No operation named "${name}"` };
  }
  const [only] = operations;
  if (only && operations.length === 1) return only;
  return { message: "An operation name is required" };
}

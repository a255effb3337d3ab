// The parts of a GraphQL request, from its body.
import { failure, type Answer } from "../../answer.ts";

export interface GraphqlRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
}

/** Or the answer to a body that is no request. */
export function readRequest(contentType: string, body: string): GraphqlRequest | Answer {
  if (/^application\/graphql\b/i.test(contentType)) {
    return { query: body, variables: {}, operationName: undefined };
  }
  if (!/^application\/json\b/i.test(contentType)) return failure(415, "Unsupported Media Type");
  const given = parse(body);
  if (given === undefined) return failure(400, "Bad Request");
  const { query, variables, operationName } = given;
  if (typeof query !== "string") return failure(400, missingQuery);
  if (variables !== undefined && variables !== null && !isRecord(variables)) {
    return failure(400, { variables: "Required parameter missing or invalid" });
  }
  const name =
    typeof operationName === "string" && operationName !== "" ? operationName : undefined;
  return { query, variables: isRecord(variables) ? variables : {}, operationName: name };
}

const missingQuery = { query: "Required parameter missing or invalid" };

function parse(body: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return isRecord(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// A bulk mutation at work: each line of a file is the variables of one call, which is carried out as a single call is.
import { type DocumentNode, getOperationAST, type GraphQLError, type GraphQLSchema } from "graphql";
import type { WireError } from "../document-errors.ts";
import { isFields, variableErrors } from "../variables.ts";
import type { Life, LineFault, Operation } from "./life.ts";
import type { Work } from "./operations.ts";

export type Run = {
  schema: GraphQLSchema;
  execute: (
    document: DocumentNode,
    variables: Record<string, unknown>,
  ) => { data?: unknown; errors?: readonly GraphQLError[] };
};
/** JSON as these files have it: slashes are escaped. */
export const toLine = (value: unknown) => JSON.stringify(value).replaceAll("/", String.raw`\/`);

/** The same order for the same count, which is neither that of the file nor its reverse. */
const shuffled = <Row>(rows: readonly Row[]): Row[] =>
  rows
    .map((row, at) => ({ row, key: (Math.imul(at + 1, 2_654_435_761) >>> 0) % 65_521 }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ row }) => row);

const internalError = {
  message:
    "Internal error. Looks like something went wrong on our end.\nRequest ID: 5e1f-bulk (include this in support requests).",
  extensions: { code: "INTERNAL_SERVER_ERROR", requestId: "5e1f-bulk" },
};

export function mutationWork(
  { schema, execute }: Run,
  document: DocumentNode,
  file: Buffer,
  isChanged: () => boolean,
): (operation: Operation, life: Life) => Work {
  const text = file.toString("utf8");
  const rows = (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
  const lines = rows.map((_, at) => at).toReversed();

  function call(row: string): Record<string, unknown> {
    let variables: unknown;
    try {
      variables = JSON.parse(row);
    } catch (error) {
      return { errors: [{ message: `Invalid JSON: ${String(error)}` }] };
    }
    if (!isFields(variables))
      return { errors: [{ message: "Invalid JSON: a line must be an object" }] };
    const operation = getOperationAST(document);
    const wrong: WireError[] = operation ? variableErrors(schema, operation, variables) : [];
    if (wrong.length > 0) return { errors: wrong };
    const { data, errors } = execute(document, variables);
    return { data, ...(errors ? { errors: errors.map((error) => error.toJSON()) } : {}) };
  }

  return (operation, life) => {
    function carryOut(line: number, reported: string[]): boolean {
      const fault: LineFault | undefined = life.onLine?.(line, operation);
      if (fault === "undone") return false;
      const isFailed = fault === "error" || fault === "error-after";
      const done = fault === "error" ? {} : call(rows[line] ?? "");
      if (fault === "unreported") return true;
      const number = fault === "misnumbered" ? line + rows.length : line;
      const result = isFailed ? { errors: [internalError] } : done;
      for (let times = fault === "twice" ? 2 : 1; times > 0; times -= 1)
        reported.push(toLine({ ...result, __lineNumber: number }));
      return fault !== "error";
    }
    return {
      lines,
      carryOut,
      failure: () => (isChanged() ? "INTERNAL_SERVER_ERROR" : undefined),
      result(reported) {
        const objects = reported.length;
        const ordered = life.order === "as done" ? reported : shuffled(reported);
        const all = [...ordered, ...(life.extraLines ?? [])];
        return { text: all.map((line) => `${line}\n`).join(""), objects, roots: objects };
      },
    };
  };
}

// Lists of bulk operations: searched, sorted, and a page of them.
import { GraphQLError } from "graphql";
import { connectionOf, type Page } from "../connection.ts";
import { compares, instantOf, searchIn, type Term } from "../search.ts";
import type { Asked } from "../store.ts";
import type { Kept } from "./operations.ts";

export type CatalogArgs = Page & {
  query?: string | null;
  sortKey?: "CREATED_AT" | "COMPLETED_AT";
};
const numberOf = ({ operation }: Kept) => operation.id.replace(/\D/g, "");

const statuses = ["created", "running", "canceling", "canceled", "completed", "failed"];
type Warning = Record<"field" | "message" | "code", string>;

/** `warn` is called for a value that a field cannot have; nothing is found by it. */
function testOf(
  { field, compare, value }: Term,
  warn: (warning: Warning) => void,
): ((kept: Kept) => boolean) | undefined {
  const wanted = value.toLowerCase();
  const choices = { status: statuses, operation_type: ["mutation", "query"] };
  if (field === "status" || field === "operation_type") {
    const message = `Input \`${value}\` is not an accepted value.`;
    if (!choices[field].includes(wanted)) warn({ code: "invalid_value", message, field });
    return ({ operation }) =>
      (field === "status" ? operation.status : operation.type).toLowerCase() === wanted;
  }
  if (field === "id") {
    if (!/^\d+$/.test(value)) return () => false;
    return (kept) => compares(Number(BigInt(numberOf(kept)) - BigInt(value)), compare);
  }
  if (field !== "created_at" && field !== "completed_at") return undefined;
  const time = instantOf(value);
  if (Number.isNaN(time))
    throw new GraphQLError(`Invalid timestamp for query filter \`${field}\`.`, {
      extensions: { code: "BAD_REQUEST" },
    });
  return ({ createdAt, completedAt }) => {
    const found = field === "created_at" ? createdAt : completedAt;
    return found !== null && compares(found - time, compare);
  };
}

/** Ascending unless reversed; one that was never completed comes first by the time of completion. */
export function catalogOf(
  all: readonly Kept[],
  args: CatalogArgs,
  asked: Asked,
  path: string | number,
  toNode: (kept: Kept) => unknown,
) {
  const { query, sortKey = "CREATED_AT" } = args;
  const wrong: Warning[] = [];
  const search = searchIn(query ?? "", (term) => testOf(term, (warning) => wrong.push(warning)));
  const { matches, parsed } = search;
  const warnings = [...search.warnings, ...wrong];
  if (warnings.length > 0) asked.search.push({ warnings, parsed, query, path: [path] });
  const timeOf = ({ createdAt, completedAt }: Kept) =>
    sortKey === "CREATED_AT" ? createdAt : (completedAt ?? 0);
  const keyOf = (kept: Kept) => `${String(timeOf(kept)).padStart(16, "0")}_${numberOf(kept)}`;
  const order = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);
  const rows = all.filter(matches).toSorted((a, b) => order(keyOf(a), keyOf(b)));
  return connectionOf({ rows, keyOf }, order, args, toNode);
}

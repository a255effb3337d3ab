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

function testOf({ field, compare, value }: Term): ((kept: Kept) => boolean) | undefined {
  const wanted = value.toLowerCase();
  if (field === "status") return ({ operation }) => operation.status.toLowerCase() === wanted;
  if (field === "operation_type") return ({ operation }) => operation.type.toLowerCase() === wanted;
  if (field === "id") {
    if (!/^\d+$/.test(value)) return () => false;
    return (kept) => compares(Number(BigInt(numberOf(kept)) - BigInt(value)), compare);
  }
  if (field !== "created_at") return undefined;
  const time = instantOf(value);
  if (Number.isNaN(time))
    throw new GraphQLError("Invalid timestamp for query filter `created_at`.", {
      extensions: { code: "BAD_REQUEST" },
    });
  return ({ createdAt }) => compares(createdAt - time, compare);
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
  const { matches, parsed, warnings } = searchIn(query ?? "", testOf);
  if (warnings.length > 0) asked.search.push({ warnings, parsed, query, path: [path] });
  const timeOf = ({ createdAt, completedAt }: Kept) =>
    sortKey === "CREATED_AT" ? createdAt : (completedAt ?? 0);
  const keyOf = (kept: Kept) => `${String(timeOf(kept)).padStart(16, "0")}_${numberOf(kept)}`;
  const order = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);
  const rows = all.filter(matches).toSorted((a, b) => order(keyOf(a), keyOf(b)));
  return connectionOf({ rows, keyOf }, order, args, toNode);
}

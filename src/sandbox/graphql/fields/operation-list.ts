// The connection bulkOperations: the newest or the last completed first, and the search by status, type, id and time.
import { type Connection, windowOf, type Window } from "./connection.ts";
import { badRequest } from "../request/request-error.ts";
import { shownSearch } from "../search/item-search.ts";
import type { SearchNote, SearchWarning } from "../search/search-note.ts";
import { parseSearch, type Search, type Term } from "../search/search-syntax.ts";
import { readSearchTime } from "../search/search-time.ts";
import type { OperationRecord, OperationView } from "../../store/bulk-operation.ts";

export interface OperationListArguments {
  readonly query?: string | null;
  readonly sortKey?: "CREATED_AT" | "COMPLETED_AT" | null;
}

/** EXPIRED cannot be searched for. */
const statuses = ["CANCELED", "CANCELING", "COMPLETED", "CREATED", "FAILED", "RUNNING"];
const types = ["MUTATION", "QUERY"];

type Test = ((record: OperationRecord) => boolean) | undefined;

/** `operations`: the newest first. */
export function listOperations(
  operations: readonly OperationView[],
  args: Window & OperationListArguments,
  onWarnings: (note: Omit<SearchNote, "path">) => void,
): Connection<OperationView> {
  const { query } = args;
  const search = typeof query === "string" && query.trim() !== "" ? parseSearch(query) : undefined;
  const warnings: SearchWarning[] = [];
  const test = search && testOf(search, warnings);
  if (search && warnings.length > 0)
    onWarnings({ query: query ?? "", parsed: shownSearch(search), warnings });
  const found = operations.filter(({ record }) => !test || test(record));
  const rows = args.sortKey === "COMPLETED_AT" ? found.toSorted(byCompletion) : found;
  return windowOf(rows, args, ({ record }) => record.id);
}

/** The last completed first; those that are not completed come last. */
function byCompletion(a: OperationView, b: OperationView): number {
  return (b.record.completedAt ?? 0) - (a.record.completedAt ?? 0);
}

function testOf(search: Search, warnings: SearchWarning[]): Test {
  if ("and" in search) {
    const tests = search.and.flatMap((part) => testOf(part, warnings) ?? []);
    return (record) => tests.every((test) => test(record));
  }
  if ("or" in search) {
    const tests = search.or.map((part) => testOf(part, warnings));
    return (record) => tests.some((test) => test === undefined || test(record));
  }
  if ("not" in search) {
    const test = testOf(search.not, warnings);
    return test && ((record) => !test(record));
  }
  const { field, value } = search;
  switch (field) {
    case "status":
      return valueTest(search, statuses, ({ status }) => status, warnings);
    case "operation_type":
      return valueTest(search, types, ({ type }) => type, warnings);
    case "id":
      return ({ id }) => compare(BigInt(id) - BigInt(/^\d+$/.test(value) ? value : 0), search);
    case "created_at":
      return timeTest(search);
    default:
      if (field === undefined) return undefined;
      warnings.push({
        field,
        message: "Invalid search field for this query.",
        code: "invalid_field",
      });
      return undefined;
  }
}

/** A value that is not among the accepted ones finds nothing. */
function valueTest(
  { field = "", value }: Term,
  accepted: readonly string[],
  valueOf: (record: OperationRecord) => string,
  warnings: SearchWarning[],
): Test {
  const wanted = value.toUpperCase();
  if (!accepted.includes(wanted)) {
    const message = `Input \`${value}\` is not an accepted value.`;
    warnings.push({ field, message, code: "invalid_value" });
  }
  return (record) => accepted.includes(wanted) && valueOf(record) === wanted;
}

function timeTest(term: Term): Test {
  const span = readSearchTime(term.value);
  if (!span) throw badRequest("Invalid timestamp for query filter `created_at`.");
  return ({ createdAt }) =>
    term.comparator === ":"
      ? createdAt >= span.from && createdAt < span.to
      : compare(createdAt - span.from, term);
}

function compare(order: number | bigint, { comparator }: Term): boolean {
  switch (comparator) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    default:
      return order === 0 || order === 0n;
  }
}

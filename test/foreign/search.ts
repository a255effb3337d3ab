// The search of a connection: which items a query means, and the warnings for what it does not understand. A field
// that cannot be searched is left out, so that more is found than was asked for.
import type { ForeignItem } from "./values.ts";

export type Term = { field: string; compare: string; value: string; isQuoted: boolean };
type Test<Row> = (row: Row) => boolean;
type Search<Row> = {
  matches: Test<Row>;
  parsed: Record<string, unknown>;
  warnings: Record<string, string>[];
};

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Equal whatever its case and punctuation, and also a part of a longer SKU. */
function hasPhrase(sku: string | null, value: string): boolean {
  const [all, wanted] = [wordsOf(sku ?? ""), wordsOf(value)];
  const isPrefix = value.endsWith("*");
  const fits = (from: number) =>
    wanted.every((word, at) => {
      const other = all[from + at];
      return isPrefix && at === wanted.length - 1 ? other?.startsWith(word) : other === word;
    });
  return wanted.length > 0 && all.some((_, from) => fits(from));
}
export function compares(difference: number, compare: string): boolean {
  if (compare === "<=") return difference <= 0;
  if (compare === ">=") return difference >= 0;
  if (compare === "<") return difference < 0;
  return compare === ">" ? difference > 0 : difference === 0;
}
/** A time with no zone is one of the shop, whose clock is five hours behind UTC. */
export const instantOf = (value: string) =>
  Date.parse(
    /(Z|[+-]\d\d:?\d\d)$/.test(value) ? value : `${value.replace(/^.{10}$/, "$&T00:00:00")}-05:00`,
  );
/**
 * Recorded: a time without quotes ends at its first colon and becomes the midnight before it in the shop's zone, and
 * "before" becomes "at most".
 */
function asTaken(term: Term): Term {
  if (term.isQuoted || !/^(created|updated)_at$/.test(term.field)) return term;
  const value = term.value.replace(/^(\d{4}-\d\d-\d\d)(T\d\d)?$/, "$1T00:00:00-05:00");
  return { ...term, value, compare: term.compare === "<" ? "<=" : term.compare };
}
function itemTest({ field, compare, value }: Term): Test<ForeignItem> | undefined {
  if (field === "sku") return ({ sku }) => hasPhrase(sku, value);
  if (field === "" || field === "default") return ({ sku }) => hasPhrase(sku, value);
  if (field === "id") {
    if (!/^\d+$/.test(value)) return () => false;
    return ({ id }) => compares(Number(BigInt(id) - BigInt(value)), compare);
  }
  if (field !== "created_at" && field !== "updated_at") return undefined;
  const wanted = instantOf(value);
  if (Number.isNaN(wanted)) return () => false;
  return (item) => compares(Date.parse(item[field]) - wanted, compare);
}
function shownTerm({ field, compare, value, isQuoted }: Term): Record<string, string> {
  const ranges = { "<": "range_lt", "<=": "range_lte", ">": "range_gt", ">=": "range_gte" };
  const kind = Object.entries(ranges).find(([sign]) => sign === compare)?.[1];
  return { field: field || "default", [kind ?? (isQuoted ? "match_phrase" : "match_all")]: value };
}

/** `field:value`, where a value without quotes ends at a colon: what follows is a term of its own. */
const token =
  /\s+|(?<open>\()|(?<close>\))|(?<not>-|NOT\b)|(?<or>OR\b)|(?<and>AND\b)|:?(?:(?<field>\w+):)?(?<compare><=|>=|<|>)?(?:(?<quote>["'])(?<quoted>(?:\\.|(?!\k<quote>).)*)\k<quote>|(?<bare>[^\s:()]+))|./gsu;

export const readSearch = (query: string) => searchIn(query, itemTest);

/** `testOf` says what a term means, or undefined if its field cannot be searched. */
export function searchIn<Row>(
  query: string,
  testOf: (term: Term) => Test<Row> | undefined,
): Search<Row> {
  const warnings: Search<Row>["warnings"] = [];
  const terms: Record<string, string>[] = [];
  const tokens = [...query.matchAll(token)].map(({ groups = {} }) => groups);
  const kinds = ["open", "close", "not", "or", "quoted", "bare"];
  const left = tokens.filter((each) => kinds.some((kind) => each[kind] !== undefined));
  function term(): Test<Row> {
    const next = left.shift();
    if (next?.not !== undefined) {
      const inner = term();
      return (row) => !inner(row);
    }
    if (next?.open !== undefined) {
      const inner = either();
      left.shift();
      return inner;
    }
    const { field = "", compare = "", quoted, bare = "" } = next ?? {};
    const isQuoted = quoted !== undefined;
    const value = quoted?.replace(/\\(.)/gs, "$1") ?? bare;
    const read = asTaken({ field, compare, value, isQuoted });
    terms.push(shownTerm(read));
    const test = testOf(read);
    if (test === undefined)
      warnings.push({
        code: "invalid_field",
        message: "Invalid search field for this query.",
        field,
      });
    return test ?? (() => true);
  }
  function both(): Test<Row> {
    const tests: Test<Row>[] = [];
    while (left.length > 0 && left[0]?.close === undefined && left[0]?.or === undefined)
      tests.push(term());
    return (row) => tests.every((test) => test(row));
  }
  function either(): Test<Row> {
    const tests = [both()];
    while (left[0]?.or !== undefined) {
      left.shift();
      tests.push(both());
    }
    return (row) => tests.some((test) => test(row));
  }
  const matches = either();
  return { matches, parsed: { and: terms }, warnings };
}

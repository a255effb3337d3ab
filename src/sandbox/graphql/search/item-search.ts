// Which items a search text finds. Items are searched by id, sku and two times; a term with another field is ignored, with
// a warning.
import { byNumber } from "../../store/store.ts";
import type { WireItem } from "../../store/wire-item.ts";
import { parseSearch, type Search, type Term } from "./search-syntax.ts";
import type { SearchWarning } from "./search-note.ts";
import { readSearchTime } from "./search-time.ts";

/** Undefined for a term that is ignored. */
type Test = ((item: WireItem) => boolean) | undefined;

export interface ItemSearch {
  readonly matches: (item: WireItem) => boolean;
  /** Ids below and above which nothing is found; both may be found themselves. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly parsed: unknown;
  readonly warnings: readonly SearchWarning[];
}

export function readItemSearch(text: string): ItemSearch {
  const search = parseSearch(text);
  const warnings: SearchWarning[] = [];
  const test = testOf(search, warnings);
  return {
    matches: test ?? (() => true),
    ...idRange(search),
    parsed: shownSearch(search),
    warnings,
  };
}

function testOf(search: Search, warnings: SearchWarning[]): Test {
  if ("and" in search) {
    const tests = search.and.flatMap((part) => testOf(part, warnings) ?? []);
    return (item) => tests.every((test) => test(item));
  }
  if ("or" in search) {
    const tests = search.or.map((part) => testOf(part, warnings));
    return (item) => tests.some((test) => test === undefined || test(item));
  }
  if ("not" in search) {
    const test = testOf(search.not, warnings);
    return test && ((item) => !test(item));
  }
  switch (search.field) {
    case undefined:
    case "sku":
      return skuTest(search);
    case "id":
      return idTest(search, warnings);
    case "created_at":
    case "updated_at":
      return timeTest(search, search.field, warnings);
    default:
      warnings.push({
        field: search.field,
        message: "Invalid search field for this query.",
        code: "invalid_field",
      });
      return undefined;
  }
}

/** A phrase: all its words, in this order, one after the other; without quotes in any order. Case does not matter. */
function skuTest({ value, quoted }: Term): Test {
  const wanted = wordsOf(value);
  const isPrefix = !quoted && value.endsWith("*");
  return ({ sku }) => {
    const words = wordsOf(sku ?? "");
    if (quoted) return ` ${words.join(" ")} `.includes(` ${wanted.join(" ")} `);
    return wanted.every((word, n) =>
      isPrefix && n === wanted.length - 1
        ? words.some((each) => each.startsWith(word))
        : words.includes(word),
    );
  };
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function idTest({ comparator, value }: Term, warnings: SearchWarning[]): Test {
  if (!/^\d{1,19}$/.test(value)) {
    warnings.push(invalidValue("id", value, "id"));
    return undefined;
  }
  return ({ id }) => compares(byNumber(id, value), comparator);
}

function timeTest(term: Term, field: "created_at" | "updated_at", warnings: SearchWarning[]): Test {
  const span = readSearchTime(term.value);
  if (!span) {
    warnings.push(invalidValue(field, term.value, "date"));
    return undefined;
  }
  const { from, to } = span;
  return (item) => {
    const at = Date.parse(item[field]);
    if (term.comparator === ":") return at >= from && at < to;
    // Recorded of a date alone: "before" is "at most".
    if (term.comparator === "<" && to - from > 1000) return at <= from;
    return compares(at - from, term.comparator);
  };
}

function compares(order: number, comparator: Term["comparator"]): boolean {
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
      return order === 0;
  }
}

function invalidValue(field: string, value: string, kind: string): SearchWarning {
  return {
    field,
    message: `Input \`${value}\` is not an accepted \`${kind}\`.`,
    code: "invalid_value",
  };
}

/** What the terms that all must hold say of the id, so that a store of a million items is not read from its start. */
function idRange(search: Search): { from: string | undefined; to: string | undefined } {
  const all = "and" in search ? search.and : [search];
  let from: string | undefined;
  let to: string | undefined;
  for (const term of all) {
    if (!("field" in term) || term.field !== "id" || !/^\d{1,19}$/.test(term.value)) continue;
    const { comparator, value } = term;
    const isLower = comparator !== "<" && comparator !== "<=";
    const isUpper = comparator !== ">" && comparator !== ">=";
    if (isLower && (from === undefined || byNumber(value, from) > 0)) from = value;
    if (isUpper && (to === undefined || byNumber(value, to) < 0)) to = value;
  }
  return { from, to };
}

const rangeNames = { "<": "range_lt", "<=": "range_lte", ">": "range_gt", ">=": "range_gte" };

/** As the API shows that it understood the text. */
export function shownSearch(search: Search): unknown {
  if ("and" in search) return { and: search.and.map(shownSearch) };
  if ("or" in search) return { or: search.or.map(shownSearch) };
  if ("not" in search) return { not: shownSearch(search.not) };
  const { field, comparator, value, quoted } = search;
  const named = field === undefined ? {} : { field };
  if (comparator === ":") return { ...named, [quoted ? "match_phrase" : "match_all"]: value };
  const time = field?.endsWith("_at") === true ? readSearchTime(value) : undefined;
  const isDay = time !== undefined && time.to - time.from > 1000;
  const name = isDay && comparator === "<" ? "range_lte" : rangeNames[comparator];
  return { ...named, [name]: time?.text ?? value };
}

// Which of the items that were read are exported, by their own values. REST cannot select by any of these: the
// `updated_at` of an inventory level or of a product is not that of the item. So all items are read; GraphQL can leave
// out those that were changed before.
import { ExitError } from "../exit-code.ts";
import { isNothing } from "../item/field.ts";
import { fieldNames, fields, type Item } from "../item/fields.ts";
import { type Column, columnOf, countryColumn, fieldOf, valueIn } from "../sheet/column.ts";
import { quoted, shortened } from "../words.ts";

export interface FilterOptions {
  readonly updatedSince?: string;
  /** Titles of columns, separated by commas. */
  readonly missing?: string;
  /** Patterns. */
  readonly sku?: readonly string[];
}

export interface ItemFilter {
  admits(item: Item): boolean;
  /** Items that were last changed before do not pass. */
  readonly since?: Date;
  /** For example `updated since 2026-11-01T00:00:00.000Z and lacking cost`. */
  readonly words: string;
}

/** Undefined without options; an item must pass the filters of all options. Throws an ExitError 2. */
export function readFilter(
  { updatedSince, missing, sku }: FilterOptions,
  now: Date,
): ItemFilter | undefined {
  const filters = [
    ...(updatedSince === undefined ? [] : [bySince(updatedSince, now)]),
    ...(missing === undefined ? [] : [byMissing(missing)]),
    ...(sku === undefined ? [] : [bySku(sku)]),
  ];
  if (filters.length === 0) return undefined;
  const since = filters.find((filter) => filter.since !== undefined)?.since;
  return {
    ...(since !== undefined && { since }),
    admits: (item) => filters.every((filter) => filter.admits(item)),
    words: filters.map(({ words }) => words).join(" and "),
  };
}

function bySince(text: string, now: Date): ItemFilter {
  const since = instantIn(text, now);
  if (since === undefined) {
    throw new ExitError(
      2,
      `Cannot use --updated-since ${text}: wanted a day in UTC such as 2026-11-01, an instant such as 2026-11-01T02:00:00Z or 2026-11-01T02:00:00+01:00, or a time before now such as 90m, 36h or 7d`,
    );
  }
  const from = since.getTime();
  return {
    since,
    // An item without a readable time is kept: it may be new.
    admits: ({ updated_at }) => !(Date.parse(updated_at ?? "") < from),
    words: `updated since ${since.toISOString()}`,
  };
}

const unit = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const day = /^\d{4}-\d\d-\d\d$/;
const moment = /^(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

/**
 * A day, which begins in UTC; an instant with its time zone, without which it would differ between machines; or a time
 * before `now` such as `36h`. Undefined for any other text, and for a day that does not exist.
 */
export function instantIn(text: string, now: Date): Date | undefined {
  const [, count, of] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  if (of === "m" || of === "h" || of === "d") {
    return new Date(Math.max(0, now.getTime() - Number(count) * unit[of]));
  }
  const date = day.test(text) ? text : moment.exec(text)?.[1];
  if (date === undefined || !isReal(date)) return undefined;
  const instant = new Date(text.replace(" ", "T"));
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/** Node reads February 30 as March 2. */
function isReal(date: string): boolean {
  const instant = new Date(date);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(date);
}

/** Only a field that can be cleared can lack its value. */
const canLack = fieldNames.filter((name) => fields[name].cleared !== undefined);

function byMissing(text: string): ItemFilter {
  const titles = text.split(",").map((title) => title.trim());
  const columns = titles.flatMap((title) => columnOf(title, 0) ?? []);
  const wrong = titles.filter((title) => {
    const column = columnOf(title, 0);
    return column === undefined || !canLack.includes(column.name);
  });
  if (wrong.length > 0) {
    throw new ExitError(
      2,
      `Cannot use --missing ${text}: no item can lack ${wrong.map((title) => quoted(title)).join(", ")}; items can lack ${canLack.join(",")}, and ${countryColumn("US")} for the HS code of one country`,
    );
  }
  return {
    admits: (item) => columns.some((column) => isMissing(item, column)),
    words: `lacking ${titles.join(" or ")}`,
  };
}

const isMissing = (item: Item, column: Column): boolean =>
  isNothing(fieldOf(column), valueIn(item, column) ?? null);

function bySku(patterns: readonly string[]): ItemFilter {
  const matchers = patterns.map(patternOf);
  return {
    admits: ({ sku }) => sku !== null && matchers.some((matches) => matches(sku)),
    words: `with a SKU like ${shortened(patterns.join(" or "), 100)}`,
  };
}

type Token = "any text" | "one character" | { readonly character: string };

/**
 * The test for a pattern: `*` is any text and `?` one character; a backslash before either, or before a backslash, makes
 * it literal. Commas are literal, because SKUs contain them. The time is at most the length of the pattern times that of
 * the SKU.
 */
export function patternOf(pattern: string): (sku: string) => boolean {
  const tokens = Array.from(pattern.matchAll(/\\([*?\\])|[^]/gu), ([found, escaped]): Token =>
    escaped === undefined && found === "*"
      ? "any text"
      : escaped === undefined && found === "?"
        ? "one character"
        : { character: escaped ?? found },
  );
  return (sku) => matches(tokens, Array.from(sku));
}

function matches(tokens: readonly Token[], text: readonly string[]): boolean {
  let at = 0; // in the text
  let next = 0; // in the tokens
  let star = -1; // the last `*` so far
  let after = 0; // the end of the text that it covers
  while (at < text.length) {
    const token = tokens[next];
    if (token === "any text") {
      [star, after] = [next, at];
      next += 1;
    } else if (token === "one character" || (token && token.character === text[at])) {
      at += 1;
      next += 1;
    } else if (star < 0) return false;
    else {
      // Only the last `*` has to cover more: changing an earlier one cannot help.
      after += 1;
      [at, next] = [after, star + 1];
    }
  }
  return tokens.slice(next).every((token) => token === "any text");
}

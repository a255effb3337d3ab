// Which of the items that were read an export is to hold, by their own values. REST can ask for none of this: the
// `updated_at` of a level or of a product is not its items', so that all are read and the rest is left out.
import { ExitError } from "../exit-code.ts";
import { isNothing } from "../item/field.ts";
import { fieldNames, fields, type Item } from "../item/fields.ts";
import { type Column, columnOf, countryColumn, fieldOf, valueIn } from "../sheet/column.ts";
import { instantIn } from "./instant.ts";
import { patternOf } from "./sku-pattern.ts";

export interface FilterFlags {
  readonly updatedSince?: string;
  readonly missing?: string;
  readonly sku?: readonly string[];
}

export interface ItemFilter {
  admits(item: Item): boolean;
  /** As in `updated since 2026-11-01T00:00:00.000Z and lacking cost`. */
  readonly words: string;
}

/** Undefined where no flag asks for one; several flags ask for what passes them all. Throws an ExitError 2. */
export function readFilter(flags: FilterFlags, now: Date): ItemFilter | undefined {
  const { updatedSince, missing, sku } = flags;
  const filters = [
    ...(updatedSince === undefined ? [] : [bySince(updatedSince, now)]),
    ...(missing === undefined ? [] : [byMissing(missing)]),
    ...(sku === undefined ? [] : [bySku(sku)]),
  ];
  if (filters.length === 0) return undefined;
  return {
    admits: (item) => filters.every((filter) => filter.admits(item)),
    words: filters.map(({ words }) => words).join(" and "),
  };
}

function bySince(text: string, now: Date): ItemFilter {
  const since = instantIn(text, now);
  if (since === undefined) {
    throw new ExitError(
      2,
      `Cannot use --updated-since ${text}: wanted a day in UTC such as 2026-11-01, an instant such as 2026-11-01T02:00:00Z or 2026-11-01T02:00:00+01:00, or a time back from now such as 90m, 36h or 7d`,
    );
  }
  const from = since.getTime();
  return {
    // What has no time that can be read stays in: it may be new.
    admits: ({ updated_at }) => !(Date.parse(updated_at ?? "") < from),
    words: `updated since ${since.toISOString()}`,
  };
}

/** What `[clear]` would do to a field, the shop may have done before: only such a field can lack its value. */
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
      `Cannot use --missing ${text}: no item can lack ${wrong.map((title) => JSON.stringify(title)).join(", ")}; what can be missing is ${canLack.join(",")}, and ${countryColumn("US")} for the HS code of one country`,
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
  if (patterns.includes("")) {
    throw new ExitError(
      2,
      "Cannot use --sku without a pattern: wanted one such as 'ABC*'; --missing sku finds items that have none",
    );
  }
  const matchers = patterns.map(patternOf);
  return {
    admits: ({ sku }) => sku !== null && matchers.some((matches) => matches(sku)),
    words: `with an SKU like ${cut(patterns.join(" or "))}`,
  };
}

/** Short enough for a line. */
const cut = (text: string): string => (text.length > 100 ? `${text.slice(0, 100)}…` : text);

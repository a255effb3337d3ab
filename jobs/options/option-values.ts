// How the texts of options become values. Each function reads one text, or tells commander what is wanted.
import { InvalidArgumentError } from "commander";
import { readDelimiter, wantedDelimiter } from "../../src/sheet/dialect.ts";
import type { RowRange } from "../../src/plan/row-set.ts";
import type { Limit } from "../../src/plan/guards.ts";

const refuse = (wanted: string): never => {
  throw new InvalidArgumentError(`Wanted: ${wanted}.`);
};

export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number =>
    /^\d{1,8}$/.test(text) && Number(text) >= least && Number(text) <= most
      ? Number(text)
      : refuse(`a whole number from ${least} to ${most}`);

/** One of these words, in lower or upper case. */
export const word =
  <T extends string>(words: readonly T[]) =>
  (text: string): T =>
    words.find((known) => known === text.toLowerCase()) ?? refuse(words.join(", "));

/** A part of the rate limit. */
export function share(text: string): number {
  const value = Number(text);
  return value >= 0.01 && value <= 1 ? value : refuse("a number from 0.01 to 1");
}

/** A length of time in seconds. */
export function seconds(text: string): number {
  const [, number, unit = ""] = /^(\d{1,6})([smh])$/.exec(text) ?? [];
  const length = { s: 1, m: 60, h: 3600 }[unit];
  return length === undefined ? refuse("a time such as 90s, 15m or 2h") : Number(number) * length;
}

export function ratio(text: string): number {
  const value = /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : 0;
  return value > 1 && value < Infinity ? value : refuse("a number above 1, such as 20");
}

/** `5` or `5%`. */
export function limit(text: string): Limit {
  const [, number, sign] = /^(\d{1,9}(?:\.\d+)?)\s*(%?)$/.exec(text.trim()) ?? [];
  if (sign === "%" && Number(number) <= 100) return { percent: Number(number) };
  if (sign === "" && /^\d+$/.test(number ?? "")) return { count: Number(number) };
  return refuse("a number of rows, or a percentage such as 5%");
}

/** Lines or rows of a sheet, as in `2-6,13`. For an option that can be repeated. */
export function rowRanges(text: string, others: readonly RowRange[] = []): readonly RowRange[] {
  const ranges = text.split(",").map((part): RowRange => {
    const [, from, to = from] = /^\s*(\d{1,8})(?:\s*-\s*(\d{1,8}))?\s*$/.exec(part) ?? [];
    const [first, last] = [Number(from), Number(to)];
    return first >= 1 && first <= last
      ? [first, last]
      : refuse("lines or rows of the sheet, and ranges of them, such as 2-6,13");
  });
  return [...others, ...ranges];
}

export const delimiter = (text: string): string => readDelimiter(text) ?? refuse(wantedDelimiter);

/** For an option that can be repeated. */
export const repeated = (text: string, others: readonly string[] = []): readonly string[] => [
  ...others,
  text,
];

export function skuPatterns(text: string, others?: readonly string[]): readonly string[] {
  if (text === "") refuse("a pattern such as 'ABC*'; --missing sku finds items without a SKU");
  return repeated(text, others);
}

// The small words of messages: counts, lists that end early, text from outside, times.
import { visible } from "./visible.ts";

/** What a line of a sheet is called: a workbook has rows. */
export type LineWord = "line" | "row";

/** As in `1,234`. */
export const formatCount = (count: number): string => count.toLocaleString("en");

/** As in `1 row` and `1,234 rows`; `plural` for words that do not only take an s. */
export const counted = (count: number, singular: string, plural = `${singular}s`): string =>
  `${formatCount(count)} ${count === 1 ? singular : plural}`;

/** As in `and 3 more`, for the end of a list. */
export const andMore = (count: number): string => `and ${formatCount(count)} more`;

/** At most so many names, as in `a, b and 3 more`. */
export function listed(names: readonly string[], most: number): string {
  const shown = names.slice(0, most).join(", ");
  return names.length > most ? `${shown} ${andMore(names.length - most)}` : shown;
}

/** The first characters of a text; `…` shows that there are more. */
export const shortened = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most).toWellFormed()}…` : text;

/** Characters of a cell that a message quotes. */
export const longestQuote = 60;

/** The same in quotes, with escapes for characters that nobody sees or that look like others. */
export const quoted = (text: string, most = longestQuote): string =>
  visible(JSON.stringify(shortened(text, most)));

/** An empty value as a message shows it. */
export const orEmpty = (text: string): string => text || "(empty)";

/** Seconds between two times in milliseconds, with two decimals. */
export const secondsBetween = (start: number, end: number): number =>
  Math.round((end - start) / 10) / 100;

/** For example `a second`, `8 s`, `10 min`, `1 h 23 min`. */
export function duration(seconds: number): string {
  if (seconds < 1) return "a second";
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** The text in lines of at most so many characters, where its words allow it. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line === "") lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

// The CSV dialect of a sheet, from its first bytes: a report for the same program is written in the same dialect.
import { Buffer } from "node:buffer";
import { isSeparatorLine } from "./file/delimiter.ts";
import { type Dialect, plain } from "./dialect.ts";

/** Enough for the header and the first rows of a wide sheet. */
export const headBytes = 65_536;

/**
 * Line ends, quotes and byte order mark as in the sheet; always UTF-8. A sheet in another encoding comes from a program
 * that does not recognise UTF-8 without the mark, so its report gets the mark.
 */
export function dialectOf(head: Uint8Array, delimiter: string, encoding?: string): Dialect {
  const bytes = Buffer.from(head);
  const wide = wideMark(bytes);
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const text = wide === undefined ? bytes.toString("latin1", mark ? 3 : 0) : wide;
  const newline = /\r\n|\r|\n/.exec(text)?.[0];
  const isOther = encoding !== undefined && !/^utf-?8$/i.test(encoding);
  const lines = text
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== "" && !isSeparatorLine(line))
    .slice(0, 2);
  return {
    ...plain,
    bom: mark || wide !== undefined || isOther,
    newline: newline === "\r\n" || newline === "\r" ? newline : "\n",
    delimiter,
    quoted: lines.length > 0 && lines.every((line) => isQuoted(line, delimiter)),
    guard: "all",
  };
}

/** The text of UTF-16 with a byte order mark; undefined for other bytes. */
function wideMark(bytes: Buffer): string | undefined {
  const even = bytes.subarray(2, bytes.length - (bytes.length % 2));
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return even.toString("utf16le");
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return Buffer.from(even).swap16().toString("utf16le");
  return undefined;
}

/** True if every cell of the line is in quotes. */
function isQuoted(line: string, delimiter: string): boolean {
  const rest = line.replace(/"(?:[^"]|"")*"/g, "").trim();
  const cells = line.match(/"(?:[^"]|"")*"/g)?.length ?? 0;
  return cells > 0 && rest === delimiter.repeat(cells - 1).trim();
}

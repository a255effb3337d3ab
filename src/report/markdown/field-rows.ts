// What would change by field, a row of a table each.
import { fieldLines } from "../lines/fields.ts";
import type { FieldDigest } from "../digest/digest.ts";
import { code, joined, type Markdown, own, prose } from "./markdown.ts";
import { formatCount } from "../../words.ts";

/** Characters of a line about a field. */
const longestLine = 160;

export const fieldRows = (fields: readonly FieldDigest[]): Markdown[] =>
  fields.map((digest) => {
    // The first line has the field and its rows, which are cells of their own here.
    const [, ...details] = fieldLines([digest]);
    const lines = details.map((line) => prose(line.trim().replace(/ {2,}/g, " · "), longestLine));
    return own`| ${code(digest.field)} | ${prose(formatCount(digest.rows))} | ${joined(lines, "<br>")} |`;
  });

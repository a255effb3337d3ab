// The text of a cell and how it stands in a file. Reversible for any text: spreadsheets must not run it as a
// formula, it must stay on one line, and it must not be taken for one of our own marks.
import { isConvertible } from "./echo/convertible.ts";
import { guardInside, unguardInside } from "./inner-guard.ts";

/** What may run as a formula; blanks and quotes before the sign are dropped by some programs. */
const formula = /^(?:[\t\r]|[\s\p{Cf}"']*[=+\-@＝＋－＠])/u;
const mark = /^(?:\s*\[clear\]\s*$|\[text\]|\[date\])/i;
// What a terminal must not get raw, but the tab, which every reader keeps: an export may be written to one.
const control =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
/** Those of them that a workbook cannot hold: it shows the order of letters right to left as it is. */
// oxlint-disable-next-line no-control-regex
const lineBreak = /[\u0000-\u0008\u000a-\u001f\u007f\u0085\u2028\u2029\ufeff]/;

declare const guardedCell: unique symbol;
/** Text that may stand in a file as a cell: made by `toCell` or `keepCell` alone. */
export type Cell = string & { readonly [guardedCell]: true };

const clearMark = "[clear]";
/** True for a cell that says: set this field to nothing; in capitals too. */
export const isClear = (cell: string): boolean =>
  cell.includes("[") && cell.trim().toLowerCase() === clearMark;
/** Says: set this field to nothing. */
export const clearCell = clearMark as Cell;
const textMark = "[text]";
const dateMark = "[date]";

/** As JSON writes it; JSON itself leaves some of these as they are. */
const escaped = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/**
 * What gets an apostrophe: nothing but our own marks; what would run as a formula; whatever a spreadsheet would convert.
 * Each reads the same, since what begins with an apostrophe that could be a guard gets another one at every level.
 */
export type GuardLevel = "none" | "formula" | "all";

/** ASCII without separators that begins with a letter or a digit needs no guard: most cells, and quick to tell. */
const ordinary = /^[0-9A-Za-z][ -+\--:<-{}~]*$/;
const isOrdinary = (text: string): boolean => text === "" || ordinary.test(text);

export function toCell(text: string, level: GuardLevel = "formula"): Cell {
  if (level !== "all" && isOrdinary(text)) return text as Cell;
  const unsafe = level === "none" ? lineBreak : control;
  if (text.search(unsafe) >= 0 || !text.isWellFormed()) return textCell(text);
  const inner = guardInside(text, level === "none");
  return (isGuarded(inner, level) ? `'${inner}` : inner) as Cell;
}

/** In JSON: the signs of formulas behind a separator, with blanks, quotes and backslashes between. */
const innerSign = /([,;|][\p{Zs}\p{Cf}"'\\]*)([=+\-@＝＋－＠])/gu;

function textCell(text: string): Cell {
  const json = JSON.stringify(text)
    .replace(control, escaped)
    .replace(innerSign, (_, before: string, sign: string) => before + escaped(sign));
  return (textMark + json) as Cell;
}

/** What a workbook shows as a date or a time, which says nothing of what somebody typed. */
export function dateCell(text: string): Cell {
  const cell = dateMark + text;
  return isDate(cell) ? (cell as Cell) : toCell(text);
}

function isGuarded(text: string, level: GuardLevel): boolean {
  if (isApostrophe(text) && isGuardable(text.slice(1))) return true;
  if (level === "all") return isGuardable(text);
  return mark.test(text) || (level === "formula" && formula.test(text));
}

/** True for a text that gets an apostrophe at some level. */
const isGuardable = (text: string): boolean =>
  formula.test(text) || mark.test(text) || isConvertible(text);

const isApostrophe = (text: string): boolean => text.charCodeAt(0) === 0x27;

/** A cell of somebody's sheet as it may stand in a file of ours: it reads the same, and cannot run as a formula. */
export function keepCell(cell: string): Cell {
  if (isOrdinary(cell)) return cell as Cell;
  if (isClear(cell)) return clearCell;
  const text = fromCell(cell);
  if (isText(cell)) return textCell(text);
  if (isDate(cell)) return dateCell(text);
  // A code that came with a guard keeps it: the report may be opened in the same spreadsheet.
  const guarded = isApostrophe(cell) ? toCell(text, "all") : undefined;
  return guarded === cell ? guarded : toCell(text);
}

/** Gives back what `toCell` was given; a `[text]` that is not ours is left as it stands. */
export function fromCell(cell: string): string {
  if (isOrdinary(cell)) return cell;
  if (isApostrophe(cell) && isGuardable(cell.slice(1))) return unguardInside(cell.slice(1));
  if (isDate(cell)) return cell.slice(dateMark.length);
  return markedText(cell) ?? unguardInside(cell);
}

/** True for a cell such as `[text]"NULL"`: this very text is meant, whatever it looks like. */
export const isText = (cell: string): boolean => markedText(cell) !== undefined;

/** True for a cell of `dateCell`. */
export const isDate = (cell: string): boolean =>
  cell.startsWith(dateMark) && /^\[date\]\d+[-:][\d:T.Z-]{1,40}$/.test(cell);

function markedText(cell: string): string | undefined {
  if (cell.charCodeAt(0) !== 0x5b) return undefined;
  if (cell.slice(0, textMark.length).toLowerCase() !== textMark) return undefined;
  try {
    const text: unknown = JSON.parse(cell.slice(textMark.length));
    return typeof text === "string" ? text : undefined;
  } catch {
    return undefined; // not written by us: plain text
  }
}

// The text of a cell, and the form in which a file has it. Any text can be read back. The form keeps spreadsheets from
// running the text as a formula, keeps it on one line, and distinguishes it from our own marks.
import { isConvertible } from "./echo/convertible.ts";
import { guardInside, unguardInside } from "./inner-guard.ts";

/** Text that may run as a formula; some programs drop blanks and quotes before the sign. */
const formula = /^(?:[\t\r]|[\s\p{Cf}"']*[=+\-@＝＋－＠])/u;
const mark = /^(?:\s*\[clear\]\s*$|\[text\]|\[date\])/i;
// Characters that must not reach a terminal, because an export may be written to one. All programs keep the tab.
const control =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
/** The control characters that must not be in a workbook; marks for the direction of text do no harm there. */
// oxlint-disable-next-line no-control-regex
const lineBreak = /[\u0000-\u0008\u000a-\u001f\u007f\u0085\u2028\u2029\ufeff]/;

declare const guardedCell: unique symbol;
/** Text that is safe as a cell of a file; only the functions below make it. */
export type Cell = string & { readonly [guardedCell]: true };

const clearMark = "[clear]";
/** True for a cell that clears its field: `[clear]`, in small letters or capitals. */
export const isClear = (cell: string): boolean =>
  cell.includes("[") && cell.trim().toLowerCase() === clearMark;
/** Clears the field. */
export const clearCell = clearMark as Cell;
const textMark = "[text]";
const dateMark = "[date]";

/** The JSON escape; `JSON.stringify` does not escape all of these characters. */
const escaped = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/**
 * Which texts get an apostrophe as a guard. `none`: only our own marks; `formula`: also formulas; `all`: also all texts
 * that a spreadsheet would convert. A text that begins with an apostrophe like a guard gets another one at every level,
 * so cells of all levels are read in the same way.
 */
export type GuardLevel = "none" | "formula" | "all";

/** ASCII without separators that begins with a letter or a digit needs no guard. This quick check covers most cells. */
const ordinary = /^[0-9A-Za-z][ -+\--:<-{}~]*$/;
const isOrdinary = (text: string): boolean => text === "" || ordinary.test(text);

export function toCell(text: string, level: GuardLevel = "formula"): Cell {
  if (level !== "all" && isOrdinary(text)) return text as Cell;
  const unsafe = level === "none" ? lineBreak : control;
  if (text.search(unsafe) >= 0 || !text.isWellFormed()) return textCell(text);
  const inner = guardInside(text, level === "none");
  return (isGuarded(inner, level) ? `'${inner}` : inner) as Cell;
}

/** In JSON: the sign of a formula after a separator, perhaps with blanks, quotes and backslashes between them. */
const innerSign = /([,;|][\p{Zs}\p{Cf}"'\\]*)([=+\-@＝＋－＠])/gu;

function textCell(text: string): Cell {
  const json = JSON.stringify(text)
    .replace(control, escaped)
    .replace(innerSign, (_, before: string, sign: string) => before + escaped(sign));
  return (textMark + json) as Cell;
}

/** A date or time of a workbook: the text that was typed is unknown. */
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

/**
 * A cell of a sheet from elsewhere, made safe for our files: it is read in the same way and cannot run as a formula.
 */
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

/** The text that `toCell` was given; `[text]` without a JSON text behind it is plain text. */
export function fromCell(cell: string): string {
  if (isOrdinary(cell)) return cell;
  if (isApostrophe(cell) && isGuardable(cell.slice(1))) return unguardInside(cell.slice(1));
  if (isDate(cell)) return cell.slice(dateMark.length);
  return markedText(cell) ?? unguardInside(cell);
}

/** True for a cell such as `[text]"NULL"`: exactly this text is meant, even if it looks like a placeholder. */
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

// A simulated Google Sheets: imports a CSV file with "convert text to numbers, dates and formulas" and downloads it again.
// It shows more digits than Excel, and takes one leading apostrophe for its own.
import { Big } from "big.js";
import { type Editing, openAndSave, split } from "./excel.ts";
import { customs, type ExcelLocale } from "./excel-locale.ts";

const plain = {
  ".": /^\s*([+-]?)(\d+)(?:\.(\d+))?\s*$/,
  ",": /^\s*([+-]?)(\d+)(?:,(\d+))?\s*$/,
};

export function importAndDownload(cell: string, locale: ExcelLocale = "en-US"): string {
  if (cell.startsWith("'")) return cell.slice(1);
  const mark = customs[locale].decimal;
  const [, sign, whole = "", part = "0"] = plain[mark].exec(cell) ?? [];
  if (sign === undefined) return openAndSave(cell, locale);
  const value = new Big(`${whole}.${part}`).prec(15, 1);
  const digits = value.toFixed();
  const shown = digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
  return sign === "-" && !value.eq(0) ? `-${shown}` : shown.replace(".", mark);
}

/** The file that Google Sheets leaves: UTF-8 without a byte order mark, commas whatever the locale. */
export function importAndDownloadFile(
  csv: Uint8Array,
  locale: ExcelLocale,
  edit: Editing,
): Uint8Array {
  const type = (text: string): string => importAndDownload(text, locale);
  const shown = split(new TextDecoder().decode(csv), ",").map((row) => row.map(type));
  const lines = edit(shown, type).map((row) => `${row.map(quoted).join(",")}\r\n`);
  return new TextEncoder().encode(lines.join(""));
}

const quoted = (cell: string): string =>
  /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

// A simulated Google Sheets in American English: imports a CSV file with "convert text to numbers, dates and formulas"
// and downloads it again. It shows more digits than Excel, and takes one leading apostrophe for its own.
import { Big } from "big.js";
import { customs } from "./excel-locale.ts";
import { openAndSave } from "./excel.ts";

const plain = /^\s*([+-]?)(\d+)(?:\.(\d+))?\s*$/;

export function importAndDownload(cell: string): string {
  if (cell.startsWith("'")) return cell.slice(1);
  const [, sign, whole = "", part = "0"] = plain.exec(cell) ?? [];
  if (sign === undefined) return openAndSave(cell, "en-US");
  const value = new Big(`${whole}.${part}`).prec(15, 1);
  const digits = value.toFixed();
  const shown = digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
  return sign === "-" && !value.eq(0) ? `-${shown}` : shown.replace(".", customs["en-US"].decimal);
}

// Distinguishes changes that a spreadsheet made to a cell from edits by a person. An echo is the old text in the form
// that Excel, LibreOffice or Google Sheets gave it (decimal mark . or ,), and must never be read as an edit.
import { booleans } from "./booleans.ts";
import { asciiDigits, isCharacterEcho } from "./characters.ts";
import { isDateEcho } from "./date.ts";
import { isFormatEcho } from "./formatted.ts";
import { isFormulaEcho, unquoted } from "./formula.ts";
import { guardInside } from "../inner-guard.ts";
import { numberEcho, type NumberEcho } from "./number.ts";
import { isNumberFormatEcho, isSerialEcho } from "./number-format.ts";

/** What the spreadsheet did to the text; messages are grouped by it. */
export type Echo =
  | NumberEcho
  | "apostrophe"
  | "boolean"
  | "characters"
  | "date"
  | "format"
  | "formula"
  | "line breaks"
  | "number format"
  | "tabs";

const longestWord = 10;
const pythonWords = new Map([
  ["True", true],
  ["False", false],
]);
const onlyTabs = /^\t+$/;

/**
 * What a spreadsheet did to the text `old` if the result can be `seen`; undefined if `seen` must be an edit.
 * Some edits look like echoes and are read as such: zeros removed at either end of a number or added to its decimals, a
 * removed sign, another grouping or decimal mark, a date in another form, a letter replaced by `?`, removed tabs.
 */
export function echoOf(seen: string, old: string): Echo | undefined {
  if (seen === old || old === "") return undefined;
  if (seen.length === old.length + 1 && seen === `'${old}`) return "apostrophe";
  if (old.length === seen.length + 1 && old === `'${seen}`) return "apostrophe";
  if (seen === "") return onlyTabs.test(old) ? "tabs" : undefined;
  if (unquoted(seen) === old) return "formula";
  if (old.length <= longestWord && seen.length <= longestWord) {
    const word = booleans.get(seen) ?? pythonWords.get(seen);
    if (word !== undefined && word === booleans.get(old.trim().toUpperCase())) return "boolean";
  }
  const number = numberEcho(seen, asciiDigits(old));
  if (number !== undefined) return number;
  if (isDateEcho(seen, old) || isSerialEcho(seen, old)) return "date";
  if (isNumberFormatEcho(seen, asciiDigits(old))) return "number format";
  if (isFormatEcho(seen, old)) return "format";
  if (isFormulaEcho(seen, old)) return "formula";
  const loss = lossIn(seen, old);
  if (loss !== undefined) return loss;
  // A guard inside the text stays if the separator or the sign next to it was lost.
  const guarded = guardInside(old);
  return guarded === old ? undefined : lossIn(seen, guarded);
}

function lossIn(seen: string, old: string): Echo | undefined {
  if (isCharacterEcho(seen, old)) return "characters";
  // An apostrophe before a lost character is no longer recognised as a guard.
  if (seen.startsWith("'") && isCharacterEcho(seen.slice(1), old)) return "characters";
  if (old.includes("\r") && old.replace(/\r\n?/g, "\n") === seen) return "line breaks";
  return old.includes("\t") && isWithoutTabs(seen, old) ? "tabs" : undefined;
}

/** LibreOffice saves an ODS without its tabs; an apostrophe before a tab stays. */
function isWithoutTabs(seen: string, old: string): boolean {
  const bare = old.replaceAll("\t", "");
  return seen === bare || seen === `'${bare}`;
}

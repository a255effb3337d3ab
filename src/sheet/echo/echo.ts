// Tells what a spreadsheet has made of a cell from what a person has made of it: an echo is the old text still,
// and must never be taken for an edit. It knows Excel, LibreOffice and Google Sheets in any language with . or , as its mark.
import { booleans } from "./booleans.ts";
import { asciiDigits, isCharacterEcho } from "./characters.ts";
import { isDateEcho } from "./date.ts";
import { isFormatEcho } from "./formatted.ts";
import { isFormulaEcho, unquoted } from "./formula.ts";
import { guardInside } from "../inner-guard.ts";
import { numberEcho, type NumberEcho } from "./number.ts";
import { isNumberFormatEcho, isSerialEcho } from "./number-format.ts";

/** What was done to the text, to group and to word messages by. */
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
 * What a spreadsheet did, where `seen` is only what it makes of the text `old` that nobody edited.
 * Some edits look the same and are taken for echoes: zeros taken away at either end of a number or added behind its
 * decimal mark, a sign taken away, grouping or a mark changed, a date written out, a letter replaced by `?`, tabs taken out.
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
  // A guard inside the text stays where the separator or the sign beside it was lost.
  const guarded = guardInside(old);
  return guarded === old ? undefined : lossIn(seen, guarded);
}

function lossIn(seen: string, old: string): Echo | undefined {
  if (isCharacterEcho(seen, old)) return "characters";
  // The guard before a character that was lost no longer looks like one.
  if (seen.startsWith("'") && isCharacterEcho(seen.slice(1), old)) return "characters";
  if (old.includes("\r") && old.replace(/\r\n?/g, "\n") === seen) return "line breaks";
  return old.includes("\t") && isWithoutTabs(seen, old) ? "tabs" : undefined;
}

/** LibreOffice saves an ODS without its tabs; the apostrophe that stood before one stays. */
function isWithoutTabs(seen: string, old: string): boolean {
  const bare = old.replaceAll("\t", "");
  return seen === bare || seen === `'${bare}`;
}

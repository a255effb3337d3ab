// Chooses the worksheet to read. A person edits what is visible, so a hidden one is never read; and where two could be
// meant, nobody but that person knows which.
import { quoted } from "../../words.ts";
import { sheetName } from "../frame.ts";
import { Unreadable } from "../unreadable.ts";
import type { Sheet } from "./book.ts";

/** Names that count before others: that of our exports, and that in files of Matrixify, next to a summary. */
const usualNames = [sheetName, "products"];
/** Characters of a sheet's name; Excel allows no more. */
const longestName = 31;
/** Sheets that a message names. */
const mostNamed = 10;

/**
 * The one worksheet to read; `hasTitles` says of one whether its first rows have titles of items. Throws an Unreadable
 * if it is not certain which one is meant.
 */
export async function chooseSheet(
  sheets: readonly Sheet[],
  hasTitles: (sheet: Sheet) => Promise<boolean>,
): Promise<Sheet> {
  const visible = sheets.filter((sheet) => sheet.visible);
  const [first, second] = visible;
  if (first === undefined) throw new Unreadable("it shows no worksheet; unhide the one to read");
  if (second === undefined) return first;
  const named = called(visible);
  if (named === undefined) throw new Unreadable(noneNamed(visible, called(sheets)));
  // Two names may be of one part.
  const others = new Map(visible.map((sheet) => [sheet.target, sheet]));
  others.delete(named.target);
  const rivals: Sheet[] = [];
  for (const sheet of others.values()) if (await hasTitles(sheet)) rivals.push(sheet);
  if (rivals.length === 0) return named;
  const names = namesOf([named, ...rivals]);
  throw new Unreadable(
    `it has ${rivals.length + 1} worksheets with titles of items, ${names}; delete or hide those that are not to be read`,
  );
}

const called = (sheets: readonly Sheet[]): Sheet | undefined =>
  usualNames
    .map((wanted) => sheets.find(({ name }) => name.toLowerCase() === wanted))
    .find((sheet) => sheet !== undefined);

const nameOf = ({ name }: Sheet): string => quoted(name, longestName);

function namesOf(sheets: readonly Sheet[]): string {
  const names = sheets.slice(0, mostNamed).map(nameOf);
  return [...names, ...(sheets.length > mostNamed ? ["…"] : [])].join(", ");
}

function noneNamed(visible: readonly Sheet[], hidden: Sheet | undefined): string {
  const some = `it has ${visible.length} worksheets, ${namesOf(visible)}`;
  if (hidden === undefined) {
    return `${some}, and none is named "${sheetName}"; name the one to read "${sheetName}", or save it alone`;
  }
  return `${some}, and ${nameOf(hidden)} is hidden; hide or delete all but the one to read, or save it alone`;
}

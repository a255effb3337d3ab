// What to do about cells that have been damaged, or may be: which setting of which program did it, and the way round.
import { mistakeKinds, wayOn } from "../plan/mistake.ts";
import type { Group } from "../plan/tally.ts";

const asText =
  "a spreadsheet took the column for numbers: export with --for excel, libreoffice or sheets, or set the column to Text when the file is opened";

const advice: Partial<Record<Group["kind"], string>> = {
  zeros: asText,
  exponent: asText,
  digits: asText,
  thousands: `${asText}; --locale writes costs with the decimal mark of the program`,
  decimal: `${asText}; --locale writes costs with the decimal mark of the program`,
  date: "a spreadsheet took the cells for dates: export with --for excel, libreoffice or sheets, or set the column to Text when the file is opened",
  format:
    "a spreadsheet took the cells for amounts, percentages or fractions: export with --for excel, libreoffice or sheets, or set the column to Text when the file is opened",
  tabs: "OpenDocument drops tabs: save as XLSX or CSV",
  ruined:
    "a spreadsheet has lost what was there: take these cells from an earlier copy or a new export",
  characters:
    'the file was saved in an encoding without these letters: save it as "CSV UTF-8", or as XLSX',
  id_lost:
    "a spreadsheet has shortened the ids: export again with the column admin_graphql_api_id, which keeps them, or with --for excel",
  id_rescued: "a spreadsheet has shortened the ids; --for excel keeps them",
};

const isMistake = ({ kind }: Group): boolean => mistakeKinds.some((one) => one === kind);

/** One line for the group, and another one where there is something to do about it. */
export function viewGroup(group: Group): string[] {
  const { column, kind, cells, line, text } = group;
  if (isMistake(group)) {
    const rows = `${cells.toLocaleString("en")} ${cells === 1 ? "row" : "rows"}`;
    return [`column "${column}": ${rows} would get ${text}, line ${line} first`, `  ${wayOn}`];
  }
  const count =
    cells === 1 ? `line ${line}` : `${cells.toLocaleString("en")} cells, line ${line} first`;
  const what = [`${column}: ${count}: ${text}`];
  const todo = advice[kind];
  return todo === undefined ? what : [...what, `  ${todo}`];
}

// What to do about damaged cells: which setting of which program damaged them, and how to avoid it.
import type { CellGroup } from "../plan/tally.ts";

const keepAsText =
  "export with --for excel, libreoffice or sheets, or set the column to Text when you open the file";
const readAsNumbers = `a spreadsheet read the column as numbers: ${keepAsText}`;
const readWithDecimals = `${readAsNumbers}; --locale writes costs with the decimal mark of the program`;

const advice: Partial<Record<CellGroup["kind"], string>> = {
  zeros: readAsNumbers,
  exponent: readAsNumbers,
  digits: readAsNumbers,
  thousands: readWithDecimals,
  decimal: readWithDecimals,
  date: `a spreadsheet read the cells as dates: ${keepAsText}`,
  format: `a spreadsheet read the cells as amounts, percentages or fractions: ${keepAsText}`,
  "number format":
    "the column has a number format, or a program wrote it as numbers: set the column to Text when you open the file",
  emptied: "write [clear] into these cells to clear them",
  tabs: "OpenDocument drops tabs: save as XLSX or CSV",
  ruined:
    "a spreadsheet has destroyed the values: copy these cells from an earlier version or a new export",
  characters:
    'the file was saved in an encoding without these letters: save it as "CSV UTF-8", or as XLSX',
  id_lost:
    "a spreadsheet has shortened the ids: export again with the column admin_graphql_api_id, which keeps them, or with --for excel",
  id_rescued: "a spreadsheet has shortened the ids; --for excel keeps them",
};

/** What to do about cells with this kind of warning or complaint; undefined if their text says it all. */
export const adviceFor = (kind: CellGroup["kind"]): string | undefined => advice[kind];

// What to do about damaged cells: which setting of which program damaged them, and how to avoid it.
import { mistakeKinds, allowHeldHint } from "../plan/mistake.ts";
import type { Group } from "../plan/tally.ts";
import { counted, type LineWord } from "../words.ts";

const keepAsText =
  "export with --for excel, libreoffice or sheets, or set the column to Text when you open the file";
const readAsNumbers = `a spreadsheet read the column as numbers: ${keepAsText}`;
const readWithDecimals = `${readAsNumbers}; --locale writes costs with the decimal mark of the program`;

const advice: Partial<Record<Group["kind"], string>> = {
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

const isMistake = ({ kind }: Group): boolean => mistakeKinds.some((one) => one === kind);

/** One line for the group, and a second one if there is advice. */
export function viewGroup(group: Group, lineWord: LineWord = "line"): string[] {
  const { column, kind, cells, line, text, texts, rule } = group;
  if (isMistake(group)) {
    const rows = counted(cells, "row");
    return [
      `column "${column}": ${rows} would get ${text}, first in ${lineWord} ${line}`,
      `  ${allowHeldHint}`,
    ];
  }
  if (rule !== undefined) {
    const read = `${counted(cells, kind === "rounded" || kind === "currency_sign" ? "cost" : "cell")} ${rule}`;
    return [`${column}: ${read}, ${cells === 1 ? "" : "first "}in ${lineWord} ${line}: ${text}`];
  }
  const often = (texts ?? []).filter((said) => said.cells > 1);
  if (often.length > 0)
    return viewTexts(`${column}: ${counted(cells, "cell")}`, cells, often, lineWord);
  const where =
    cells === 1 ? `${lineWord} ${line}` : `${counted(cells, "cell")}, first in ${lineWord} ${line}`;
  const found = `${column}: ${where}: ${text}`;
  const todo = advice[kind];
  return todo === undefined ? [found] : [found, `  ${todo}`];
}

/** Texts of a group that are shown separately. */
const mostTexts = 5;

/** Texts that are in several cells, the most frequent first: they can be fixed together. */
function viewTexts(
  title: string,
  cells: number,
  texts: NonNullable<Group["texts"]>,
  lineWord: LineWord,
): string[] {
  const shown = texts.toSorted((one, other) => other.cells - one.cells).slice(0, mostTexts);
  const rest = cells - shown.reduce((sum, said) => sum + said.cells, 0);
  return [
    title,
    ...shown.map(
      (said) => `  ${counted(said.cells, "cell")}, first in ${lineWord} ${said.line}: ${said.text}`,
    ),
    ...(rest > 0 ? [`  ${counted(rest, "cell")} with something else`] : []),
  ];
}

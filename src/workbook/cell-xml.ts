// Writes rows as the XML of a worksheet. A text is always stored as text, even if it looks like a number or formula.
import { columnName } from "../sheet/file/row-widths.ts";
import { WorkbookLimitError } from "./workbook-limit-error.ts";

export interface WorkbookColumn {
  readonly name: string;
  /**
   * A `number` is stored as a number if it loses no digit by that; all other cells are text, also `true` and `false`.
   */
  readonly kind: "text" | "number" | "flag" | "country";
  /** Only a mark for people: the cells can be edited. */
  readonly readOnly: boolean;
}

/** The text of a cell; as an object, it is stored as text even if it could be a number. */
export type WorkbookCell = string | { readonly text: string };

export const textOf = (cell: WorkbookCell | undefined): string =>
  typeof cell === "object" ? cell.text : (cell ?? "");

/** Positions in the list of styles, which `frame.ts` writes. */
export const style = { text: 1, readOnly: 2, header: 3, readOnlyHeader: 4, number: 5, decimal: 6 };

/** Excel cuts longer cells and reports the file as damaged. */
const longestCell = 32_767;
const numberDigits = 15;

/** The style of a column, for filled and empty cells. */
export function columnStyle({ kind, readOnly }: WorkbookColumn): number {
  if (readOnly) return style.readOnly;
  return kind === "number" ? style.number : style.text;
}

export function headerXml(columns: readonly WorkbookColumn[]): string {
  const cells = columns.map(({ name, readOnly }, at) =>
    textCell(`${columnName(at)}1`, readOnly ? style.readOnlyHeader : style.header, name),
  );
  return `<row r="1">${cells.join("")}</row>`;
}

/** A row of a worksheet; `row` is counted from 1. */
export function rowXml(
  row: number,
  cells: readonly WorkbookCell[],
  columns: readonly WorkbookColumn[],
): string {
  let xml = `<row r="${row}">`;
  for (const [at, column] of columns.entries()) {
    const cell = cells[at];
    const text = textOf(cell);
    const place = columnName(at) + row;
    if (text === "") continue;
    if (text.length > longestCell) {
      throw new WorkbookLimitError(
        `${column.name} in row ${row} has ${text.length} characters, but a cell can have only ${longestCell}`,
      );
    }
    xml +=
      columnStyle(column) === style.number && typeof cell === "string" && isExactNumber(text)
        ? `<c r="${place}" s="${text.includes(".") ? style.decimal : style.number}"><v>${text}</v></c>`
        : textCell(place, columnStyle(column), text);
  }
  return `${xml}</row>`;
}

/** True if a number in a spreadsheet keeps all digits of the text. */
function isExactNumber(text: string): boolean {
  return /^(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) && text.replace(".", "").length <= numberDigits;
}

const textCell = (place: string, style: number, text: string): string =>
  `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;

const special = /[&<>]/g;
const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
// Characters that XML does not allow, carriage returns, which XML reads as line feeds, halves of a character, and text
// that looks like such an escape.
const unsafe =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|_(?=x[\da-f]{4}_)/gi;

/** Text as XML; characters that XML does not allow become escapes of spreadsheets such as `_x000D_`. */
export function xmlText(text: string): string {
  return text
    .replace(unsafe, (unit) => {
      const code = unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
      return `_x${code}_`;
    })
    .replace(special, (character) => entities[character] ?? "");
}

/** Reverses the escapes of `xmlText`; the XML parser has already read the entities. */
export function fromEscapes(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([\da-f]{4})_/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

// Rows as the XML of a worksheet. Text is text there, whatever it looks like.
import { WorkbookLimitError } from "./workbook-limit-error.ts";

export interface WorkbookColumn {
  readonly name: string;
  /** `number` is a true number where no digit is lost by it; all others are text, a flag `true` or `false`. */
  readonly kind: "text" | "number" | "flag" | "country";
  /** Marked as such; nothing keeps a person from writing into it. */
  readonly readOnly: boolean;
}

/** The text of a cell; with `text` it stays a text, also where it could be a number. */
export type WorkbookCell = string | { readonly text: string };

export const textOf = (cell: WorkbookCell | undefined): string =>
  typeof cell === "object" ? cell.text : (cell ?? "");

/** Places in the list of styles, which `frame.ts` writes. */
export const style = { text: 1, readOnly: 2, header: 3, readOnlyHeader: 4, number: 5, decimal: 6 };

/** Excel repairs, that is cuts, a cell of more. */
const longestCell = 32_767;
const numberDigits = 15;

/** The style of a column's cells, written and still empty ones. */
export function columnStyle({ kind, readOnly }: WorkbookColumn): number {
  if (readOnly) return style.readOnly;
  return kind === "number" ? style.number : style.text;
}

/** `A` for 0. */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}

export function headerXml(columns: readonly WorkbookColumn[]): string {
  const cells = columns.map(({ name, readOnly }, at) =>
    textCell(`${columnName(at)}1`, readOnly ? style.readOnlyHeader : style.header, name),
  );
  return `<row r="1">${cells.join("")}</row>`;
}

/** A row of a worksheet, its number counted from 1. */
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
        `${column.name} in row ${row} has ${text.length} characters, and a cell takes ${longestCell}`,
      );
    }
    xml +=
      columnStyle(column) === style.number && typeof cell === "string" && isExactNumber(text)
        ? `<c r="${place}" s="${text.includes(".") ? style.decimal : style.number}"><v>${text}</v></c>`
        : textCell(place, columnStyle(column), text);
  }
  return `${xml}</row>`;
}

/** True where a spreadsheet's number has every digit of the text. */
function isExactNumber(text: string): boolean {
  return /^(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) && text.replace(".", "").length <= numberDigits;
}

const textCell = (place: string, style: number, text: string): string =>
  `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;

const special = /[&<>]/g;
const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
// What XML cannot hold, the carriage return that it would turn into a line feed, halves of a character, and text that
// looks like such an escape itself.
const unsafe =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|_(?=x[\da-f]{4}_)/gi;

/** Text as XML, by the escapes `_x000D_` that spreadsheets have for what XML has no room for. */
export function xmlText(text: string): string {
  return text
    .replace(unsafe, (unit) => {
      const code = unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
      return `_x${code}_`;
    })
    .replace(special, (character) => entities[character] ?? "");
}

/** Gives back what `xmlText` escaped; the entities are the XML parser's. */
export function fromEscapes(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replace(/_x([\da-f]{4})_/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

// The header line: which column holds which field, and what is wrong with it.
import { closestMatch } from "leven";
import { fromCell } from "./cell.ts";
import { type FieldName, fieldNames, fields, isFieldName } from "../item/fields.ts";

interface Column {
  readonly index: number;
  readonly name: FieldName;
}

export interface Header {
  readonly names: readonly string[];
  /** Index of the `id` column. */
  readonly id: number;
  /** Index of the `updated_at` column, where there is one. */
  readonly updatedAt: number | undefined;
  /** The columns that may bring changes, in the sheet's order. */
  readonly writable: readonly Column[];
  /** The others of them, which somebody has asked to leave out. */
  readonly leftOut: readonly Column[];
}

const resultPrefix = "result_";

/**
 * Reads the header line; faults are handed to `onFault`, and the header is then of no use. Where `only` is given, no
 * other column brings changes.
 */
export function readHeader(
  cells: readonly string[],
  onFault: (what: string) => void,
  only?: readonly FieldName[],
): Header {
  const names = cells.map((cell) => cell.trim());
  const columns: Column[] = [];
  for (const [index, name] of names.entries()) {
    if (name === "") onFault(`column ${index + 1} has no name`);
    else if (names.indexOf(name) < index) onFault(`column "${name}" stands twice`);
    else if (isFieldName(name)) columns.push({ index, name });
    else if (!name.startsWith(resultPrefix)) onFault(unknown(name));
  }
  const indexOf = (name: FieldName): number | undefined =>
    columns.find((column) => column.name === name)?.index;
  if (indexOf("id") === undefined) {
    onFault(`no column "id"; the header is ${JSON.stringify(names.join(","))}`);
  }
  for (const name of only ?? []) {
    if (indexOf(name) === undefined) onFault(`no column "${name}", which --only names`);
  }
  const writable = columns.filter((column) => fields[column.name].writable);
  const wanted = ({ name }: Column): boolean => only === undefined || only.includes(name);
  return {
    names,
    id: indexOf("id") ?? -1,
    updatedAt: indexOf("updated_at"),
    writable: writable.filter(wanted),
    leftOut: writable.filter((column) => !wanted(column)),
  };
}

function unknown(name: string): string {
  const text = name.toLowerCase().replaceAll(" ", "_");
  const near = closestMatch(text, fieldNames, { maxDistance: Math.floor(text.length / 2) });
  const advice =
    near === undefined ? `known are ${fieldNames.join(", ")}` : `did you mean "${near}"`;
  return `unknown column "${name}"; ${advice}`;
}

/** The text of a row's id cell, which need not be an id. */
export function idOf(cells: readonly string[], header: Header): string {
  return fromCell(cells[header.id] ?? "").trim();
}

/** The indexes of a sheet's own columns: all but those that an earlier results report has added. */
export function ownColumns(cells: readonly string[]): number[] {
  return cells.flatMap((cell, index) => (cell.trim().startsWith(resultPrefix) ? [] : [index]));
}

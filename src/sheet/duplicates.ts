// Rows with the same id: either one of them has all the edits of the others, or they contradict each other.
import { isClear } from "./cell.ts";
import { fieldOf, isAdded } from "./column.ts";
import type { Header } from "./titles/header.ts";
import type { Row } from "./row.ts";

export interface Duplicate {
  /** The first of its lines; `count` is the number of all. */
  readonly lines: number[];
  count: number;
  /** The line that has all the edits of these rows; undefined if there is none. */
  lineWithAll: number | undefined;
}

/** One more than a message shows. */
const keptLines = 6;

export type DuplicatesById = ReadonlyMap<string, Duplicate>;

/** Reads the sheet again if an id is repeated. With `blankAsks`, an empty cell may clear a value. */
export async function duplicatesAmong(
  read: () => AsyncIterable<readonly Row[]>,
  header: Header,
  repeated: ReadonlySet<string>,
  blankAsks: boolean,
): Promise<DuplicatesById> {
  const found = new Map<string, Duplicate>();
  if (repeated.size === 0) return found;
  const joinedById = new Map<string, JoinedEdits>();
  const compare = (row: Row): void => {
    const { line } = row;
    const { id } = row.key;
    if (!repeated.has(id)) return;
    const duplicate = found.get(id) ?? { lines: [], count: 0, lineWithAll: undefined };
    const joined = joinedById.get(id) ?? new JoinedEdits();
    if (duplicate.lines.length < keptLines) duplicate.lines.push(line);
    duplicate.count += 1;
    duplicate.lineWithAll = joined.add(line, editsOf(row, header, blankAsks));
    found.set(id, duplicate);
    joinedById.set(id, joined);
  };
  for await (const rows of read()) rows.forEach(compare);
  return found;
}

/** The edits of several rows together. */
class JoinedEdits {
  readonly #values: string[] = [];
  #lineWithAll: number | undefined;
  #contradicts = false;

  /** Adds a row; returns the line that has all the edits so far, or undefined if there is none. */
  add(line: number, edits: readonly string[]): number | undefined {
    let isMore = this.#lineWithAll === undefined;
    let isLess = false;
    for (const [at, value] of edits.entries()) {
      const other = this.#values[at] ?? "";
      if (value === other) continue;
      if (value === "") isLess = true;
      else if (other === "") {
        this.#values[at] = value;
        isMore = true;
      } else this.#contradicts = true;
    }
    if (isMore) this.#lineWithAll = isLess ? undefined : line;
    return this.#contradicts ? undefined : this.#lineWithAll;
  }
}

/** A text for each column, empty if the cell is no edit; in canonical form, so that `25` and `25.00` are equal. */
function editsOf(row: Row, header: Header, blankAsks: boolean): string[] {
  return header.writable.map((meant) => {
    const column = row.columnIn(meant);
    const field = fieldOf(column);
    const cell = row.cell(column.index);
    const text = row.text(column.index);
    if (text.trim() === "") return blankAsks && !isAdded(column) ? "blank" : "";
    if (isClear(cell)) return "clear";
    const reading = field.read(text);
    return "value" in reading
      ? `value ${JSON.stringify(field.canonical(reading.value))}`
      : `text ${text}`;
  });
}

// Rows that share an id: whether one of them asks for all that the others ask for, and is enough, or they contradict
// each other.
import { isClear } from "./cell.ts";
import { fieldOf } from "./column.ts";
import type { Header } from "./titles/header.ts";
import type { Row } from "./row.ts";

export interface Duplicate {
  /** The first of its lines; `count` tells how many there are. */
  readonly lines: number[];
  count: number;
  /** The line that asks for all that any of them asks for; undefined where there is none. */
  enough: number | undefined;
}

/** One more than a message names. */
const keptLines = 6;

export type Duplicates = ReadonlyMap<string, Duplicate>;

/** Reads the sheet once more, unless no id is repeated. With `blankAsks` an empty cell may clear a value. */
export async function duplicatesAmong(
  read: () => AsyncIterable<readonly Row[]>,
  header: Header,
  repeated: ReadonlySet<string>,
  blankAsks = false,
): Promise<Duplicates> {
  const found = new Map<string, Duplicate>();
  if (repeated.size === 0) return found;
  const wishes = new Map<string, JoinedWish>();
  const compare = (row: Row): void => {
    const { line } = row;
    const { id } = row.key;
    if (!repeated.has(id)) return;
    const duplicate = found.get(id) ?? { lines: [], count: 0, enough: undefined };
    const joined = wishes.get(id) ?? new JoinedWish();
    if (duplicate.lines.length < keptLines) duplicate.lines.push(line);
    duplicate.count += 1;
    duplicate.enough = joined.add(line, wishOf(row, header, blankAsks));
    found.set(id, duplicate);
    wishes.set(id, joined);
  };
  for await (const rows of read()) rows.forEach(compare);
  return found;
}

/** What several rows ask for together. */
class JoinedWish {
  readonly #wish: string[] = [];
  #enough: number | undefined;
  #contradicts = false;

  /** The line of a row that asks for all of it, so far; undefined where there is none. */
  add(line: number, wish: readonly string[]): number | undefined {
    let isMore = this.#enough === undefined;
    let isLess = false;
    for (const [at, value] of wish.entries()) {
      const other = this.#wish[at] ?? "";
      if (value === other) continue;
      if (value === "") isLess = true;
      else if (other === "") {
        this.#wish[at] = value;
        isMore = true;
      } else this.#contradicts = true;
    }
    if (isMore) this.#enough = isLess ? undefined : line;
    return this.#contradicts ? undefined : this.#enough;
  }
}

/** What a row asks for, a text for each column, in canonical form: `25` and `25.00` are one. Empty asks for nothing. */
function wishOf(row: Row, header: Header, blankAsks: boolean): string[] {
  return header.writable.map((column) => {
    const field = fieldOf(column);
    const cell = row.cell(column.index);
    const text = row.text(column.index);
    if (text.trim() === "") return blankAsks ? "blank" : "";
    if (isClear(cell)) return "clear";
    const reading = field.read(text);
    return "value" in reading
      ? `value ${JSON.stringify(field.canonical(reading.value))}`
      : `text ${text}`;
  });
}

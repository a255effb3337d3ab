// Rows that share an id: whether they ask for the same, so that one of them is enough, or contradict each other.
import { fromCell, isClear } from "./cell.ts";
import { fieldOf } from "./column.ts";
import type { Header } from "./header.ts";
import { headerFor, idOf } from "./identity.ts";
import type { Row } from "./records.ts";

export interface Duplicate {
  /** The first of its lines; `count` tells how many there are. */
  readonly lines: number[];
  count: number;
  /** True while every row asks for the same values. */
  same: boolean;
}

/** One more than a message names. */
const keptLines = 6;

export type Duplicates = ReadonlyMap<string, Duplicate>;

/** Reads the sheet once more, unless no id is repeated. */
export async function duplicatesAmong(
  read: () => AsyncIterable<readonly Row[]>,
  header: Header,
  repeated: ReadonlySet<string>,
): Promise<Duplicates> {
  const found = new Map<string, Duplicate>();
  if (repeated.size === 0) return found;
  const wishes = new Map<string, string>();
  const compare = ({ line, cells }: Row): void => {
    const id = idOf(cells, headerFor(cells, header));
    if (!repeated.has(id)) return;
    const wish = wishOf(cells, header);
    const duplicate = found.get(id);
    if (duplicate === undefined) {
      found.set(id, { lines: [line], count: 1, same: true });
      wishes.set(id, wish);
    } else {
      if (duplicate.lines.length < keptLines) duplicate.lines.push(line);
      duplicate.count += 1;
      duplicate.same &&= wishes.get(id) === wish;
    }
  };
  for await (const rows of read()) rows.forEach(compare);
  return found;
}

/** What a row asks for, in canonical form: `25` and `25.00` ask for the same cost. */
function wishOf(cells: readonly string[], header: Header): string {
  const wish = header.writable.map((column) => {
    const field = fieldOf(column);
    const cell = cells[column.index] ?? "";
    const text = fromCell(cell);
    if (text.trim() === "") return "";
    if (isClear(cell)) return [];
    const reading = field.read(text);
    return "value" in reading ? [field.canonical(reading.value)] : text;
  });
  return JSON.stringify(wish);
}

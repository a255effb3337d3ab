// Rows and ids in batches of as many as a transport asks for in one request, with the items of several batches read
// ahead.
import { pMapIterable } from "p-map";
import type { Item } from "../item/fields.ts";
import type { Beside } from "./shop.ts";

/** The most rows in one batch; it matters only if thousands of rows need no item. */
const mostRows = 5_000;
/** Batches, and ids, that are read or wait for their turn: enough to hide the latency of a shop far away. */
const mostAhead = 10;
const idsAhead = 1_250;

interface Reading {
  /** The most ids in one batch. */
  readonly size: number;
  readonly items: (ids: readonly string[]) => Promise<ReadonlyMap<string, Item>>;
}

/** The rows in their order, beside their items. An error is thrown after all rows before it. */
export function beside<Row>(
  rows: AsyncIterable<readonly Row[]>,
  idOf: (row: Row) => string | undefined,
  { size, items }: Reading,
): AsyncIterable<Beside<Row>> {
  async function* batches(): AsyncGenerator<{ rows: Row[]; ids: string[] }> {
    let batch: { rows: Row[]; ids: string[] } = { rows: [], ids: [] };
    for await (const some of rows) {
      for (const row of some) {
        batch.rows.push(row);
        const id = idOf(row);
        if (id !== undefined) batch.ids.push(id);
        if (batch.ids.length < size && batch.rows.length < mostRows) continue;
        yield batch;
        batch = { rows: [], ids: [] };
      }
    }
    if (batch.rows.length > 0) yield batch;
  }
  const read = async ({ rows, ids }: { rows: Row[]; ids: string[] }): Promise<Beside<Row>> => ({
    rows,
    items: await items(ids),
  });
  const concurrency = Math.min(mostAhead, Math.ceil(idsAhead / size));
  return pMapIterable(batches(), read, { concurrency });
}

/** The elements in groups of `size`; the last group may be smaller. */
export async function* inGroups<T>(
  all: Iterable<T> | AsyncIterable<T>,
  size: number,
): AsyncGenerator<T[]> {
  let group: T[] = [];
  for await (const element of all) {
    group.push(element);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

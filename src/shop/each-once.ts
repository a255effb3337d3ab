// The ids of a walk, each where it is first seen: an item is stocked at several locations, and a page may come twice.
import type { IdSet } from "../item/id-set.ts";

/** `seen` gathers them, and what it held before is left out. */
export async function* eachOnce(ids: AsyncIterable<string>, seen: IdSet): AsyncGenerator<string> {
  for await (const id of ids) if (seen.add(id)) yield id;
}

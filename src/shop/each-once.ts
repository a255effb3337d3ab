// Removes repeated ids: an item is stocked at several locations, and a page may come twice.
import type { IdSet } from "../item/id-set.ts";

/** Ids that are in `seen` are left out; new ones are added to it. */
export async function* eachOnce(ids: AsyncIterable<string>, seen: IdSet): AsyncGenerator<string> {
  for await (const id of ids) if (seen.add(id)) yield id;
}

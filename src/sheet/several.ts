// The items with the same SKU; mostly there is only one.

/** Items that share a SKU. */
export interface Several {
  readonly ids: string[];
  count: number;
}

/** Ids that are kept for a message. */
const keptIds = 5;

/** Adds an item; the result is only its id if it is the first. */
export function together(found: string | Several | undefined, id: string): string | Several {
  if (found === undefined) return id;
  if (typeof found === "string") return { ids: [found, id], count: 2 };
  found.count += 1;
  if (found.ids.length < keptIds) found.ids.push(id);
  return found;
}

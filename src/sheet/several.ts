// The items that have one SKU: mostly one.

/** Items that share a SKU. */
export interface Several {
  readonly ids: string[];
  count: number;
}

/** Ids of one SKU that are kept for a message. */
const keptIds = 5;

/** With one more item: its id where it is the first. */
export function together(found: string | Several | undefined, id: string): string | Several {
  if (found === undefined) return id;
  if (typeof found === "string") return { ids: [found, id], count: 2 };
  found.count += 1;
  if (found.ids.length < keptIds) found.ids.push(id);
  return found;
}

// Lists that end before the page becomes too large, whatever their texts are.
import { type Html, sizeOf } from "./html.ts";

/** The page is smaller than this. */
export const mostBytes = 3_000_000;

export interface Filled {
  readonly shown: readonly Html[];
  /** Items that found no room. */
  readonly left: number;
  readonly bytes: number;
}

/** Writes items until there are enough, or until the next one does not fit. */
export function fill<T>(
  items: readonly T[],
  most: { readonly bytes: number; readonly items?: number },
  write: (item: T) => Html,
): Filled {
  const shown: Html[] = [];
  let bytes = 0;
  for (const item of items.slice(0, most.items)) {
    const markup = write(item);
    const size = sizeOf(markup);
    if (bytes + size > most.bytes) break;
    bytes += size;
    shown.push(markup);
  }
  return { shown, left: items.length - shown.length, bytes };
}

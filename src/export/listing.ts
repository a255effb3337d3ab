// Which items a command is to read: those of a list of ids, or the whole store by one of its sources.
import { ExitError } from "../exit-code.ts";
import type { Host } from "../host/host.ts";
import type { IdSet } from "../item/id-set.ts";
import { readIds } from "./ids.ts";
import { type IdSource, idSources } from "../shop/shop.ts";

export interface ListingFlags {
  readonly ids?: string;
  readonly source?: string;
}

export interface Listing {
  /** In the order in which they are to be read, each once. Absent: the whole store. */
  readonly ids?: IdSet;
  readonly source: IdSource;
}

/** Throws an ExitError 2 where a flag cannot be read, and a SheetError where the ids cannot. */
export async function readListing({ ids, source }: ListingFlags, host: Host): Promise<Listing> {
  const known = readSource(source);
  if (ids === undefined) return { source: known };
  if (source !== undefined) {
    throw new ExitError(
      2,
      "Cannot use --source beside --ids: the ids say which items; --source is for the whole store",
    );
  }
  return { source: known, ids: await readIds(ids, host) };
}

/** Throws an ExitError 2 where there is no such source. */
export function readSource(flag = "locations"): IdSource {
  const known = idSources.find((one) => one === flag);
  if (known !== undefined) return known;
  throw new ExitError(2, `Cannot use --source ${flag}: wanted ${idSources.join(" or ")}`);
}

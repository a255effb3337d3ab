// One request, as the resolvers see it.
import type { Shop } from "../call.ts";
import type { Bulk } from "./bulk/bulk.ts";
import { accessDenied } from "./request/request-error.ts";
import type { Draft } from "./update/draft.ts";
import type { SearchNote } from "./search/search-note.ts";

export interface Visit {
  readonly shop: Shop;
  readonly draft: Draft;
  readonly allows: (scope: string) => boolean;
  /** What was wrong with the search texts so far. */
  readonly searches: SearchNote[];
  readonly bulk: Bulk;
  /** How the connections of a bulk query are read; other requests read them as they ask for them. */
  readonly readConnection?: ReadConnection;
}

type Arguments = Readonly<Record<string, unknown>>;

/** Reads a connection with other arguments than those of the request. */
export type ReadConnection = (
  isRoot: boolean,
  args: Arguments,
  read: (args: Arguments) => unknown,
) => unknown;

/** Throws unless the token has one of the scopes; `also` is a sentence that the message has in addition. */
export function demand(
  { allows }: Visit,
  field: string,
  scopes: readonly string[],
  also?: string,
): void {
  if (scopes.some((scope) => allows(scope))) return;
  const access = `${scopes.map((scope) => `\`${scope}\` access scope`).join(" or ")}.`;
  throw accessDenied(field, also === undefined ? access : `${access} Also: ${also}`);
}

export const itemScopes = ["read_inventory", "read_products"] as const;
export const inventoryScopes = ["read_inventory"] as const;
export const productScopes = ["read_products"] as const;

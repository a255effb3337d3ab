// Global ids of GraphQL, as in `gid://shopify/InventoryItem/44871419625635`, and the digits in them.
import { isId } from "../../item/id.ts";

type Kind = "BulkOperation" | "InventoryItem" | "Product" | "ProductVariant";

const start = "gid://shopify/";

export const gidOf = (kind: Kind, id: string): string => `${start}${kind}/${id}`;

/** The digits; undefined unless this is the global id of such an object. */
export function idIn(kind: Kind, gid: unknown): string | undefined {
  const before = `${start}${kind}/`;
  if (typeof gid !== "string" || !gid.startsWith(before)) return undefined;
  const id = gid.slice(before.length);
  return isId(id) ? id : undefined;
}
